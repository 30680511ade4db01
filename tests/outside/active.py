#!/usr/bin/env python3
"""Looks for markup that acts in outputs that strangers wrote for, with parsers that Handbill does not use.

    active.py OUT…

Each OUT is an output folder, or a folder of such. HTML by html5lib, as a document and as a script would write it
again; feeds, drawings and sitemaps by lxml; JSON and CSV by Python. Nothing may run, load, restyle or submit but the
theme's own files under `assets/`, and data scripts that are JSON.
"""
import argparse
import csv
import io
import json
import os
import re
import sys

import html5lib
from lxml import etree

from output import Findings, embedded

SAFE = {"http", "https", "mailto", "tel", "sms", "geo", "webcal", "xmpp", "matrix", "weixin", "tag", "urn"}
NEVER = {"applet", "base", "embed", "frame", "frameset", "iframe", "object", "param", "plaintext", "portal", "style", "template",
         "xmp", "noembed", "noframes", "marquee", "fencedframe", "foreignObject", "animate", "set", "animateTransform",
         "animateMotion", "handler", "maction", "annotation-xml", "mglyph", "feImage"}
ADDRESSES = {"href", "src", "action", "formaction", "poster", "cite", "data", "background", "ping", "manifest", "longdesc",
             "xlink:href", "{http://www.w3.org/1999/xlink}href", "to", "values", "from", "by"}


def scheme(address):
    plain = re.sub(r"[\t\n\r]", "", address).strip("".join(map(chr, range(33))))
    m = re.match(r"([A-Za-z][A-Za-z0-9+.-]*):", plain)
    return m.group(1).lower() if m else None


def html(text, found, where, page=True):
    for how in ("", "written again: "):
        tree = html5lib.parse(text, namespaceHTMLElements=False) if page else html5lib.parseFragment(text, namespaceHTMLElements=False)
        for e in tree.iter():
            if isinstance(e.tag, str):
                element(e, found, where, how, page)
        text = html5lib.serialize(tree, quote_attr_values="always", omit_optional_tags=False, alphabetical_attributes=False,
                                  escape_lt_in_attrs=False, minimize_boolean_attributes=False)


def element(e, found, where, how, page):
    tag = e.tag.rsplit("}", 1)[-1]
    if tag in NEVER:
        found.add(where, f"{how}has <{tag}>")
    if tag == "script":
        kind, src = (e.get("type") or "").lower(), e.get("src")
        if not page:
            found.add(where, f"{how}has a script in its text")
        elif kind == "application/ld+json":
            try:
                json.loads(e.text or "")
            except ValueError:
                found.add(where, f"{how}has JSON-LD that is none: {(e.text or '')[:60]!r}")
        elif src is None or (e.text or "").strip() or not re.match(r"(\.\./|\./|/)*assets/[^/]+$", src):
            found.add(where, f"{how}has a script of its own: {src} {(e.text or '')[:60]!r}")
    if tag == "meta" and (e.get("http-equiv") or "").lower() not in ("", "content-security-policy", "refresh"):
        found.add(where, f"{how}has <meta http-equiv={e.get('http-equiv')}>")
    if tag == "meta" and (e.get("http-equiv") or "").lower() == "refresh" and scheme((e.get("content") or "").partition("url=")[2]):
        found.add(where, f"{how}refreshes to {e.get('content')!r}")
    for attribute, value in e.attrib.items():
        name = str(attribute).lower()
        if name.startswith("on") or name in ("style", "srcdoc", "is", "shadowrootmode"):
            found.add(where, f"{how}has {name}= on <{tag}>")
        # A drawing may hold a picture; one that is a drawing itself is judged like it.
        picture = embedded(value) if tag == "image" and name.endswith("href") else None
        if picture and picture[0] == "svg+xml":
            xml(picture[1], found, where)
        if name in ADDRESSES and scheme(value) and scheme(value) not in SAFE and not picture:
            found.add(where, f"{how}{name} of <{tag}> is {value[:60]!r}")
        if name in ("srcset", "imagesrcset") and any(scheme(v) and scheme(v) not in SAFE for v in value.split(",")):
            found.add(where, f"{how}{name} of <{tag}> is {value[:60]!r}")
        if name in ("action", "formaction") and (scheme(value) or value.startswith("//")):
            found.add(where, f"{how}{name} of <{tag}> sends to {value[:60]!r}")


def xml(data, found, where):
    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
    except etree.XMLSyntaxError as e:
        return found.add(where, f"is no XML: {e}")
    if root.getroottree().docinfo.doctype:
        found.add(where, "has a document type")
    for e in root.iter():
        if not isinstance(e.tag, str):
            if e.tag is etree.ProcessingInstruction:
                found.add(where, f"has an instruction {e.target}")
            continue
        element(e, found, where, "", False)
        if e.get("type") == "html":
            html(e.text or "", found, where, page=False)


def cells(data, found, where):
    for row in csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")):
        for cell in row:
            if re.match(r" *[=+\-@\t\r]", cell):
                found.add(where, f"has a cell that is a formula: {cell[:40]!r}")


def judge(folder, found):
    count = 0
    for root, _, names in sorted(os.walk(folder)):
        for file in sorted(names):
            path = os.path.join(root, file)
            where = os.path.relpath(path, os.path.dirname(folder))
            with open(path, "rb") as fh:
                data = fh.read()
            ending = file.rsplit(".", 1)[-1].lower()
            count += 1
            if ending == "html":
                html(data.decode("utf-8"), found, where)
            elif ending in ("xml", "svg"):
                xml(data, found, where)
            elif ending == "csv":
                cells(data, found, where)
            elif ending == "json":
                try:
                    items = json.loads(data)
                except ValueError as e:
                    found.add(where, f"is no JSON: {e}")
                    continue
                for item in items.get("items", []) if isinstance(items, dict) else []:
                    html(item.get("content_html") or "", found, where, page=False)
            else:
                count -= 1
    return count


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("out", nargs="+")
    a = ap.parse_args()
    found = Findings("active")
    count = sum(judge(os.path.abspath(out), found) for out in a.out)
    if not count:
        found.add(", ".join(a.out), "holds nothing to look at")
    return found.end(f"{count} files")


if __name__ == "__main__":
    sys.exit(main())

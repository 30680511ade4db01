#!/usr/bin/env python3
"""Reads what pages say of themselves to machines: canonical address, languages, link previews.

    heads.py OUT --base-url URL

Each page that may be indexed names its own address as canonical. `hreflang` links are reciprocal, name the page itself,
and agree with `<html lang>`. Where one page has Open Graph tags, all have: title, type, address, description, site
name, locale, a picture that is in the output, decodes, and has the size and the words that the tags tell.
"""
import argparse
import io
import sys

from PIL import Image

from feeds import canonical, noindex
from output import Findings, Output

CARDS = {"summary", "summary_large_image"}


def alternates(out, name):
    """`{hreflang: address}` of a page; a language that stands twice is in the list of `twice`."""
    found, twice = {}, []
    for e in out.tree(name).iter("link"):
        if "alternate" in (e.get("rel") or "").split() and e.get("hreflang"):
            if e.get("hreflang") in found:
                twice.append(e.get("hreflang"))
            found[e.get("hreflang")] = e.get("href") or ""
    return found, twice


def metas(out, name):
    """Values of `<meta property=…>` and `<meta name=…>`, each a list."""
    values = {}
    for e in out.tree(name).iter("meta"):
        key = e.get("property") or e.get("name")
        if key:
            values.setdefault(key, []).append(e.get("content") or "")
    return values


def languages(out, pages, found):
    known = {name: alternates(out, name) for name in pages}
    for name, (own, twice) in known.items():
        for lang in twice:
            found.add(name, f"names two pages as hreflang={lang}")
        if not own:
            continue
        here = out.base_url + canonical(out, name)[0][len(out.base_url):] if canonical(out, name) else None
        lang = out.tree(name).get("lang")
        if own.get(lang) != here:
            found.add(name, f"is in {lang}, and its hreflang={lang} is {own.get(lang)!r}, not its own address")
        for other, address in own.items():
            target, _, why = out.resolve("index.html", address)
            if why:
                found.add(name, f"hreflang={other} leads to {address!r}: {why}")
                continue
            if other == "x-default":
                if address not in [a for l, a in own.items() if l != "x-default"]:
                    found.add(name, f"x-default {address!r} is none of its languages")
                continue
            back = known.get(target, ({}, []))[0]
            if back.get(lang) != here:
                found.add(name, f"hreflang={other} leads to {target}, which does not lead back")
            elif out.tree(target).get("lang") != other:
                found.add(name, f"hreflang={other} leads to {target}, which is in {out.tree(target).get('lang')}")


def preview(out, name, found):
    """The tags of a link preview (ogp.me, and what the card's own documentation asks for)."""
    tags = metas(out, name)
    for key in ("og:title", "og:type", "og:url", "og:site_name", "og:locale", "og:description", "twitter:card"):
        if [v.strip() for v in tags.get(key, [])] in ([], [""]):
            found.add(name, f"has no {key}")
        elif len(tags[key]) > 1:
            found.add(name, f"has {key} twice")
    if tags.get("og:url", canonical(out, name)) != canonical(out, name):
        found.add(name, f"og:url {tags.get('og:url')} is not its canonical address")
    for card in tags.get("twitter:card", []):
        if card not in CARDS:
            found.add(name, f"twitter:card {card!r} is no kind of card")
    for locale in tags.get("og:locale", []):
        if not (len(locale) >= 2 and locale.replace("_", "").isalnum() and "-" not in locale):
            found.add(name, f"og:locale {locale!r} is not written like en_GB")
    pictures = tags.get("og:image", [])
    if not pictures:
        if "summary_large_image" in tags.get("twitter:card", []):
            found.add(name, "promises a large picture and has no og:image")
        return
    if not tags.get("og:image:alt", [""])[0].strip():
        found.add(name, "has no og:image:alt")
    target, _, why = out.resolve("index.html", pictures[0]) if out.own(pictures[0]) else (None, None, "lies elsewhere")
    if why:
        return found.add(name, f"og:image {pictures[0]!r}: {why}")
    try:
        with Image.open(io.BytesIO(out.read(target))) as picture:
            picture.load()
            size, kind = picture.size, picture.get_format_mimetype()
    except Exception as e:
        return found.add(name, f"og:image {target} does not decode: {e}")
    for key, expected in (("og:image:width", str(size[0])), ("og:image:height", str(size[1])), ("og:image:type", kind)):
        if tags.get(key, [expected]) != [expected]:
            found.add(name, f"{key} is {tags[key]}, the picture's is {expected}")


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("out")
    ap.add_argument("--base-url", required=True)
    a = ap.parse_args()
    out, found = Output(a.out, a.base_url), Findings("heads")
    pages = [n for n in out.names(".html") if n != "404.html" and not out.is_redirect(n) and not noindex(out, n)]
    pages = [n for n in pages if out.tree(n).find("body") is not None]
    for name in pages:
        _, _, why = out.resolve("index.html", (canonical(out, name) or [""])[0])
        if len(canonical(out, name)) != 1 or why or out.resolve("index.html", canonical(out, name)[0])[0] != name:
            found.add(name, f"canonical is {canonical(out, name)}, not its own address")
        titles = [e.text for e in out.tree(name).iter("title") if e.text and e.text.strip()]
        if not titles:
            found.add(name, "has no title")
    languages(out, pages, found)
    previews = any("og:title" in metas(out, n) for n in pages)
    if previews:
        for name in pages:
            preview(out, name, found)
    else:
        print("note: no page has Open Graph tags yet")
    return found.end(f"{len(pages)} pages of {a.base_url}")


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
"""Walks a built site: every reference in its HTML and CSS leads to a file and an id of the same output.

    links.py OUT --base-url URL [--links web|files]

A finding is: a reference to no file or no id; a link that is absolute within the site outside 404.html (the
output must work under any path); a request to another host; a wrong or missing SRI hash (a present one with
`--links files`, where browsers refuse it); an inline script or style, which the site's own
Content-Security-Policy forbids; an id that stands twice; JSON-LD that is no JSON.
"""
import argparse
import base64
import hashlib
import json
import re
import sys
from urllib.parse import urlsplit

from output import Findings, Output

# What a browser fetches by itself, and what a reader follows.
FETCHED = {("img", "src"), ("script", "src"), ("source", "src"), ("video", "src"), ("video", "poster"), ("audio", "src"),
           ("track", "src"), ("iframe", "src"), ("embed", "src"), ("object", "data"), ("input", "src"), ("use", "href"),
           ("image", "href"), ("use", "xlink:href"), ("image", "xlink:href"), ("body", "background")}
FOLLOWED = {("a", "href"), ("area", "href"), ("form", "action"), ("button", "formaction"), ("blockquote", "cite"),
            ("q", "cite"), ("ins", "cite"), ("del", "cite")}
FETCHING_RELS = {"stylesheet", "icon", "apple-touch-icon", "mask-icon", "preload", "modulepreload", "prefetch",
                 "prerender", "manifest", "preconnect", "dns-prefetch", "apple-touch-icon-precomposed"}
URL_META = {"og:url", "og:image", "og:image:url", "og:image:secure_url", "twitter:image", "og:video", "og:audio"}
CSS_URL = re.compile(r"""url\(\s*(?:"([^"]*)"|'([^']*)'|([^"')\s]*))\s*\)|@import\s+(?:"([^"]*)"|'([^']*)')""")
DATA_SCRIPTS = {"application/ld+json", "application/json", "speculationrules", "importmap"}


def srcset(value):
    """The addresses of a `srcset`, without their descriptors."""
    return [part.split()[0] for part in re.split(r",\s+", value.strip().strip(",")) if part.split()]


def css_urls(text):
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.S)
    return [next(g for g in m.groups() if g is not None) for m in CSS_URL.finditer(text)]


class Walk:
    def __init__(self, out, files_mode):
        self.out, self.files_mode = out, files_mode
        self.found = Findings("links" + (" (files)" if files_mode else ""))
        self.count = 0

    def reference(self, source, what, written, fetched, absolute=False):
        """One reference; returns the file it leads to, where that is one of the site's."""
        self.count += 1
        where = f"{source}: {what} {written!r}"
        stripped = written.strip()
        try:
            parts = urlsplit(stripped)
        except ValueError as e:
            return self.found.add(where, f"is no address ({e})")
        scheme = parts.scheme.lower()
        if scheme in ("javascript", "vbscript", "file", "blob"):
            return self.found.add(where, f"has the scheme {scheme}:")
        if scheme == "data":
            if what.split()[0] not in ("img", "source", "url()"):
                self.found.add(where, "has the scheme data: outside pictures")
            return None
        if scheme and scheme not in ("http", "https"):
            return self.found.add(where, f"asks for {scheme}:") if fetched else None
        elsewhere = (scheme or stripped.startswith("//")) and not self.out.own(stripped)
        if elsewhere:
            if fetched:
                self.found.add(where, "asks another host")
            return None
        if absolute and not scheme:
            self.found.add(where, "must be an absolute address")
        # A host shows 404.html at every depth; on a disk nobody comes to it.
        on_404 = source == "404.html"
        if not absolute and (scheme or stripped.startswith("//")):
            self.found.add(where, "leads to the site itself by an absolute address")
        elif stripped.startswith("/") and not on_404:
            self.found.add(where, "starts at the host's root, so it breaks under a sub-path")
        elif on_404 and not self.files_mode and not scheme and not stripped.startswith(("/", "#")):
            self.found.add(where, "is relative, but 404.html answers at every depth")
        directories = not (self.files_mode and not absolute) or on_404
        try:
            name, _, why = self.out.resolve(source, stripped, directories)
        except UnicodeDecodeError:
            name, why = None, "is percent-encoded, but not UTF-8"
        if why:
            self.found.add(where, why)
        return name

    def integrity(self, name, element, target, written):
        value = element.get("integrity")
        where = f"{name}: {element.tag} {written!r}"
        if self.files_mode:
            if value:
                self.found.add(where, "carries integrity, which browsers refuse on file://")
            return
        if not value:
            return self.found.add(where, "has no integrity")
        for token in value.split():
            algorithm, _, digest = token.partition("-")
            if algorithm not in ("sha256", "sha384", "sha512"):
                self.found.add(where, f"has an unknown hash {algorithm!r}")
            elif target and base64.b64encode(hashlib.new(algorithm, self.out.read(target)).digest()).decode() != digest:
                self.found.add(where, f"has a {algorithm} that is not {target}'s")

    def element(self, name, e):
        get = e.get
        for (tag, attribute) in FETCHED:
            if e.tag == tag and get(attribute) is not None:
                target = self.reference(name, f"{tag} {attribute}", get(attribute), fetched=True)
                if tag == "script":
                    self.integrity(name, e, target, get(attribute))
        for (tag, attribute) in FOLLOWED:
            if e.tag == tag and get(attribute) is not None:
                self.reference(name, f"{tag} {attribute}", get(attribute), fetched=False)
        if e.tag in ("img", "source") and get("srcset"):
            for url in srcset(get("srcset")):
                self.reference(name, f"{e.tag} srcset", url, fetched=True)
        if e.tag == "link":
            rels = set((get("rel") or "").lower().split())
            if get("href") is None or get("imagesrcset"):
                for url in srcset(get("imagesrcset") or ""):
                    self.reference(name, "link imagesrcset", url, fetched=True)
            else:
                fetched = bool(rels & FETCHING_RELS)
                absolute = "canonical" in rels or ("alternate" in rels and get("hreflang") is not None)
                target = self.reference(name, f"link {' '.join(sorted(rels))}", get("href"), fetched, absolute)
                if "stylesheet" in rels:
                    self.integrity(name, e, target, get("href"))
        if e.tag == "meta":
            if (get("http-equiv") or "").lower() == "refresh":
                _, _, url = (get("content") or "").partition("url=")
                self.reference(name, "meta refresh", url, fetched=False)
            if (get("property") or get("name")) in URL_META:
                self.reference(name, f"meta {get('property') or get('name')}", get("content") or "", False, absolute=True)
        if e.tag == "base":
            self.found.add(name, "has a <base>, which the policy forbids")
        if e.tag == "script" and get("src") is None:
            if (get("type") or "").lower() not in DATA_SCRIPTS:
                self.found.add(name, "has an inline script, which the policy forbids")
            elif (get("type") or "").lower().endswith("json"):
                try:
                    json.loads(e.text or "")
                except ValueError as why:
                    self.found.add(name, f"has JSON-LD that is no JSON ({why})")
        if e.tag == "style" or get("style") is not None:
            self.found.add(name, f"has an inline style on <{e.tag}>, which the policy forbids")
        handler = next((a for a in e.attrib if isinstance(a, str) and a.startswith("on")), None)
        if handler:
            self.found.add(name, f"has {handler}= on <{e.tag}>, which the policy forbids")

    def page(self, name):
        seen = set()
        for e in self.out.tree(name).iter():
            if not isinstance(e.tag, str):
                continue
            if e.get("id") is not None:
                if e.get("id") in seen:
                    self.found.add(name, f"has the id {e.get('id')!r} twice")
                seen.add(e.get("id"))
            self.element(name, e)
        if name != "404.html" and not self.out.is_redirect(name) and self.out.tree(name).find("head/title") is None:
            self.found.add(name, "has no title")

    def style(self, name):
        for url in css_urls(self.out.read(name).decode("utf-8")):
            if not url.startswith("#"):
                self.reference(name, "url()", url, fetched=True)


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("out")
    ap.add_argument("--base-url", required=True)
    ap.add_argument("--links", choices=["web", "files"], default="web")
    a = ap.parse_args()
    walk = Walk(Output(a.out, a.base_url, a.links == "files"), a.links == "files")
    pages, styles = walk.out.names(".html"), walk.out.names(".css")
    if not pages:
        walk.found.add(a.out, "holds no HTML")
    for name in pages:
        walk.page(name)
    for name in styles:
        walk.style(name)
    return walk.found.end(f"{walk.count} references in {len(pages)} pages and {len(styles)} stylesheets of {a.base_url}")


if __name__ == "__main__":
    sys.exit(main())

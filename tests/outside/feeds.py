#!/usr/bin/env python3
"""Reads every feed, the sitemap and robots.txt of a built site as strangers do.

    feeds.py OUT --base-url URL

Feeds: well-formed XML (lxml), no complaint of feedparser, what RFC 4287 requires, ids that are unique, dates that
parse, absolute links that lead to pages of the output, also inside the entries' HTML. Sitemap: the protocol's
own rules, and each address the canonical one of a page that may be indexed.
"""
import argparse
import json
import posixpath
import re
import sys
from datetime import datetime
from urllib.parse import urlsplit

import feedparser
import html5lib
from lxml import etree

from output import Findings, Output

ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
RFC3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$")
W3C_DATE = re.compile(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?)?)?$")
# RFC 3986's characters, every other one percent-encoded.
PLAIN_URL = re.compile(r"([A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=]|%[0-9A-Fa-f]{2})*$")


def xml(out, name, found):
    """The root of an XML file, or None with a finding."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(out.read(name), parser)
    except etree.XMLSyntaxError as e:
        found.add(name, f"is not well-formed: {e}")
        return None


def leads_somewhere(out, found, where, what, url):
    """An absolute, escaped address; one of the site's leads to a file."""
    if not urlsplit(url).scheme:
        return found.add(where, f"{what} {url!r} is not absolute")
    if not PLAIN_URL.match(url):
        found.add(where, f"{what} {url!r} has characters that must be percent-encoded")
    if out.own(url):
        _, _, why = out.resolve("index.html", url)
        if why:
            found.add(where, f"{what} {url!r}: {why}")


def real_instant(text):
    try:
        return bool(RFC3339.match(text or "")) and datetime.fromisoformat(text.replace("Z", "+00:00")) is not None
    except ValueError:
        return False


def embedded_html(out, found, where, markup):
    for e in html5lib.parseFragment(markup, namespaceHTMLElements=False).iter():
        if e.tag in ("script", "style", "iframe", "form"):
            found.add(where, f"carries <{e.tag}> in its text")
        for attribute in ("href", "src", "poster", "cite"):
            if isinstance(e.tag, str) and e.get(attribute) is not None:
                leads_somewhere(out, found, where, f"{e.tag} {attribute}", e.get(attribute))


def atom(out, name, found):
    """Judges one Atom feed; returns how many entries it has."""
    root = xml(out, name, found)
    if root is None:
        return 0
    if root.tag != ATOM + "feed":
        found.add(name, f"is no Atom feed but {root.tag}")
        return 0
    parsed = feedparser.parse(out.read(name), response_headers={"content-type": "application/atom+xml; charset=utf-8"})
    if parsed.bozo:
        found.add(name, f"feedparser complains: {parsed.bozo_exception}")
    if parsed.version != "atom10":
        found.add(name, f"feedparser takes it for {parsed.version!r}")
    entries = root.findall(ATOM + "entry")
    if len(parsed.entries) != len(entries):
        found.add(name, f"feedparser sees {len(parsed.entries)} of {len(entries)} entries")
    for tag in ("id", "title", "updated"):
        if len(root.findall(ATOM + tag)) != 1 or not (root.findtext(ATOM + tag) or "").strip():
            found.add(name, f"needs exactly one {tag} (RFC 4287 §4.1.1)")
    if not real_instant(root.findtext(ATOM + "updated")):
        found.add(name, f"updated {root.findtext(ATOM + 'updated')!r} is no RFC 3339 date")
    if root.find(ATOM + "author") is None and not all(e.find(ATOM + "author") is not None for e in entries):
        found.add(name, "has neither an author nor one in each entry (RFC 4287 §4.1.1)")
    selves = [link.get("href") for link in root.findall(ATOM + "link") if link.get("rel") == "self"]
    if selves != [out.base_url + name] and [out.resolve("index.html", s)[0] for s in selves] != [name]:
        found.add(name, f"rel=self is {selves}, not its own address")
    for link in root.findall(ATOM + "link"):
        leads_somewhere(out, found, name, f"link {link.get('rel')}", link.get("href") or "")
    seen = set()
    for e, p in zip(entries, parsed.entries):
        identity = (e.findtext(ATOM + "id") or "").strip()
        where = f"{name}: entry {identity or e.findtext(ATOM + 'title')!r}"
        if not urlsplit(identity).scheme:
            found.add(where, "id is no IRI")
        if identity in seen:
            found.add(where, "the id stands twice")
        seen.add(identity)
        if not (e.findtext(ATOM + "title") or "").strip():
            found.add(where, "has no title")
        for tag, required in (("updated", True), ("published", False)):
            text = e.findtext(ATOM + tag)
            if (required or text is not None) and not (real_instant(text) and p.get(tag + "_parsed")):
                found.add(where, f"{tag} {text!r} does not parse")
        links = [x for x in e.findall(ATOM + "link") if x.get("rel", "alternate") == "alternate"]
        if len(links) != 1:
            found.add(where, f"has {len(links)} alternate links, not one")
        for link in e.findall(ATOM + "link"):
            leads_somewhere(out, found, where, "link", link.get("href") or "")
        for tag in ("content", "summary"):
            text = e.find(ATOM + tag)
            if text is not None and text.get("type") == "html":
                embedded_html(out, found, where, text.text or "")
    return len(entries)


# jsonfeed.org/version/1.1: what a feed, an item, an author and an attachment may have, and of which type.
FEED = {"version": str, "title": str, "home_page_url": str, "feed_url": str, "description": str, "user_comment": str, "next_url": str,
        "icon": str, "favicon": str, "authors": list, "language": str, "expired": bool, "hubs": list, "items": list}
ITEM = {"id": str, "url": str, "external_url": str, "title": str, "content_html": str, "content_text": str, "summary": str, "image": str,
        "banner_image": str, "date_published": str, "date_modified": str, "authors": list, "tags": list, "language": str, "attachments": list}
AUTHOR = {"name": str, "url": str, "avatar": str}
ATTACHMENT = {"url": str, "mime_type": str, "title": str, "size_in_bytes": int, "duration_in_seconds": (int, float)}


def shape(found, where, value, known):
    """An object of JSON Feed: known keys (extensions start with `_`) of the right types."""
    for key, v in value.items():
        if not key.startswith("_") and (key not in known or not isinstance(v, known[key])):
            found.add(where, f"{key} is {'unknown' if key not in known else 'of the wrong type'} (JSON Feed 1.1)")


def json_feed(out, name, found):
    """Judges one JSON Feed 1.1; returns how many items it has."""
    try:
        feed = json.loads(out.read(name).decode("utf-8"))
    except ValueError as e:
        found.add(name, f"is no JSON: {e}")
        return 0
    shape(found, name, feed, FEED)
    if feed.get("version") != "https://jsonfeed.org/version/1.1":
        found.add(name, f"has the version {feed.get('version')!r}")
    if not str(feed.get("title") or "").strip() or not isinstance(feed.get("items"), list):
        found.add(name, "needs a title and a list of items")
    if feed.get("feed_url") and out.resolve("index.html", feed["feed_url"])[0] != name:
        found.add(name, f"feed_url {feed['feed_url']!r} is not its own address")
    for key in ("home_page_url", "next_url", "icon", "favicon"):
        if key in feed:
            leads_somewhere(out, found, name, key, feed[key])
    seen = set()
    for item in feed.get("items", []):
        where = f"{name}: item {item.get('id')!r}"
        shape(found, where, item, ITEM)
        if not isinstance(item.get("id"), str) or item["id"] in seen:
            found.add(where, "needs an id of its own")
        seen.add(item.get("id"))
        for key in ("url", "external_url", "image", "banner_image"):
            if key == "url" or key in item:
                leads_somewhere(out, found, where, key, item.get(key) or "")
        for author in item.get("authors", []) + feed.get("authors", []):
            shape(found, where, author, AUTHOR)
            if not author.keys() & AUTHOR.keys():
                found.add(where, "has an author of nothing")
            for key in ("url", "avatar"):
                if key in author:
                    leads_somewhere(out, found, where, f"author {key}", author[key])
        for attachment in item.get("attachments", []):
            shape(found, where, attachment, ATTACHMENT)
            leads_somewhere(out, found, where, "attachment", attachment.get("url") or "")
            if "/" not in attachment.get("mime_type", ""):
                found.add(where, "has an attachment without mime_type")
        if not all(isinstance(t, str) for t in item.get("tags", [])):
            found.add(where, "has tags that are no text")
        if "content_html" not in item and "content_text" not in item:
            found.add(where, "has no content")
        embedded_html(out, found, where, item.get("content_html") or "")
        for field in ("date_published", "date_modified"):
            if field in item and not real_instant(item[field]):
                found.add(where, f"{field} {item[field]!r} does not parse")
    return len(feed.get("items", []))


def same_in_both(out, atom_name, json_name, found):
    """A feed's two forms tell of the same pages in the same order."""
    root = xml(out, atom_name, found)
    ours = [next((l.get("href") for l in e.findall(ATOM + "link") if l.get("rel", "alternate") == "alternate"), None)
            for e in (root.findall(ATOM + "entry") if root is not None else [])]
    theirs = [i.get("url") for i in json.loads(out.read(json_name).decode("utf-8")).get("items", [])]
    if ours != theirs:
        found.add(json_name, f"tells of other pages than {atom_name}")


def canonical(out, name):
    return [e.get("href") for e in out.tree(name).iter("link") if "canonical" in (e.get("rel") or "").split()]


def noindex(out, name):
    return any((e.get("name") or "").lower() == "robots" and "noindex" in (e.get("content") or "").lower()
               for e in out.tree(name).iter("meta"))


def sitemap(out, name, found):
    """Judges a sitemap by sitemaps.org/protocol; returns how many addresses it has."""
    root = xml(out, name, found)
    if root is None:
        return 0
    kind = {SITEMAP + "urlset": "url", SITEMAP + "sitemapindex": "sitemap"}.get(root.tag)
    if kind is None:
        found.add(name, f"is no sitemap but {root.tag}")
        return 0
    if len(root) > 50_000 or len(out.read(name)) > 50 << 20:
        found.add(name, "is larger than 50,000 addresses or 50 MB")
    reciprocal(root, kind, name, found)
    seen, known = set(), {SITEMAP + t for t in ("loc", "lastmod", "changefreq", "priority")}
    for entry in root:
        if not isinstance(entry.tag, str):
            continue
        locs = [x.text or "" for x in entry.findall(SITEMAP + "loc")]
        where = f"{name}: {locs[0] if locs else '?'}"
        if entry.tag != SITEMAP + kind or len(locs) != 1:
            found.add(where, f"must be one <{kind}> with one <loc>")
            continue
        loc = locs[0]
        for child in entry:
            if isinstance(child.tag, str) and child.tag.startswith(SITEMAP) and child.tag not in known:
                found.add(where, f"has an unknown element {child.tag}")
            if child.tag == "{http://www.w3.org/1999/xhtml}link":
                leads_somewhere(out, found, where, f"hreflang {child.get('hreflang')}", child.get("href") or "")
        if loc in seen:
            found.add(where, "stands twice")
        seen.add(loc)
        if loc != loc.strip() or not loc.startswith(out.base_url) or len(loc) >= 2048 or "#" in loc:
            found.add(where, f"is no plain address under {out.base_url}")
            continue
        leads_somewhere(out, found, where, "loc", loc)
        lastmod = entry.findtext(SITEMAP + "lastmod")
        if lastmod is not None and not W3C_DATE.match(lastmod):
            found.add(where, f"lastmod {lastmod!r} is no W3C date")
        page, _, why = out.resolve("index.html", loc)
        if not why and page.endswith(".html"):
            if out.is_redirect(page) or noindex(out, page):
                found.add(where, "is a redirect or asks not to be indexed")
            elif canonical(out, page) != [loc]:
                found.add(where, f"but its page says canonical {canonical(out, page)}")
    return len(seen)


def reciprocal(root, kind, name, found):
    """Alternates of an address (Google's extension): each group names all of itself, in each of its entries."""
    groups = {}
    for entry in root.findall(SITEMAP + kind):
        links = entry.findall("{http://www.w3.org/1999/xhtml}link")
        if links:
            groups[entry.findtext(SITEMAP + "loc")] = {x.get("hreflang"): x.get("href") for x in links}
            if any(x.get("rel") != "alternate" for x in links) or len(links) != len(groups[entry.findtext(SITEMAP + "loc")]):
                found.add(f"{name}: {entry.findtext(SITEMAP + 'loc')}", "has links that are no alternates, or a language twice")
    for loc, group in groups.items():
        if loc not in group.values():
            found.add(f"{name}: {loc}", "is not among its own alternates")
        for lang, other in group.items():
            if lang != "x-default" and groups.get(other) != group:
                found.add(f"{name}: {loc}", f"its alternate {other!r} does not name the same")


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("out")
    ap.add_argument("--base-url", required=True)
    a = ap.parse_args()
    out, found = Output(a.out, a.base_url), Findings("feeds")
    feeds = [f for f in out.files if posixpath.basename(f) == "feed.xml"]
    entries = sum(atom(out, f, found) for f in sorted(feeds))
    json_feeds = [f for f in out.files if posixpath.basename(f) == "feed.json"]
    for f in sorted(feeds) if json_feeds else []:
        if f[:-len("xml")] + "json" not in json_feeds:
            found.add(f, "has no feed.json beside it")
        else:
            same_in_both(out, f, f[:-len("xml")] + "json", found)
    entries += sum(json_feed(out, f, found) for f in sorted(out.files) if posixpath.basename(f) == "feed.json")
    if "feed.xml" not in out.files or not entries:
        found.add("feed.xml", "is missing, or no feed has an entry")
    maps = [f for f in sorted(out.files) if re.fullmatch(r"sitemap[^/]*\.xml", f)]
    addresses = sum(sitemap(out, f, found) for f in maps)
    if "sitemap.xml" not in maps or not addresses:
        found.add("sitemap.xml", "is missing or empty")
    robots = out.read("robots.txt").decode() if "robots.txt" in out.files else ""
    if f"Sitemap: {a.base_url}sitemap.xml" not in robots.splitlines():
        found.add("robots.txt", f"does not name {a.base_url}sitemap.xml")
    return found.end(f"{len(feeds)} feeds with {entries} entries, {addresses} addresses in the sitemap")


if __name__ == "__main__":
    sys.exit(main())

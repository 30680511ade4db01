#!/usr/bin/env python3
"""Reads the JSON-LD of every page with an independent processor (PyLD), and holds it against the page.

    structured.py OUT --base-url URL

Expanded with a context of our own that has no way to the network: every key has a meaning, every node a type. What
search engines require of a type is there (`REQUIRED`), dates, prices and addresses have the right form, addresses of the
site lead to files, and the names, prices, dates, questions and answers stand in the page's text too. Where one
page has JSON-LD, each page of a kind has that of its kind.
"""
import argparse
import json
import re
import sys
from datetime import date, datetime

from pyld import jsonld

from feeds import noindex
from output import Findings, Output

SCHEMA = "https://schema.org/"
CONTEXT = {"@context": {"@vocab": SCHEMA, "id": "@id", "type": "@type"}}
ARTICLES = {"Article", "BlogPosting", "NewsArticle"}
# By type: properties that search engines require. A tuple: one of them.
REQUIRED = {
    "Event": ["name", "startDate", "location"],
    "Product": ["name", ("offers", "review", "aggregateRating")],
    "Offer": [("price", "priceSpecification")],
    "Article": ["headline", "datePublished"],
    "ProfilePage": ["mainEntity"],
    "Person": ["name"],
    "FAQPage": ["mainEntity"],
    "Question": ["name", "acceptedAnswer"],
    "Answer": ["text"],
    "Organization": ["name", "url"],
    "WebSite": ["name", "url"],
    "BreadcrumbList": ["itemListElement"],
    "ListItem": ["position", ("name", "item")],
    "Place": [("address", "name")],
    "VirtualLocation": ["url"],
    "ImageObject": [("url", "contentUrl")],
}
EVENT_STATUS = {"EventScheduled", "EventCancelled", "EventPostponed", "EventRescheduled", "EventMovedOnline"}
ATTENDANCE = {"OfflineEventAttendanceMode", "OnlineEventAttendanceMode", "MixedEventAttendanceMode"}
AVAILABILITY = {"InStock", "InStoreOnly", "OutOfStock", "PreOrder", "PreSale", "SoldOut", "OnlineOnly", "LimitedAvailability",
                "BackOrder", "Discontinued", "Reserved", "MadeToOrder"}
DATES = {"startDate", "endDate", "datePublished", "dateModified", "previousStartDate", "releaseDate", "validFrom",
         "validThrough", "availabilityStarts", "availabilityEnds", "doorTime", "dateCreated", "priceValidUntil", "foundingDate"}
ADDRESSES = {"url", "image", "logo", "item", "contentUrl", "mainEntityOfPage"}
# What readers see as words too, whatever node it belongs to.
SEEN = {"name", "headline", "price", "streetAddress"}
# Properties of schema.org that may be used; a misspelt one would be passed over by every reader.
KNOWN = set("""
about acceptedAnswer address addressCountry addressLocality addressRegion aggregateRating alternateName answerCount archivedAt
articleBody articleSection attendee audience author availability availabilityEnds availabilityStarts award brand breadcrumb caption
category color composer contactPoint contactType contentUrl contributor copyrightHolder copyrightYear creator dateCreated
dateModified datePublished description director doorTime duration email encodingFormat endDate eventAttendanceMode eventSchedule
eventStatus familyName founder foundingDate funder geo givenName hasPart headline height hiringOrganization homepage identifier image
inLanguage inventoryLevel isAccessibleForFree isPartOf isRelatedTo isSimilarTo item itemListElement itemListOrder itemOffered jobTitle
keywords knowsAbout latitude license location logo longitude mainEntity mainEntityOfPage manufacturer material maximumAttendeeCapacity
member memberOf mentions model name nonprofitStatus numberOfItems offeredBy offers organizer parentOrganization performer
position postalCode potentialAction previousStartDate price priceCurrency priceSpecification priceValidUntil productionDate
publisher query query-input recordedIn releaseDate remainingAttendeeCapacity review sameAs seller significantLink
size sku slogan speakable sponsor startDate streetAddress subEvent subjectOf subOrganization superEvent target telephone text
thumbnail thumbnailUrl typicalAgeRange uploadDate url urlTemplate validFrom validThrough value version width wordCount workFeatured
""".split())
# The types that pages of a folder need, once the site has any.
OF_FOLDER = {"posts": ARTICLES, "stories": ARTICLES, "events": {"Event"}, "drops": {"Product"}, "members": {"ProfilePage"}}


def loader(url, options=None):
    if url.rstrip("/") in ("https://schema.org", "http://schema.org"):
        return {"contextUrl": None, "documentUrl": url, "document": CONTEXT, "contentType": "application/ld+json"}
    raise jsonld.JsonLdError(f"asks for the context {url}", "loading")


def short(name):
    return name[len(SCHEMA):] if name.startswith(SCHEMA) else name


class Node:
    """An expanded node: short type names, short property names, plain values and nodes."""

    def __init__(self, data):
        self.id = data.get("@id")
        self.types = [short(t) for t in data.get("@type", [])]
        self.properties = {}
        for key, values in data.items():
            if not key.startswith("@"):
                self.properties[short(key)] = [self.value(v) for v in self.flat(values)]

    @staticmethod
    def flat(values):
        for v in values:
            yield from v["@list"] if isinstance(v, dict) and "@list" in v else [v]

    @staticmethod
    def value(v):
        return v["@value"] if "@value" in v else Node(v)

    def get(self, name):
        return self.properties.get(name, [])

    def nodes(self):
        yield self
        for values in self.properties.values():
            for v in values:
                if isinstance(v, Node):
                    yield from v.nodes()


def instant(text):
    try:
        return datetime.fromisoformat(str(text).replace("Z", "+00:00")) if "T" in str(text) else date.fromisoformat(str(text))
    except ValueError:
        return None


def squeeze(text):
    """Words without what breaks lines, and without case."""
    return re.sub(r"[\s\u200b\u00ad]+", "", text).casefold()


class Page:
    def __init__(self, out, name, found):
        self.out, self.name, self.found = out, name, found
        tree = out.tree(name)
        body = tree.find("body")
        # Everything that stands there, closed details too.
        self.whole = squeeze("".join(body.itertext())) if body is not None else ""
        self.times = {e.get("datetime") for e in tree.iter("time") if e.get("datetime")}
        self.scripts = [e.text or "" for e in tree.iter("script") if (e.get("type") or "").lower() == "application/ld+json"]

    def say(self, what):
        self.found.add(self.name, what)

    def nodes(self):
        for text in self.scripts:
            try:
                data = json.loads(text)
                expanded = jsonld.expand(data, {"documentLoader": loader, "base": self.out.base_url})
            except (ValueError, jsonld.JsonLdError) as e:
                self.say(f"has JSON-LD that cannot be read: {str(e).splitlines()[0][:160]}")
                continue
            lost = self.keys(data) - (self.expanded_keys(expanded) & KNOWN)
            if lost:
                self.say(f"has JSON-LD keys without a meaning: {', '.join(sorted(lost))}")
            for top in expanded:
                node = Node(top)
                yield from (Node(v) for v in top["@graph"]) if "@graph" in top else [node]

    def keys(self, data):
        if isinstance(data, list):
            return set().union(*map(self.keys, data)) if data else set()
        if not isinstance(data, dict):
            return set()
        own = {k for k, v in data.items() if not k.startswith("@") and k not in ("id", "type") and v not in (None, [])}
        return own.union(*(self.keys(v) for k, v in data.items() if k != "@context"))

    def expanded_keys(self, data):
        if isinstance(data, list):
            return set().union(*map(self.expanded_keys, data)) if data else set()
        if not isinstance(data, dict):
            return set()
        return {short(k) for k in data}.union(*map(self.expanded_keys, data.values()))

    def judge(self, node):
        where = "/".join(node.types) or "a node"
        reference = node.id and not node.properties and not node.types
        if not node.types and not reference:
            self.say(f"has a node without a type: {', '.join(node.properties)[:80]}")
        for kind in node.types:
            for need in REQUIRED.get("Article" if kind in ARTICLES else kind, []):
                names = need if isinstance(need, tuple) else (need,)
                if not any(v not in ("", None) for n in names for v in node.get(n)) and not (kind == "Person" and node.id and not node.properties):
                    self.say(f"{kind} lacks {' or '.join(names)}")
        for name, values in node.properties.items():
            for v in values:
                if isinstance(v, Node):
                    v = v.id if not v.types and not v.properties else None
                if v is None:
                    continue
                if name in DATES and instant(v) is None:
                    self.say(f"{where} {name} {v!r} is no ISO 8601 date")
                if name in ADDRESSES:
                    self.address(where, name, str(v))
                if name in SEEN and not isinstance(v, Node):
                    self.seen(node, where, name, v)
        getattr(self, "judge_" + (node.types[0].lower() if node.types else "nothing"), lambda n: None)(node)

    def address(self, where, name, url):
        if not re.match(r"https?://[^\s]+$", url):
            return self.say(f"{where} {name} {url!r} is not absolute")
        if self.out.own(url):
            _, _, why = self.out.resolve("index.html", url)
            if why:
                self.say(f"{where} {name} {url!r}: {why}")

    def seen(self, node, where, name, value):
        # Who publishes or organises may stand at the home page alone; a crumb is what the page that it leads to is called.
        if "Organization" in node.types and self.name.count("/") > 0:
            return
        if "ListItem" in node.types and squeeze(str(value)) not in self.whole:
            item = (node.get("item") or [""])[0]
            target = self.out.resolve("index.html", (item.id or "") if isinstance(item, Node) else str(item))[0]
            if target and squeeze(str(value)) in squeeze("".join(self.out.tree(target).itertext())):
                return
        if name == "price":
            digits = re.sub(r"[^0-9]", "", str(value).rstrip("0").rstrip(".") if "." in str(value) else str(value))
            if digits.strip("0") and digits not in re.sub(r"[^0-9]", "", self.whole):
                self.say(f"{where} price {value} stands nowhere in its text")
        elif squeeze(str(value)) not in self.whole:
            self.say(f"{where} {name} {value!r} stands nowhere in its text")

    def judge_event(self, node):
        start, end = (instant((node.get(n) or [""])[0]) for n in ("startDate", "endDate"))
        if isinstance(start, datetime) and start.tzinfo is None:
            self.say("Event startDate has no offset")
        comparable = type(start) is type(end) and getattr(start, "tzinfo", None) and getattr(end, "tzinfo", None) or type(start) is type(end) is date
        if comparable and end < start:
            self.say("Event ends before it starts")
        for name, known in (("eventStatus", EVENT_STATUS), ("eventAttendanceMode", ATTENDANCE)):
            for v in node.get(name):
                v = short(v.id or "") if isinstance(v, Node) else short(str(v))
                if v not in known:
                    self.say(f"Event {name} {v!r} is none that exists")
        days = {str((instant(t) or date.min))[:10] for t in self.times}
        if start and str(start)[:10] not in days:
            self.say(f"Event startDate {start} is in no <time> of its text")

    def judge_offer(self, node):
        for v in node.get("availability"):
            v = short(v.id or "") if isinstance(v, Node) else short(str(v))
            if v not in AVAILABILITY:
                self.say(f"Offer availability {v!r} is none that exists")
        for price in node.get("price"):
            if not re.fullmatch(r"\d+(\.\d+)?", str(price)):
                self.say(f"Offer price {price!r} is no plain number")
            if str(price).strip("0.") and not all(re.fullmatch(r"[A-Z]{3}", str(c)) for c in node.get("priceCurrency") or ["?"]):
                self.say(f"Offer priceCurrency {node.get('priceCurrency')} is no currency")

    def judge_breadcrumblist(self, node):
        items = [i for i in node.get("itemListElement") if isinstance(i, Node)]
        positions = [i.get("position")[:1] for i in items]
        if positions != [[n + 1] for n in range(len(items))]:
            self.say(f"BreadcrumbList has the positions {positions}")
        for item in items[:-1]:
            if not item.get("item"):
                self.say("BreadcrumbList has an item without an address before its last")

    def judge_question(self, node):
        for answer in node.get("acceptedAnswer"):
            for text in answer.get("text") if isinstance(answer, Node) else []:
                plain = squeeze(re.sub(r"<[^>]*>", "", str(text)))
                if plain[:60] not in self.whole:
                    self.say(f"Answer {str(text)[:50]!r} stands nowhere in its text")


def kinds(page, found_types, languages):
    parts = page.name.split("/")[:-1]
    if parts and parts[0] in languages:
        parts = parts[1:]
    if parts == [] and not found_types & {"Organization", "WebSite"}:
        page.say("is the home page and has neither Organization nor WebSite")
    if len(parts) == 2 and parts[0] in OF_FOLDER and parts[1] != "page" and not parts[1].isdigit():
        if not found_types & OF_FOLDER[parts[0]]:
            page.say(f"lies in {parts[0]}/ and has no {' or '.join(sorted(OF_FOLDER[parts[0]]))}")
        if "BreadcrumbList" not in found_types:
            page.say("has no BreadcrumbList")
    if parts == ["help"] and "FAQPage" not in found_types:
        page.say("is the help page and has no FAQPage")


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("out")
    ap.add_argument("--base-url", required=True)
    a = ap.parse_args()
    out, found = Output(a.out, a.base_url), Findings("structured")
    pages = [Page(out, n, found) for n in out.names("index.html") if not out.is_redirect(n)]
    with_data = [p for p in pages if p.scripts]
    if not with_data:
        print("note: no page has JSON-LD yet")
        return found.end(f"0 of {len(pages)} pages")
    languages = {n.split("/")[0] for n in out.files if re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]+)*/index\.html", n)}
    count = {}
    for page in pages:
        types = set()
        for top in page.nodes():
            for node in top.nodes():
                page.judge(node)
                types.update(node.types)
        for t in types:
            count[t] = count.get(t, 0) + 1
        if not noindex(out, page.name):
            kinds(page, types, languages)
    told = ", ".join(f"{n} {t}" for t, n in sorted(count.items()))
    return found.end(f"{len(with_data)} of {len(pages)} pages: {told}")


if __name__ == "__main__":
    sys.exit(main())

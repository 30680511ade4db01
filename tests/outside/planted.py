"""A sound page of each kind that machines read closely, pictures, and mistakes to plant in them: for `selftest.py`."""
import io
import json

from PIL import Image, ImageCms, PngImagePlugin

BASE = "https://good.example/team/site/"


def picture(kind="PNG", **save):
    """A small picture as a file."""
    to = io.BytesIO()
    Image.new("RGB", (120, 63), (200, 90, 40)).save(to, kind, **save)
    return to.getvalue()


def exif():
    data = Image.Exif()
    data[0x010F] = "A camera"
    data[0x8825] = {1: "N", 2: (31.0, 13.0, 0.0)}
    return data


def text_block():
    info = PngImagePlugin.PngInfo()
    info.add_text("Comment", "Taken at home")
    return info


def wide_profile():
    """A profile that is no sRGB: made of another white point."""
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()


EVENT = {"@context": "https://schema.org", "@graph": [
    {"@type": "Event", "name": "Open shed", "startDate": "2026-11-27T19:30:00+08:00", "endDate": "2026-11-27T21:30:00+08:00",
     "eventStatus": "https://schema.org/EventScheduled", "image": BASE + "card.png", "url": BASE + "events/shed/",
     "location": {"@type": "Place", "name": "Lantern House", "address": "8 Canal Row"},
     "organizer": {"@type": "Organization", "name": "Lantern Street", "url": BASE},
     "offers": {"@type": "Offer", "price": "19.90", "priceCurrency": "EUR", "availability": "https://schema.org/InStock"}},
    {"@type": "BreadcrumbList", "itemListElement": [
        {"@type": "ListItem", "position": 1, "name": "Events", "item": BASE},
        {"@type": "ListItem", "position": 2, "name": "Open shed"}]}]}
HOME = {"@context": "https://schema.org", "@type": "Organization", "name": "Lantern Street", "url": BASE}


CALENDAR = f"""BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Good//Good//EN
NAME:Good
X-WR-CALNAME:Good
URL:{BASE}
SOURCE;VALUE=URI:{BASE}events.ics
REFRESH-INTERVAL;VALUE=DURATION:PT12H
X-PUBLISHED-TTL:PT12H
BEGIN:VTIMEZONE
TZID:Asia/Shanghai
BEGIN:STANDARD
DTSTART:19910915T020000
TZOFFSETFROM:+0900
TZOFFSETTO:+0800
TZNAME:CST
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
UID:shed@good.example
DTSTAMP:20261120T100000Z
SEQUENCE:0
DTSTART;TZID=Asia/Shanghai:20261127T193000
DTEND;TZID=Asia/Shanghai:20261127T213000
RRULE:FREQ=WEEKLY;UNTIL=20270101T000000Z
STATUS:CONFIRMED
SUMMARY:Open shed
URL:{BASE}posts/two/
END:VEVENT
END:VCALENDAR
"""


def page(lang, url, other, data, body):
    own = f'<link rel="alternate" hreflang="{lang}" href="{BASE}{url}">'
    both = "".join(f'<link rel="alternate" hreflang="{l}" href="{BASE}{u}">' for l, u in other)
    tags = {"og:title": "A page", "og:type": "website", "og:url": BASE + url, "og:site_name": "Lantern Street", "og:locale": "en_GB",
            "og:description": "Words", "og:image": BASE + "card.png", "og:image:alt": "A lamp", "og:image:width": "120",
            "og:image:height": "63"}
    tags = "".join(f'<meta property="{k}" content="{v}">' for k, v in tags.items())
    return (f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8"><title>A page</title><link rel="canonical" href="{BASE}{url}">'
            f'{own}{both}{tags}<meta name="twitter:card" content="summary_large_image">'
            f'<script type="application/ld+json">{json.dumps(data)}</script></head><body>{body}</body></html>')


SHED = ('<h1>Open shed</h1><p>Events, Lantern Street, Lantern House, 8 Canal Row</p>'
        '<time datetime="2026-11-27T19:30+08:00">Friday</time> €19.90')
GOOD = {
    "index.html": page("en", "", [("zh", "zh/"), ("x-default", "")], HOME, "Lantern Street"),
    "zh/index.html": page("zh", "zh/", [("en", ""), ("x-default", "")], HOME, "Lantern Street 灯街"),
    "events/shed/index.html": page("en", "events/shed/", [], EVENT, SHED),
    "card.png": picture(), "photo.jpg": picture("JPEG"), "photo.webp": picture("WEBP"), "wave.gif": picture("GIF"),
    "dot.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path id="a" d="M0 0h1"/><use href="#a"/></svg>',
    "help/replies.csv": "keyword,question,answer\nkey,Where?,'=HERE()\n",
    "feed.json": json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "T", "feed_url": BASE + "feed.json", "items": [
        {"id": BASE + "events/shed/", "url": BASE + "events/shed/", "title": "Open shed", "content_html": "<p>x</p>",
         "date_published": "2026-11-20T10:00:00Z", "tags": ["a"], "authors": [{"name": "Wen"}]}]}),
    "feed.xml": '<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title>'
                f'<id>{BASE}</id><updated>2026-11-20T10:00:00Z</updated><author><name>T</name></author><link rel="self" href="{BASE}feed.xml"/>'
                f'<entry><title>Open shed</title><id>{BASE}events/shed/</id><updated>2026-11-20T10:00:00Z</updated>'
                f'<link rel="alternate" href="{BASE}events/shed/"/><content type="html">&lt;p&gt;x&lt;/p&gt;</content></entry></feed>',
    "sitemap.xml": '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">' + "".join(
        f'<url><loc>{BASE}{u}</loc><xhtml:link rel="alternate" hreflang="en" href="{BASE}"/><xhtml:link rel="alternate" hreflang="zh" '
        f'href="{BASE}zh/"/></url>' for u in ("", "zh/")) + "</urlset>",
    "robots.txt": f"User-agent: *\nAllow: /\nSitemap: {BASE}sitemap.xml\n",
}

E = "events/shed/index.html"
# judge, file, what stands there (None: the whole file), what a mistake puts there, what the judge must say
BROKEN = [
    ("structured", E, '"name": "Open shed", "startDate"', '"startDate"', "Event lacks name"),
    ("structured", E, '"startDate": "2026-11-27T19:30:00+08:00", ', "", "Event lacks startDate"),
    ("structured", E, "2026-11-27T19:30:00+08:00", "27 November", "is no ISO 8601 date"),
    ("structured", E, "19:30:00+08:00", "19:30:00", "has no offset"),
    ("structured", E, "2026-11-27T21:30", "2026-11-27T11:30", "ends before it starts"),
    ("structured", E, "2026-11-27T19:30:00+08:00", "2026-11-26T19:30:00+08:00", "is in no <time>"),
    ("structured", E, "EventScheduled", "EventPlanned", "is none that exists"),
    ("structured", E, '"price": "19.90"', '"price": "29.90"', "price 29.90 stands nowhere"),
    ("structured", E, '"price": "19.90"', '"price": "€19.90"', "is no plain number"),
    ("structured", E, '"EUR"', '"euros"', "is no currency"),
    ("structured", E, "/InStock", "/Plenty", "'Plenty' is none that exists"),
    ("structured", E, '"name": "Lantern House"', '"name": "Elsewhere"', "stands nowhere in its text"),
    ("structured", E, '"organizer"', '"organiser"', "without a meaning: organiser"),
    ("structured", E, '"position": 2', '"position": 3', "has the positions"),
    ("structured", E, f'"image": "{BASE}card.png"', '"image": "card.png"', "is not absolute"),
    ("structured", E, f'"image": "{BASE}card.png"', f'"image": "{BASE}gone.png"', "no such file"),
    ("structured", E, '"@type": "Event"', '"@type": "Thing"', "has no Event"),
    ("structured", E, '{"@context"', '{,"@context"', "cannot be read"),
    ("structured", E, "https://schema.org", "https://elsewhere.example", "cannot be read"),
    ("heads", "zh/index.html", f'hreflang="en" href="{BASE}"', 'hreflang="en" href="https://good.example/team/site/x/"', "no such file"),
    ("heads", "zh/index.html", f'<link rel="alternate" hreflang="en" href="{BASE}">', "", "does not lead back"),
    ("heads", "zh/index.html", 'lang="zh"', 'lang="ja"', "not its own address"),
    ("heads", "index.html", f'hreflang="x-default" href="{BASE}"', f'hreflang="x-default" href="{BASE}events/shed/"', "is none of its languages"),
    ("heads", E, f'rel="canonical" href="{BASE}events/shed/"', f'rel="canonical" href="{BASE}"', "not its own address"),
    ("heads", E, 'property="og:title"', 'property="x"', "has no og:title"),
    ("heads", E, f'content="{BASE}events/shed/"', f'content="{BASE}"', "is not its canonical address"),
    ("heads", E, 'content="120"', 'content="1200"', "the picture's is 120"),
    ("heads", E, "card.png", "dot.svg", "does not decode"),
    ("heads", E, "summary_large_image", "huge", "is no kind of card"),
    ("pictures", "photo.jpg", None, picture("JPEG", exif=exif()), "has EXIF"),
    ("pictures", "photo.jpg", None, picture("JPEG", comment=b"at home"), "has a comment"),
    ("pictures", "photo.jpg", None, picture("JPEG", xmp=b"<x:xmpmeta/>"), "APP1"),
    ("pictures", "photo.jpg", None, picture("JPEG", icc_profile=wide_profile()), "other than sRGB"),
    ("pictures", "photo.jpg", None, picture("JPEG") + b"secret", "6 bytes after its end"),
    ("pictures", "photo.jpg", None, b"no picture", "does not decode"),
    ("pictures", "card.png", None, picture(pnginfo=text_block()), "has a block tEXt"),
    ("pictures", "card.png", None, picture(exif=exif()), "has a block eXIf"),
    ("pictures", "card.png", None, picture() + b"x", "1 bytes after its end"),
    ("pictures", "photo.webp", None, picture("WEBP", exif=exif()), "has a block EXIF"),
    ("pictures", "photo.webp", None, picture("WEBP", xmp=b"<x/>"), "has a block XMP"),
    ("pictures", "wave.gif", None, picture("GIF", comment=b"at home"), "has a comment"),
    ("pictures", "dot.svg", "<path", "<script>x()</script><path", "has <script>"),
    ("pictures", "dot.svg", "<path", '<path onload="x()"', "has onload="),
    ("pictures", "dot.svg", 'href="#a"', 'href="https://evil.example/x.svg#a"', "refers to"),
    ("pictures", "dot.svg", "<path", '<path fill="url(https://evil.example/)"', "refers to"),
    ("pictures", "dot.svg", "<svg", '<?xml-stylesheet href="x"?><svg', "has an instruction"),
    ("pictures", "dot.svg", "<svg", '<!DOCTYPE svg [<!ENTITY a "b">]><svg', "has a document type"),
    ("pictures", "dot.svg", "</svg>", '<foreignObject><p xmlns="http://www.w3.org/1999/xhtml"/></foreignObject></svg>', "has <foreignObject>"),
    ("active", E, "<h1>", "<h1 onclick=x()>", "has onclick="),
    ("active", E, "<h1>", "<script>x()</script><h1>", "a script of its own"),
    ("active", E, "<h1>", "<a href=' java&#10;script:x()'>a</a><h1>", "href of <a> is"),
    ("active", E, "<h1>", "<iframe></iframe><h1>", "has <iframe>"),
    ("active", E, "<h1>", "<form action=//evil.example/></form><h1>", "sends to"),
    ("active", E, "{\"@context\"", "{,\"@context\"", "JSON-LD that is none"),
    ("active", "feed.xml", "&lt;p&gt;", "&lt;p onclick=x()&gt;", "has onclick="),
    ("active", "feed.json", "<p>x", "<script>x", "has a script in its text"),
    ("active", "help/replies.csv", "'=HERE", "=HERE", "is a formula"),
    ("feeds", "feed.json", '"title": "T"', '"title": 5', "of the wrong type"),
    ("feeds", "feed.json", '"content_html"', '"content"', "is unknown"),
    ("feeds", "feed.json", "2026-11-20T10", "yesterday", "does not parse"),
    ("feeds", "feed.json", f'"url": "{BASE}events/shed/"', f'"url": "{BASE}zh/"', "tells of other pages"),
    ("feeds", "feed.json", '"authors": [{"name": "Wen"}]', '"authors": [{}]', "an author of nothing"),
    ("feeds", "sitemap.xml", f'hreflang="zh" href="{BASE}zh/"', f'hreflang="zh" href="{BASE}"', "does not name the same"),
]

# A page for the browser: words over words, wider than a phone, a picture that does not show and has no words.
BROWSER = ('<!doctype html><html lang="en"><head><meta charset="utf-8"><title>T</title><link rel="icon" href="data:,">'
           '<meta name="viewport" content="width=device-width, initial-scale=1"></head><body><main><h1>A page</h1>'
           '<p>These words lie here quite long enough.</p><div style="margin-top: -2.4em"><span>Over the other words they go</span></div>'
           '<div style="width: 900px"><img src="gone.png"></div></main><script>console.log("words")</script></body></html>')
BROWSER_SAYS = ["lie over each other", "scrolls sideways: 9", "picture does not show", "axe critical image-alt", "console log: words",
                "answer 404 for"]

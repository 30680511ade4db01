#!/usr/bin/env python3
"""Judges the judges: a small sound site passes, and each way to break it is found and named.

    selftest.py
"""
import base64
import concurrent.futures
import hashlib
import os
import subprocess
import sys
import tempfile

import planted

HERE = os.path.dirname(os.path.abspath(__file__))
BASE = "https://good.example/team/site/"
CSS = "body { background: url(dot.svg) } /* url(gone.png) */\n"
JS = "document.documentElement.dataset.ready = '1';\n"


def sri(text):
    return "sha384-" + base64.b64encode(hashlib.sha384(text.encode()).digest()).decode()


def page(root, url, body):
    return (f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A page</title>'
            f'<link rel="canonical" href="{BASE}{url}"><link rel="stylesheet" href="{root}assets/a.css" integrity="{sri(CSS)}">'
            f'<link rel="alternate" type="application/atom+xml" href="{root}feed.xml">'
            f'<script src="{root}assets/a.js" integrity="{sri(JS)}" defer></script></head><body><main id="m">'
            f'<h1 id="用途">A page</h1>{body}</main></body></html>')


def entry(name):
    return (f'<entry><title>{name}</title><id>{BASE}posts/{name}/</id><updated>2026-11-20T10:00:00Z</updated>'
            f'<link rel="alternate" href="{BASE}posts/{name}/"/>'
            f'<content type="html">&lt;p&gt;&lt;a href="{BASE}#m"&gt;home&lt;/a&gt;&lt;/p&gt;</content></entry>')


GOOD = {
    "index.html": page("", "", '<a href="posts/灯/#m">x</a><a href="#%E7%94%A8%E9%80%94">y</a>'
                       '<img src="assets/dot.svg" srcset="assets/dot.svg 1x, assets/dot.svg 2x" alt="">'
                       '<a href="https://elsewhere.example/">out</a>'),
    "posts/灯/index.html": page("../../", "posts/%E7%81%AF/", '<a href="../../">home</a><a href="../two/">two</a>'),
    "posts/two/index.html": page("../../", "posts/two/", '<a href="../%E7%81%AF/">灯</a>'),
    "old/index.html": f'<!doctype html><html lang="en"><head><title>Moved</title><meta http-equiv="refresh" content="0; url=../posts/two/">'
                      f'<link rel="canonical" href="{BASE}posts/two/"></head><body><a href="../posts/two/">here</a></body></html>',
    "404.html": page("/team/site/", "404.html", '<a href="/team/site/">home</a>'),
    "assets/a.css": CSS, "assets/a.js": JS,
    "assets/dot.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>',
    "feed.xml": '<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>T</title>'
                f'<id>{BASE}</id><updated>2026-11-20T10:00:00Z</updated><author><name>T</name></author>'
                f'<link rel="self" href="{BASE}feed.xml"/>{entry("%E7%81%AF")}{entry("two")}</feed>',
    "sitemap.xml": '<?xml version="1.0" encoding="utf-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
                   f'<url><loc>{BASE}</loc><lastmod>2026-11-20</lastmod></url><url><loc>{BASE}posts/two/</loc></url></urlset>',
    "events.ics": planted.CALENDAR.replace("\n", "\r\n"),
    "robots.txt": f"User-agent: *\nAllow: /\nSitemap: {BASE}sitemap.xml\n",
}

# judge, file, what stands there, what a mistake would put there, what the judge must say
BROKEN = [
    ("links", "index.html", "posts/灯/#m", "posts/gone/", "no such file"),
    ("links", "index.html", "posts/灯/#m", "posts/灯", "lacks the closing /"),
    ("links", "index.html", "posts/灯/#m", "posts/灯/#nowhere", "no element has the id 'nowhere'"),
    ("links", "index.html", "posts/灯/#m", "/team/site/posts/灯/", "starts at the host's root"),
    ("links", "index.html", "posts/灯/#m", "../../posts/灯/", "leaves the site's path"),
    ("links", "index.html", "posts/灯/#m", BASE + "posts/two/", "by an absolute address"),
    ("links", "index.html", "posts/灯/#m", "javascript:alert(1)", "has the scheme javascript:"),
    ("links", "index.html", "dot.svg 2x", "gone.svg 2x", "no such file"),
    ("links", "index.html", 'img src="assets/dot.svg"', 'img src="https://cdn.example/x.png"', "asks another host"),
    ("links", "index.html", 'img src="assets/dot.svg"', 'img style="x:y" src="assets/dot.svg"', "inline style"),
    ("links", "index.html", 'img src="assets/dot.svg"', 'img onload="x()" src="assets/dot.svg"', "onload="),
    ("links", "index.html", 'id="用途"', 'id="m"', "the id 'm' twice"),
    ("links", "index.html", "</main>", "<script>1</script></main>", "inline script"),
    ("links", "index.html", "</main>", '<script type="application/ld+json">{,}</script></main>', "no JSON"),
    ("links", "index.html", f' integrity="{sri(JS)}"', "", "has no integrity"),
    ("links", "index.html", sri(JS), sri(CSS), "sha384 that is not assets/a.js's"),
    ("links", "404.html", 'href="/team/site/"', 'href="index.html"', "answers at every depth"),
    ("links", "old/index.html", "url=../posts/two/", "url=../posts/three/", "no such file"),
    ("links", "assets/a.css", "dot.svg", "//cdn.example/x.woff2", "asks another host"),
    ("links", "assets/a.css", "dot.svg", "gone.svg", "no such file"),
    ("files", "index.html", "", "", "a disk needs index.html"),
    ("files", "index.html", "", "", "carries integrity"),
    ("feeds", "feed.xml", "</feed>", "", "is not well-formed"),
    ("feeds", "feed.xml", "posts/two/</id>", "posts/%E7%81%AF/</id>", "the id stands twice"),
    ("feeds", "feed.xml", "<updated>2026-11-20T10:00:00Z", "<updated>20 November", "is no RFC 3339 date"),
    ("feeds", "feed.xml", "<author><name>T</name></author>", "", "neither an author"),
    ("feeds", "feed.xml", f'<link rel="alternate" href="{BASE}posts/two/"/>', '<link href="posts/two/"/>', "is not absolute"),
    ("feeds", "feed.xml", f'{BASE}#m', "#m", "is not absolute"),
    ("feeds", "feed.xml", f'href="{BASE}posts/two/"', f'href="{BASE}posts/gone/"', "no such file"),
    ("feeds", "sitemap.xml", "posts/two/", "posts/灯/", "must be percent-encoded"),
    ("feeds", "sitemap.xml", f"{BASE}posts/two/", "https://other.example/", "is no plain address under"),
    ("feeds", "sitemap.xml", f"{BASE}posts/two/", BASE, "stands twice"),
    ("feeds", "sitemap.xml", "posts/two/", "old/", "is a redirect"),
    ("feeds", "sitemap.xml", "2026-11-20", "yesterday", "is no W3C date"),
    ("calendars", "events.ics", "END:VEVENT\r\n", "END:VEVENT\n", "does not end in CRLF"),
    ("calendars", "events.ics", "SUMMARY:Open shed", "SUMMARY:" + "Open shed " * 9, "a line of 98 octets"),
    ("calendars", "events.ics", "SUMMARY:Open shed", "BEGIN:VALARM", "cannot read it"),
    ("calendars", "events.ics", "UID:shed@good.example\r\n", "", "has not one UID"),
    ("calendars", "events.ics", "DTEND;TZID=Asia/Shanghai:20261127T2130", "DTEND;TZID=Asia/Shanghai:20261127T1830", "ends before it starts"),
    ("calendars", "events.ics", "DTSTAMP:20261120T100000Z", "DTSTAMP:20261120T100000", "DTSTAMP is not in UTC"),
    ("calendars", "events.ics", "DTSTART;TZID=Asia/Shanghai", "DTSTART;TZID=Asia/Chongqing", "and uses"),
    ("calendars", "events.ics", "UNTIL=20270101T000000Z", "UNTIL=20270101", "UNTIL has not the form"),
    ("calendars", "events.ics", f"URL:{BASE}posts/two/", f"URL:{BASE}posts/three/", "no such file"),
    ("calendars", "events.ics", "REFRESH-INTERVAL;VALUE=DURATION:PT12H\r\n", "", "has no REFRESH-INTERVAL"),
    ("feeds", "robots.txt", "Sitemap:", "#", "does not name"),
]


SCRIPTS = {"files": "links.py"}
WITHOUT_ADDRESS = ("pictures", "active")


def judge(name, files):
    """Writes the site and runs one judge on it: its exit code and words."""
    with tempfile.TemporaryDirectory() as out:
        for path, text in files.items():
            os.makedirs(os.path.dirname(os.path.join(out, path)), exist_ok=True)
            with open(os.path.join(out, path), "wb") as fh:
                fh.write(text if isinstance(text, bytes) else text.encode())
        arguments = [] if name in WITHOUT_ADDRESS else ["--base-url", BASE]
        p = subprocess.run([sys.executable, os.path.join(HERE, SCRIPTS.get(name, name + ".py")), out, *arguments,
                            *(["--links", "files"] if name == "files" else [])], capture_output=True, text=True)
    return p.returncode, p.stdout + p.stderr


def plant(good, case):
    """Plants one mistake; what is wrong with what the judge says of it, or None."""
    name, path, old, new, expected = case
    if old is not None and old not in good[path]:
        sys.exit(f"selftest: {old!r} is not in {path}")
    text = new if old is None else good[path].replace(old, new, 1) if old else good[path]
    code, said = judge(name, {**good, path: text})
    if code == 1 and expected in said:
        return None
    return f"{name} does not say {expected!r} of {path} with {str(new)[:60]!r}; it says ({code}):\n{said}"


def browser():
    """What the browser does not say of a page that is wrong in every way; judged where Node is installed."""
    if not os.path.isdir(os.path.join(HERE, "node_modules")):
        print("note: the browser is not judged, node_modules is not there")
        return
    with tempfile.TemporaryDirectory() as out:
        for path in ("index.html", "404.html"):
            with open(os.path.join(out, path), "w", encoding="utf-8") as fh:
                fh.write(planted.BROWSER)
        p = subprocess.run(["node", os.path.join(HERE, "browser.mjs"), "--axe", "--at", f"/={out}", "--quick", "--at", f"/={out}"],
                           capture_output=True, text=True, timeout=120, env={**os.environ, "PYTHON": sys.executable})
    for expected in planted.BROWSER_SAYS:
        if p.returncode != 1 or expected not in p.stdout:
            yield f"browser does not say {expected!r}; it says ({p.returncode}):\n{p.stdout}{p.stderr}"


# What stands in the script for time, what a mistake would put there, the rule that it breaks.
CLOCK = [
    ("timer = setTimeout(bring", "timer = Math.max(next", "an open page moves on by itself"),
    ("others.find(", "[].find(", "rows go to the list that takes them"),
    ("due.sort((one, other) => one.at - other.at", "due.sort((one, other) => other.at - one.at", "several rows that turned go in the order"),
    ("shown >= most", "false", "a reserve fills a list"),
    ("Math.min(next, 2147483647)", "next", "a page waits longer than a timer can"),
    ("say() === say(zone)", "false", "a place with the same hour is told nothing"),
    ("focus !== document.activeElement && focus.isConnected", "false", "who has the focus keeps it"),
    ("catch {\n        element.hidden = true;", "finally {", "an old browser is told less"),
]


def clock():
    """What the judge of the script for time does not say of one that is wrong; and of two builds that differ."""
    if not os.path.isdir(os.path.join(HERE, "node_modules")):
        return
    judge = os.path.join(HERE, "clock.mjs")
    with open(os.path.join(HERE, "../../themes/plaza/assets/time.js"), encoding="utf-8") as fh:
        script = fh.read()
    with tempfile.TemporaryDirectory() as out:
        for old, new, expected in CLOCK:
            if old not in script:
                yield f"clock: {old!r} is not in the script"
                continue
            path = os.path.join(out, "time.js")
            with open(path, "w", encoding="utf-8") as fh:
                fh.write(script.replace(old, new, 1))
            p = subprocess.run(["node", judge, "--script", path], capture_output=True, text=True, timeout=120)
            if p.returncode != 1 or expected not in p.stdout:
                yield f"clock does not say {expected!r} of a script with {new!r}; it says ({p.returncode}):\n{p.stdout}{p.stderr}"
        for name, words in (("then", "to come"), ("now", "over")):
            os.makedirs(os.path.join(out, name))
            with open(os.path.join(out, name, "index.html"), "w", encoding="utf-8") as fh:
                fh.write(f'<!doctype html><html lang="en"><link rel="icon" href="data:,"><title>T</title><main>{words}</main></html>')
        p = subprocess.run(["node", judge, "--built-at", f"2026-11-20T00:00:00Z={out}/then", "--built-at", f"2026-11-28T00:00:00Z={out}/now"],
                           capture_output=True, text=True, timeout=120, env={**os.environ, "PYTHON": sys.executable})
        if p.returncode != 1 or "to come…”, not" not in p.stdout:
            yield f"clock does not say that a page stays behind; it says ({p.returncode}):\n{p.stdout}{p.stderr}"


def main():
    wrong = list(browser()) + list(clock())
    for good, judges in ((GOOD, ("links", "feeds", "calendars")), (planted.GOOD, ("feeds", "heads", "structured", "pictures", "active"))):
        for name in judges:
            code, said = judge(name, good)
            if code:
                wrong.append(f"{name} finds fault with the sound site:\n{said}")
    cases = [(GOOD, case) for case in BROKEN] + [(planted.GOOD, case) for case in planted.BROKEN]
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as many:
        wrong += filter(None, many.map(lambda both: plant(*both), cases))
    for what in wrong:
        print(what)
    print(f"selftest: {len(cases) + len(planted.BROWSER_SAYS) + len(CLOCK) + 1} mistakes planted; {len(wrong)} findings")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())

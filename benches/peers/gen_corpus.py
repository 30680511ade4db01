#!/usr/bin/env python3
"""Deterministic corpus generator for static-site-generator benchmarks (stdlib only).

    gen_corpus.py --seed 1 --posts 1000 --out DIR --for handbill|hugo|zola|eleventy
                  [--kinds posts,events,members] [--links plain|native] [--recent config|native]

--posts N is the TOTAL number of content items: 60 parts posts, 15 events, 10 drops,
10 member profiles, 5 member stories, of the kinds that --kinds names (by default
all five).  The same (seed, N, kinds) gives the same
items, bodies, dates, tags and links for every --for; only the file format differs.
Every item is generated from its own RNG seeded with (seed, kind, index), so item
text does not depend on N except for the link targets/authors drawn from the pool.

Layout of every corpus:  DIR/content/KIND/slug.md, for the kinds present
                         DIR/static/shared.svg   (the one image every post references)
'handbill' front matter is TOML between +++ lines, with the fields of each kind:
    title, summary, tags=[3], authors=[1 member handle]
    post: date   event: start, end, timezone, mode, venue   drop: release_at, price, currency
    member: name, joined, consent     story: date, people (one member handle)
The site templates next to this file (sites/<tool>/) are copied too, where there
are any, so DIR is a buildable site.  Half the items are English, half Chinese.

--links  plain : [text](/posts/slug/)       (default; no link resolution work)
         native: Zola `@/posts/slug.md`, Hugo `{{< relref >}}`
--recent how the Zola item page gets its "5 most recent" list: `config` puts the
         precomputed 5 in config.extra (default), `native` calls get_section() for
         every page (quadratic in Zola; only usable for small N).
"""
import argparse
import bisect
import itertools
import json
import os
import random
import shutil
import sys
from datetime import datetime, timedelta, timezone

import words as W

HERE = os.path.dirname(os.path.abspath(__file__))
PARTS = {"posts": 60, "events": 15, "drops": 10, "members": 10, "stories": 5}
DEFAULT_KINDS = tuple(PARTS)
BASE = "https://bench.example"
EPOCH = datetime(2016, 1, 1, tzinfo=timezone.utc)
SPAN = 10 * 365 * 86400                       # ten years, all in the past
FIELDS = ["starts", "ends", "venue", "city", "releases", "price", "currency", "status",
          "name", "member"]

TAGS = [t for pair in zip(W.EN_TAGS, W.ZH_TAGS) for t in pair][:200]
_cum = list(itertools.accumulate(1.0 / (i + 1) for i in range(len(TAGS))))   # Zipf s=1


def zipf_tags(rng, k=3):
    out = []
    while len(out) < k:
        t = TAGS[bisect.bisect_left(_cum, rng.random() * _cum[-1])]
        if t not in out:
            out.append(t)
    return out


class Item:
    __slots__ = ("kind", "i", "zh", "slug", "title", "date", "summary", "tags", "authors", "handles", "fields")

    @property
    def url(self):
        return f"/{self.kind}/{self.slug}/"


def iso(d):
    return d.strftime("%Y-%m-%dT%H:%M:%SZ")


def parse_kinds(text):
    """`posts,events` or `all`, in the order of PARTS; posts and members must be among them."""
    names = list(PARTS) if text == "all" else text.split(",")
    unknown = [k for k in names if k not in PARTS]
    if unknown:
        raise argparse.ArgumentTypeError(f"no kind {unknown[0]!r}; the kinds are {', '.join(PARTS)}, or `all`")
    if not {"posts", "members"} <= set(names):
        raise argparse.ArgumentTypeError("posts and members are always needed: they give links and authors")
    return tuple(k for k in PARTS if k in names)


def plan(seed, n, kinds=DEFAULT_KINDS):
    """First pass: everything but the bodies."""
    whole = sum(PARTS[k] for k in kinds)
    counts = {k: n * PARTS[k] // whole for k in kinds}
    counts["posts"] += n - sum(counts.values())
    items, members = [], []
    for kind in sorted(kinds, key=lambda k: k != "members"):
        for i in range(counts[kind]):
            rng = random.Random(f"{seed}/{kind}/{i}/meta")
            it = Item()
            it.kind, it.i, it.zh = kind, i, i % 2 == 1
            slug_words = rng.choices([w for w in W.EN if len(w) > 3], k=rng.randint(2, 5))
            it.slug = "-".join(slug_words) + f"-{i}"
            if it.zh:
                it.title = "".join(rng.choices(W.ZH[:-20], k=rng.randint(3, 7)))
                it.summary = "".join(rng.choices(W.ZH, k=16)) + "。"
            else:
                it.title = " ".join(rng.choices(W.EN, k=rng.randint(3, 8))).capitalize()
                it.summary = " ".join(rng.choices(W.EN, k=18)).capitalize() + "."
            # dates spread over SPAN; unique across kinds, almost unique within one
            d = EPOCH + timedelta(seconds=int(rng.random() * SPAN) // 5 * 5
                                  + list(PARTS).index(kind))
            it.date = d
            it.tags = zipf_tags(rng)
            it.fields = {}
            if kind == "members":
                it.title = (rng.choice(W.ZH_NAMES_A) + rng.choice(W.ZH_NAMES_B) if it.zh
                            else rng.choice(W.EN_NAMES_A) + " " + rng.choice(W.EN_NAMES_B))
                it.fields = {"name": it.title, "city": rng.choice(W.CITIES)}
                it.authors, it.handles = [it.title], []
                members.append(it)
            else:
                who = rng.choice(members)
                it.authors, it.handles = [who.title], [who.slug]
                if kind == "events":
                    s = d + timedelta(days=rng.randint(3, 60))
                    it.fields = {"starts": iso(s), "ends": iso(s + timedelta(hours=rng.randint(1, 9))),
                                 "venue": rng.choice(W.VENUES), "city": rng.choice(W.CITIES)}
                elif kind == "drops":
                    it.fields = {"releases": iso(d + timedelta(days=rng.randint(1, 30))),
                                 "price": rng.choice(["12.00", "25.00", "39.50", "120.00"]),
                                 "currency": rng.choice(["EUR", "CNY", "SEK", "USD"]),
                                 "status": rng.choice(["upcoming", "open", "sold-out"])}
                elif kind == "stories":
                    it.fields = {"member": who.slug}
            items.append(it)
    return items


def link_target(target, tool, links):
    if links == "native" and tool == "zola":
        return f"@/{target.kind}/{target.slug}.md"
    if links == "native" and tool == "hugo":
        return '{{< relref "/%s/%s.md" >}}' % (target.kind, target.slug)
    return target.url


def sentence(rng, zh, n):
    """(text, words used); some sentences carry emphasis or inline code."""
    if zh:
        ws = rng.choices(W.ZH, k=n)
        if n > 9:
            ws[n // 2] += "，"
        if rng.random() < .12:
            ws[1] = f"**{ws[1]}**"
        elif rng.random() < .06:
            ws[2] = f"`{rng.choice(W.EN)}`"
        return "".join(ws) + rng.choice("。。。。！？")
    ws = rng.choices(W.EN, k=n)
    ws[0] = ws[0].capitalize()
    if n > 9:
        ws[n // 2] += ","
    if rng.random() < .12:
        ws[1] = f"**{ws[1]}**"
    elif rng.random() < .06:
        ws[2] = f"`{ws[2]}`"
    elif rng.random() < .06:
        ws[2] = f"*{ws[2]}*"
    return " ".join(ws) + rng.choice("....?!")


def body(it, items, seed, tool, links):
    rng = random.Random(f"{seed}/{it.kind}/{it.i}/body")
    zh, target = it.zh, int(rng.triangular(200, 1500, 600))
    gap = "" if zh else " "
    vocab = W.ZH if zh else W.EN
    out, n, section = [], 0, 0
    has_code = rng.random() < (.40 if it.kind in ("posts", "stories") else .10)
    has_table = rng.random() < (.25 if it.kind in ("posts", "drops", "events") else .05)
    has_image = rng.random() < .6

    def para():
        nonlocal n
        parts = []
        for _ in range(rng.randint(3, 6)):
            k = rng.randint(6, 18)
            parts.append(sentence(rng, zh, k))
            n += k
        if rng.random() < .35:
            t = items[rng.randrange(len(items))]
            parts.append(f"[{t.title}]({link_target(t, tool, links)})" + ("。" if zh else "."))
        return gap.join(parts)

    out.append(para())
    if has_image:
        out.append(f"![{'图片' if zh else 'Shared picture'}](/shared.svg)")
    while n < target:
        section += 1
        level = "##" if section == 1 or rng.random() < .6 else "###"
        out.append(f"{level} {gap.join(rng.choices(vocab[20:], k=rng.randint(2, 5)))}")
        for _ in range(rng.randint(1, 3)):
            out.append(para())
        r = rng.random()
        if r < .30:
            ordered = rng.random() < .3
            rows = []
            for j in range(rng.randint(3, 7)):
                k = rng.randint(4, 10)
                rows.append(f"{j + 1}. " * ordered + "- " * (not ordered) + gap.join(rng.choices(vocab, k=k)))
                n += k
            out.append("\n".join(rows))
        elif r < .38:
            out.append("> " + para())
        if has_code and section in (1, 3):
            lang = rng.choice(list(W.CODE))
            out.append(f"```{lang}\n{W.CODE[lang]}```")
        if has_table and section == 2:
            rows = ["| " + " | ".join(rng.choices(vocab[20:], k=3)) + " |", "|---|---:|---|"]
            for _ in range(rng.randint(3, 8)):
                rows.append(f"| {rng.choice(vocab)} | {rng.randint(1, 999)} | {rng.choice(vocab)} |")
            out.append("\n".join(rows))
    return "\n\n".join(out) + "\n"


def q(s):
    return json.dumps(s, ensure_ascii=False)


def arr(xs):
    return "[" + ", ".join(q(x) for x in xs) + "]"


def handbill_fields(it):
    """Front matter lines in Handbill's own fields for the item's kind."""
    f = it.fields
    title = "name" if it.kind == "members" else "title"
    lines = [f"{title} = {q(it.title)}", f"summary = {q(it.summary)}", f"tags = {arr(it.tags)}"]
    if it.handles and it.kind != "stories":
        lines.append(f"authors = {arr(it.handles)}")
    if it.kind == "posts":
        lines.append(f"date = {iso(it.date)}")
    elif it.kind == "events":
        lines += [f"start = {f['starts'][:-1]}", f"end = {f['ends'][:-1]}", 'timezone = "UTC"', 'mode = "offline"',
                  f"venue = {{ name = {q(f['venue'])}, address = {q(f['city'])} }}"]
    elif it.kind == "drops":
        lines += [f"release_at = {f['releases']}", f"price = {float(f['price'])}", f"currency = {q(f['currency'])}"]
        if f["status"] == "sold-out":
            lines.append('state = "sold_out"')
    elif it.kind == "members":
        lines += [f"joined = {iso(it.date)[:10]}",
                  f"consent = {{ granted = {iso(it.date)[:10]}, scopes = [\"page\", \"photo\", \"poster\", \"feed\"] }}"]
    elif it.kind == "stories":
        lines += [f"date = {iso(it.date)}", f"people = {arr([f['member']])}"]
    return lines


def front(it, tool):
    extra = [f"{k} = {q(v)}" for k, v in it.fields.items()]
    if tool == "handbill":
        return "\n".join(["+++", *handbill_fields(it), "+++", "", ""])
    if tool == "hugo":
        return "\n".join(["+++", f"title = {q(it.title)}", f"date = {iso(it.date)}",
                          f"summary = {q(it.summary)}", f"tags = {arr(it.tags)}",
                          f"authors = {arr(it.authors)}", *extra, "+++", "", ""])
    if tool == "zola":
        return "\n".join(["+++", f"title = {q(it.title)}", f"date = {iso(it.date)}",
                          f"description = {q(it.summary)}", f"authors = {arr(it.authors)}",
                          "[taxonomies]", f"tags = {arr(it.tags)}",
                          *(["[extra]"] + extra if extra else []), "+++", "", ""])
    return "\n".join(["---", f"title: {q(it.title)}", f"date: {iso(it.date)}",
                      f"description: {q(it.summary)}", f"tags: {arr(it.tags)}",
                      f"authors: {arr(it.authors)}",
                      f"fields: {json.dumps(it.fields, ensure_ascii=False)}", "---", "", ""])


def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as fh:
        fh.write(text)


def site_files(out, tool, items, kinds, recent="config"):
    """Copy sites/<tool>/ and write the per-corpus files (section indexes, kinds, recents)."""
    site = os.path.join(HERE, "sites", tool)
    if os.path.isdir(site):
        shutil.copytree(site, out, dirs_exist_ok=True)
    if tool == "handbill":
        return
    for kind in kinds:
        title = kind.capitalize()
        d = os.path.join(out, "content", kind)
        if tool == "hugo":
            write(f"{d}/_index.md", f"+++\ntitle = {q(title)}\n+++\n")
        elif tool == "zola":
            write(f"{d}/_index.md", f'+++\ntitle = {q(title)}\nsort_by = "date"\npaginate_by = 20\n'
                                    'template = "section.html"\npage_template = "page.html"\n+++\n')
        else:
            write(f"{d}/{kind}.json", json.dumps({"layout": "item.njk", "section": kind}))
            tpl = open(os.path.join(HERE, "sites", "eleventy", "section-list.tpl"), encoding="utf-8").read()
            write(f"{out}/content/{kind}-list.njk", tpl.replace("@KIND@", kind).replace("@TITLE@", title))
    if tool == "eleventy":
        write(f"{out}/kinds.json", json.dumps(kinds))
    if tool == "hugo":
        for name in ("hugo.toml", "hugo-hl.toml"):
            with open(f"{out}/{name}", "a", encoding="utf-8") as fh:
                fh.write(f"[params]\nkinds = {arr(kinds)}\n")
    if tool == "zola":
        write(f"{out}/content/_index.md", "+++\ntitle = \"Home\"\n+++\n")
        newest = sorted(items, key=lambda x: x.date, reverse=True)[:5]
        extra = f"[extra]\nkinds = {arr(kinds)}\n" + ("" if recent == "native" else "".join(
            f"[[extra.recent]]\ntitle = {q(x.title)}\npath = {q(x.url)}\n" for x in newest))
        base = open(f"{out}/config.toml", encoding="utf-8").read()
        write(f"{out}/config.toml", base + "\n" + extra)
        write(f"{out}/config-nopager.toml", base.replace(", paginate_by = 20", "") + "\n" + extra)
        write(f"{out}/config-hl.toml", base + '\n[markdown.highlighting]\ntheme = "github-light"\n'
                                              'style = "class"\n' + extra)


SVG = ('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 180"><rect width="320" height="180" '
       'fill="#dde"/><circle cx="160" cy="90" r="60" fill="#557"/></svg>\n')


def generate(seed, n, out, tool, kinds=DEFAULT_KINDS, links="plain", recent="config"):
    items = plan(seed, n, kinds)
    os.makedirs(out, exist_ok=True)
    for kind in kinds:
        os.makedirs(f"{out}/content/{kind}", exist_ok=True)
    write(f"{out}/static/shared.svg", SVG)
    site_files(out, tool, items, kinds, recent)
    size = 0
    for it in items:
        text = front(it, tool) + body(it, items, seed, tool, links)
        data = text.encode()
        size += len(data)
        with open(f"{out}/content/{it.kind}/{it.slug}.md", "wb") as fh:
            fh.write(data)
    return len(items), size


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--posts", type=int, required=True, metavar="N", help="total number of items")
    ap.add_argument("--out", required=True)
    ap.add_argument("--for", dest="tool", choices=["handbill", "hugo", "zola", "eleventy"], default="handbill")
    ap.add_argument("--kinds", type=parse_kinds, default=DEFAULT_KINDS, help="posts,events,members | all")
    ap.add_argument("--links", choices=["plain", "native"], default="plain")
    ap.add_argument("--recent", choices=["config", "native"], default="config")
    a = ap.parse_args()
    if os.path.exists(a.out) and os.listdir(a.out):
        sys.exit(f"{a.out} is not empty")
    n, size = generate(a.seed, a.posts, a.out, a.tool, a.kinds, a.links, a.recent)
    print(f"{a.tool}: {n} items, {size / 1e6:.1f} MB Markdown -> {a.out}")


if __name__ == "__main__":
    main()

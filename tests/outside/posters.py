#!/usr/bin/env python3
"""Reads the posters of an output as strangers do.

    posters.py OUT --reader READ_CODES [--shots DIR]

Each picture below `posters/`: zbarimg (Debian's zbar-tools) and rqrr find one code in it, also when it is turned by 7°,
scaled to a third and saved as JPEG of quality 60; the code is that of the poster's other formats, and its short page is
in the output. Each PDF: pdftotext gives the title back, pdffonts shows fonts that are embedded and subset, pdfinfo a
title. Each SVG has no text that a reader's fonts would draw; `--shots DIR` holds pictures of them by a browser, which
equal Handbill's: at half size at most 0.5 % of the pixels differ by more than 32 of 255.
"""
import argparse
import collections
import os
import re
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

from lxml import etree
from PIL import Image, ImageChops

from output import Findings, Output

RASTER = re.compile(r"^(.*/)?posters/.*/(wide|portrait|tall|square|a4)\.(png|jpg)$")
MOST_DIFFERENT = 0.005
FAR = 32


def photographed(path, to):
    """As a phone might have it: a little askew, small, squeezed."""
    picture = Image.open(path).convert("RGB")
    picture = picture.rotate(7, expand=True, fillcolor=(128, 128, 128), resample=Image.Resampling.BICUBIC)
    picture = picture.resize((picture.width // 3, picture.height // 3), Image.Resampling.LANCZOS)
    picture.save(to, quality=60)


def zbar(path):
    ran = subprocess.run(["zbarimg", "--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", path], capture_output=True, text=True)
    return ran.stdout.split()


def told(command):
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def squeezed(text):
    """What is left of a text when nobody cares where its lines end."""
    return re.sub(r"[\s\u200b\u00ad-]+", "", text)


def judge_codes(out, findings, reader, pictures):
    with tempfile.TemporaryDirectory() as work, ThreadPoolExecutor(2) as pool:
        twins = {name: os.path.join(work, f"{at}.jpg") for at, name in enumerate(pictures)}
        whole = {name: os.path.join(out.folder, name) for name in pictures}
        list(pool.map(lambda name: photographed(whole[name], twins[name]), pictures))
        read = {}
        for kind, paths in (("", whole), (" (turned, small, JPEG 60)", twins)):
            found = dict(zip(pictures, pool.map(lambda name: zbar(paths[name]), pictures)))
            lines = told([reader, *paths.values()]).splitlines()
            rqrr = {line.split("\t")[0]: [text for text in line.split("\t")[1:] if text] for line in lines}
            for name in pictures:
                for who, texts in (("zbarimg", found[name]), ("rqrr", rqrr.get(paths[name], []))):
                    if len(texts) != 1:
                        findings.add(name, f"{who} finds {len(texts)} codes{kind}")
                    else:
                        read.setdefault(name, set()).add(texts[0])
    by_poster = collections.defaultdict(set)
    for name, texts in read.items():
        by_poster[os.path.dirname(name)] |= texts
    seen = {}
    for poster, texts in sorted(by_poster.items()):
        if len(texts) != 1:
            findings.add(poster, f"its formats say different things: {sorted(texts)}")
            continue
        text = texts.pop()
        parts = urlsplit(text)
        short = re.search(r"C/[0-9A-HJKMNP-TV-Z]{6}/$", parts.path)
        if not short or f"{short.group(0)}index.html" not in out.files:
            findings.add(poster, f"its code says {text!r}, which is no page of the output")
        host = text[:len(text) - len(parts.path)]
        if host != host.upper():
            findings.add(poster, f"{text!r} is not as small a code as it could be")
        if text in seen:
            findings.add(poster, f"has the code of {seen[text]}")
        seen[text] = poster
    return len(seen)


def judge_paper(out, findings):
    papers = [name for name in out.names(".pdf") if "posters/" in name]
    for name in papers:
        path = os.path.join(out.folder, name)
        info = dict(line.split(":", 1) for line in told(["pdfinfo", path]).splitlines() if ":" in line)
        title = info.get("Title", "").strip()
        if not title:
            findings.add(name, "has no title")
        if squeezed(title) not in squeezed(told(["pdftotext", path, "-"])):
            findings.add(name, f"pdftotext does not give {title!r} back")
        width, height = (float(number) for number in re.findall(r"[\d.]+", info.get("Page size", "0 0"))[:2])
        if abs(width - 595.28) > 1 or abs(height - 841.89) > 1:
            findings.add(name, f"is {width} × {height} points, and A4 is 595 × 842")
        fonts = told(["pdffonts", path]).splitlines()[2:]
        if not fonts:
            findings.add(name, "has no fonts: nothing can be selected")
        for font in fonts:
            embedded, subset = font.split()[-5:-3]
            if (embedded, subset) != ("yes", "yes") or not re.match(r"^[A-Z]{6}\+", font):
                findings.add(name, f"has a font that is not embedded and subset: {font}")
    return len(papers)


def judge_drawings(out, findings, shots):
    drawings = [name for name in out.names(".svg") if re.search(r"(^|/)posters/", name)]
    compared = 0
    for name in drawings:
        root = etree.fromstring(out.read(name))
        for element in root.iter("{http://www.w3.org/2000/svg}text"):
            findings.add(name, f"has text that each reader's fonts draw: {''.join(element.itertext())!r}")
        for image in root.iter("{http://www.w3.org/2000/svg}image"):
            href = image.get("href") or image.get("{http://www.w3.org/1999/xlink}href") or ""
            if not href.startswith("data:image/"):
                findings.add(name, f"needs another file: {href[:60]!r}")
        shot = shots and os.path.join(shots, name.replace("/", "~") + ".png")
        if not shot or not os.path.exists(shot):
            continue
        own = next((name[:-3] + ending for ending in ("png", "jpg") if name[:-3] + ending in out.files), None)
        if own is None:
            findings.add(name, "has no picture beside it")
            continue
        ours, theirs = (Image.open(path).convert("RGB") for path in (os.path.join(out.folder, own), shot))
        if ours.size != theirs.size:
            findings.add(name, f"a browser draws it {theirs.size}, the picture is {ours.size}")
            continue
        half = (ours.width // 2, ours.height // 2)
        parts = ImageChops.difference(*(picture.resize(half, Image.Resampling.BOX) for picture in (ours, theirs))).split()
        worst = ImageChops.lighter(ImageChops.lighter(parts[0], parts[1]), parts[2])
        far = sum(worst.histogram()[FAR + 1:]) / (half[0] * half[1])
        compared += 1
        if far > MOST_DIFFERENT:
            findings.add(name, f"a browser draws {far:.2%} of it differently from {own}")
    return len(drawings), compared


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("out")
    parser.add_argument("--reader", required=True)
    parser.add_argument("--shots")
    options = parser.parse_args()
    out, findings = Output(options.out, "https://lantern.example/"), Findings(f"posters of {options.out}")
    pictures = sorted(name for name in out.files if RASTER.match(name))
    if not pictures:
        findings.add(options.out, "has no posters")
    posters = judge_codes(out, findings, os.path.abspath(options.reader), pictures) if pictures else 0
    papers = judge_paper(out, findings)
    drawings, compared = judge_drawings(out, findings, options.shots)
    sys.exit(findings.end(
        f"{posters} posters in {len(pictures)} pictures, each read as it is and from a photograph of it by two readers; "
        f"{papers} PDFs; {drawings} drawings, {compared} of them compared with a browser's"))


main()

#!/usr/bin/env python3
"""Reads every picture of an output as strangers do: nothing but pixels in a raster, nothing but drawing in an SVG.

    pictures.py OUT

Rasters: Pillow opens and decodes each and finds no EXIF, XMP, IPTC, comment or text; a colour profile only if it is
sRGB. The file's own blocks are walked as well, so that what Pillow does not know is seen, also after the end. SVG:
lxml finds no script, handler, document type, animation, foreign markup or reference to another file.
"""
import argparse
import io
import os
import re
import struct
import sys

from lxml import etree
from PIL import Image, ImageCms

from output import Findings, embedded

Image.MAX_IMAGE_PIXELS = 400_000_000
RASTERS = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".bmp", ".tif", ".tiff", ".ico")
# PNG: what decoding and showing needs (W3C PNG, third edition).
PNG_BLOCKS = {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"bKGD",
              b"pHYs", b"acTL", b"fcTL", b"fdAT", b"cICP"}
WEBP_BLOCKS = {b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"}
GIF_PROGRAMS = {b"NETSCAPE2.0", b"ANIMEXTS1.0"}
NEVER_DRAWN = {"script", "foreignObject", "iframe", "handler", "listener", "animate", "animateMotion", "animateTransform",
               "set", "discard", "feImage", "audio", "video", "a", "metadata"}
OUTER = re.compile(r"url\(\s*[\"']?\s*(?!#)[^)]|@import|expression\s*\(|javascript:", re.I)


def jpeg_blocks(data):
    """The markers of a JPEG with their bytes; what follows its end as `end`."""
    at = 2
    while at + 4 <= len(data):
        if data[at] != 0xFF:
            yield "damage", data[at:at + 8]
            return
        marker = data[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        if marker == 0xD9:
            break
        size = struct.unpack(">H", data[at + 2:at + 4])[0]
        yield marker, data[at + 4:at + 2 + size]
        at += 2 + size
        if marker == 0xDA:      # entropy-coded until the next marker that is no restart
            while at + 1 < len(data) and not (data[at] == 0xFF and data[at + 1] not in (0, *range(0xD0, 0xD8))):
                at += 1
    if data[at + 2:]:
        yield "end", data[at + 2:]


def strange_in_jpeg(data):
    for marker, body in jpeg_blocks(data):
        if marker in ("damage", "end"):
            yield f"has {len(body)} bytes after its end" if marker == "end" else "is damaged"
        elif marker == 0xFE:
            yield f"has a comment {body[:40]!r}"
        elif 0xE0 <= marker <= 0xEF:
            known = (marker == 0xE0 and body.startswith((b"JFIF\0", b"JFXX\0"))) or (marker == 0xEE and body.startswith(b"Adobe")) \
                or (marker == 0xE2 and body.startswith(b"ICC_PROFILE\0"))
            if not known:
                yield f"has a block APP{marker - 0xE0} {body[:24]!r}"


def strange_in_png(data):
    at = 8
    while at + 12 <= len(data):
        size, kind = struct.unpack(">I4s", data[at:at + 8])
        if kind not in PNG_BLOCKS:
            yield f"has a block {kind.decode('latin-1')} {data[at + 8:at + 8 + min(size, 24)]!r}"
        at += 12 + size
        if kind == b"IEND":
            break
    if data[at:]:
        yield f"has {len(data) - at} bytes after its end"


def strange_in_webp(data):
    end = 8 + struct.unpack("<I", data[4:8])[0]
    at = 12
    while at + 8 <= end:
        kind, size = struct.unpack("<4sI", data[at:at + 8])
        if kind not in WEBP_BLOCKS:
            yield f"has a block {kind.decode('latin-1')} {data[at + 8:at + 8 + min(size, 24)]!r}"
        at += 8 + size + size % 2
    if data[end + end % 2:]:
        yield f"has {len(data) - end} bytes after its end"


def strange_in_gif(data):
    def table(flags):
        return 3 << ((flags & 7) + 1) if flags & 0x80 else 0

    at = 13 + table(data[10])
    while at < len(data):
        kind = data[at]
        if kind == 0x3B:
            at += 1
            break
        if kind == 0x2C:
            at += 10 + table(data[at + 9]) + 1
        elif kind == 0x21:
            label, size = data[at + 1], data[at + 2]
            first = data[at + 3:at + 3 + size]
            if label == 0xFE or label == 0x01 or (label == 0xFF and bytes(first) not in GIF_PROGRAMS):
                yield f"has {'a comment' if label == 0xFE else 'a block'} {bytes(first[:24])!r}"
            at += 2
        else:
            yield "is damaged"
            return
        while at < len(data) and data[at]:
            at += 1 + data[at]
        at += 1
    if data[at:]:
        yield f"has {len(data) - at} bytes after its end"


BLOCKS = {"JPEG": strange_in_jpeg, "PNG": strange_in_png, "WEBP": strange_in_webp, "GIF": strange_in_gif}


def raster(path, found, name):
    with open(path, "rb") as fh:
        data = fh.read()
    try:
        with Image.open(io.BytesIO(data)) as picture:
            kind = picture.format
            for frame in range(getattr(picture, "n_frames", 1)):
                picture.seek(frame)
                picture.load()
            info, exif = dict(picture.info), picture.getexif()
    except Exception as e:  # whatever a decoder says of a file that is none
        return found.add(name, f"does not decode: {e}")
    if len(exif):
        found.add(name, f"has EXIF, {len(exif)} fields ({', '.join(str(k) for k in list(exif)[:5])})")
    for key, value in info.items():
        if key in ("exif", "xmp", "photoshop", "comment", "XML:com.adobe.xmp", "Raw profile type exif", "Software") and value:
            found.add(name, f"has {key} {str(value)[:40]!r}")
    profile = info.get("icc_profile")
    if profile:
        try:
            about = ImageCms.getProfileDescription(ImageCms.ImageCmsProfile(io.BytesIO(profile)))
        except ImageCms.PyCMSError as e:
            about = f"unreadable: {e}"
        if "srgb" not in about.lower():
            found.add(name, f"has a colour profile other than sRGB: {about.strip()!r}")
    if kind not in BLOCKS:
        return found.add(name, f"is a {kind}, whose blocks this judge does not know")
    for what in BLOCKS[kind](data):
        found.add(name, what)


def drawing(path, found, name):
    with open(path, "rb") as fh:
        drawn(fh.read(), found, name)


def drawn(data, found, name):
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as e:
        return found.add(name, f"is no XML: {e}")
    if root.getroottree().docinfo.doctype:
        found.add(name, "has a document type")
    if etree.QName(root).localname != "svg":
        found.add(name, f"is no SVG but <{root.tag}>")
    nodes = list(root.iter()) + [n for n in root.itersiblings(preceding=True)]
    for e in nodes:
        if e.tag is etree.ProcessingInstruction:
            found.add(name, f"has an instruction {e.target}")
        if not isinstance(e.tag, str):
            continue
        q = etree.QName(e)
        if q.namespace != "http://www.w3.org/2000/svg":
            found.add(name, f"has <{q.localname}> of {q.namespace}")
        if q.localname in NEVER_DRAWN:
            found.add(name, f"has <{q.localname}>")
        if q.localname == "style" and OUTER.search(e.text or ""):
            found.add(name, "has a style that asks for another file")
        for attribute, value in e.attrib.items():
            local = etree.QName(attribute).localname
            if local.lower().startswith("on"):
                found.add(name, f"has {local}= on <{q.localname}>")
            picture = embedded(value) if q.localname == "image" and local == "href" else None
            if picture:
                kind, data = picture
                strange = {"jpeg": strange_in_jpeg, "png": strange_in_png}.get(kind)
                if kind == "svg+xml":
                    drawn(data, found, name)
                for what in strange(data) if strange else ():
                    found.add(name, f"holds a picture that {what}")
            elif local in ("href", "src") and not value.strip().startswith("#"):
                found.add(name, f"<{q.localname}> refers to {value[:60]!r}")
            elif OUTER.search(value):
                found.add(name, f"{local} of <{q.localname}> refers to {value[:60]!r}")


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("out")
    a = ap.parse_args()
    found, rasters, drawings = Findings("pictures"), 0, 0
    for root, _, names in sorted(os.walk(a.out)):
        for file in sorted(names):
            path = os.path.join(root, file)
            name = os.path.relpath(path, a.out)
            if file.lower().endswith(RASTERS):
                rasters += 1
                raster(path, found, name)
            elif file.lower().endswith(".svg"):
                drawings += 1
                drawing(path, found, name)
    return found.end(f"{rasters} pictures and {drawings} drawings")


if __name__ == "__main__":
    sys.exit(main())

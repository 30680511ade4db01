#!/usr/bin/env python3
"""Makes the fonts of posters out of Noto Sans CJK SC.

    python3 -m venv .venv && .venv/bin/pip install fonttools==4.60.1
    apt-get install fonts-noto-cjk unicode-data
    .venv/bin/python fonts/make.py

Writes `han-regular.otf.gz`, `latin-regular.otf.gz`, `upright-regular.otf.gz`, the same in bold, and `coverage.bin` beside itself (or into the folder
that is named); the same input gives the same bytes.

The Han faces hold the Table of General Standard Chinese Characters (通用规范汉字表, 8,105: property kTGH of Unihan), level 1 of Big5
(5,401 traditional characters), kana, Latin letters, punctuation and signs. The Latin faces hold Latin letters, and in place of the quotation marks, dashes
and dots that the Han faces set in a whole square the proportional ones (feature `pwid`): which face a run of text is set in decides between them. The upright faces hold the marks of Chinese as they
stand in a column (feature `vert`; for curved quotation marks the corner brackets that stand for them there, GB/T 15834-2011 §5.1), under their own
characters, so that the text of a PDF stays what was written.

`coverage.bin` says which characters there are without unpacking a face: 8,192 bytes with a bit for each character of the basic plane, lowest bit
first, then each character beyond it as four bytes, least first, in order.
"""
import bz2
import gzip
import io
import os
import sys

from fontTools import subset
from fontTools.ttLib import TTCollection

HERE = os.path.dirname(os.path.abspath(__file__))
SOURCE = "/usr/share/fonts/opentype/noto/NotoSansCJK-%s.ttc"
UNIHAN = "/usr/share/unicode/Unihan_OtherMappings.txt.bz2"
FACE = 2  # of the collection: simplified Chinese
FEATURES = ["kern", "palt", "halt", "chws", "vert"]
# Curved quotation marks and the corner brackets that stand for them in columns.
CORNERS = {0x2018: 0xFE41, 0x2019: 0xFE42, 0x201C: 0xFE43, 0x201D: 0xFE44, 0x2014: 0xFE31, 0x2013: 0xFE32, 0x2026: 0xFE19}
MARKS = [*CORNERS, *range(0x3001, 0x3100), *range(0xFF01, 0xFFF0)]
PROPORTIONAL = [0xB7, 0x2014, 0x2018, 0x2019, 0x201C, 0x201D, 0x2026]

LATIN = [*range(0x20, 0x7F), *range(0xA0, 0x180), *range(0x2000, 0x2070), *range(0x20A0, 0x20C1), 0x2116, 0x2122, 0x2190, 0x2191, 0x2192, 0x2193, 0x2212, 0xD7]
SIGNS = [*range(0x2100, 0x2190), *range(0x2190, 0x219A), *range(0x2200, 0x2270), *range(0x2460, 0x249C), *range(0x25A0, 0x2600), *range(0x2600, 0x2640),
         *range(0x3000, 0x3040), *range(0x3041, 0x3100), *range(0x3200, 0x3400), *range(0xFE10, 0xFE20), *range(0xFE30, 0xFE50), *range(0xFF00, 0xFFF0)]


def standard_characters():
    with bz2.open(UNIHAN, "rt", encoding="utf-8") as file:
        lines = (line.split("\t") for line in file if "\tkTGH\t" in line)
        return {int(fields[0][2:], 16) for fields in lines}


def big5_level_1():
    found = set()
    for high in range(0xA4, 0xC7):
        for low in [*range(0x40, 0x7F), *range(0xA1, 0xFF)]:
            try:
                found.add(ord(bytes([high, low]).decode("big5")))
            except UnicodeDecodeError:
                pass
    return {code for code in found if 0x4E00 <= code <= 0x9FFF}


def substitutions(font, feature):
    table = font["GSUB"].table
    indices = {i for record in table.FeatureList.FeatureRecord if record.FeatureTag == feature for i in record.Feature.LookupListIndex}
    mapping = {}
    for i in sorted(indices):
        for sub in table.LookupList.Lookup[i].SubTable:
            sub = getattr(sub, "ExtSubTable", sub)
            mapping.update(getattr(sub, "mapping", {}))
    return mapping


def rename(font, family, style):
    postscript = f"{family}-{style}".replace(" ", "")
    names = {1: family, 2: style, 3: postscript, 4: f"{family} {style}", 6: postscript}
    table = font["name"]
    table.names = [record for record in table.names if record.nameID in (0, 5, 13, 14) and record.langID in (0, 0x409)]
    for number, text in names.items():
        table.setName(text, number, 3, 1, 0x409)
    cff = font["CFF "].cff
    cff.fontNames = [postscript]
    top = cff.topDictIndex[0]
    for name in ("FullName", "FamilyName", "Weight"):
        if hasattr(top, name):
            setattr(top, name, {"FullName": f"{family} {style}", "FamilyName": family, "Weight": style}[name])


def remapped(font, changes):
    """Gives characters other glyphs."""
    for table in font["cmap"].tables:
        if table.format != 14:
            table.cmap.update({code: glyph for code, glyph in changes.items() if code in table.cmap})


def narrow_marks(font):
    # The middle dot is narrow in other languages alone.
    narrow = substitutions(font, "locl") | substitutions(font, "pwid")
    return {code: narrow[glyph] for code, glyph in font.getBestCmap().items() if code in PROPORTIONAL and glyph in narrow}


def upright_marks(font):
    characters, upright = font.getBestCmap(), substitutions(font, "vert")
    marks = {code: upright[characters[code]] for code in MARKS if characters.get(code) in upright}
    return marks | {code: characters[form] for code, form in CORNERS.items()}


def write(name, data):
    with open(os.path.join(sys.argv[1] if len(sys.argv) > 1 else HERE, name), "wb") as file:
        file.write(data)


def make(weight, family, codes, changes, name):
    """Writes a face, and gives back its characters."""
    font = TTCollection(SOURCE % weight).fonts[FACE]
    # The time of its making would change its bytes.
    font.recalcTimestamp = False
    changed = changes(font)
    remapped(font, changed)
    options = subset.Options()
    options.layout_features = FEATURES
    options.hinting = False
    options.notdef_outline = True
    options.glyph_names = False
    options.name_IDs = ["*"]
    options.name_languages = ["*"]
    options.drop_tables += ["DSIG", "BASE"] if changed else ["DSIG"]
    options.canonical_order = True
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=changed if codes is None else codes)
    subsetter.subset(font)
    rename(font, family, weight)
    plain = io.BytesIO()
    font.save(plain)
    packed = gzip.compress(plain.getvalue(), compresslevel=9, mtime=0)
    write(f"{name}-{weight.lower()}.otf.gz", packed)
    characters = set(font.getBestCmap())
    print(f"{name}-{weight.lower()}: {len(characters)} characters, {font['maxp'].numGlyphs} glyphs, {len(packed)} bytes")
    return characters


def main():
    han = standard_characters() | big5_level_1()
    covered = []
    for weight in ("Regular", "Bold"):
        all_of_it = make(weight, "Handbill Han", han | set(LATIN) | set(SIGNS), lambda font: {}, "han")
        latin = make(weight, "Handbill Latin", set(LATIN), narrow_marks, "latin")
        make(weight, "Handbill Upright", None, upright_marks, "upright")
        covered.append(all_of_it | latin)
    assert covered[0] == covered[1], "both weights hold the same characters"
    bits = bytearray(8192)
    for code in covered[0]:
        if code < 0x10000:
            bits[code >> 3] |= 1 << (code & 7)
    beyond = sorted(code for code in covered[0] if code >= 0x10000)
    write("coverage.bin", bytes(bits) + b"".join(code.to_bytes(4, "little") for code in beyond))
    print(f"coverage: {len(covered[0])} characters, {len(beyond)} of them beyond the basic plane")


if __name__ == "__main__":
    main()

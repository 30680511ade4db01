#!/usr/bin/env python3
"""Makes the fonts of posters out of Noto Sans CJK SC.

    python3 -m venv .venv && .venv/bin/pip install fonttools==4.60.1
    apt-get install fonts-noto-cjk unicode-data
    .venv/bin/python fonts/make.py

Writes `han-regular.otf`, `han-bold.otf`, `latin-regular.otf` and `latin-bold.otf` beside itself; the same input gives the same bytes.

The Han faces hold the Table of General Standard Chinese Characters (通用规范汉字表, 8,105: property kTGH of Unihan), level 1 of Big5
(5,401 traditional characters), kana, Latin letters, punctuation and signs. The Latin faces hold Latin letters, and in place of the quotation marks, dashes
and dots that the Han faces set in a whole square the proportional ones (feature `pwid`): which face a run of text is set in decides between them.
"""
import bz2
import os
import sys

from fontTools import subset
from fontTools.ttLib import TTCollection

HERE = os.path.dirname(os.path.abspath(__file__))
SOURCE = "/usr/share/fonts/opentype/noto/NotoSansCJK-%s.ttc"
UNIHAN = "/usr/share/unicode/Unihan_OtherMappings.txt.bz2"
FACE = 2  # of the collection: simplified Chinese
FEATURES = ["kern", "palt", "halt", "chws", "vert"]
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


def make(weight, family, codes, proportional, name):
    font = TTCollection(SOURCE % weight).fonts[FACE]
    if proportional:
        # The middle dot is narrow in other languages alone.
        narrow = substitutions(font, "locl") | substitutions(font, "pwid")
        for table in font["cmap"].tables:
            if table.format == 14:
                continue
            for code in PROPORTIONAL:
                if code in table.cmap:
                    table.cmap[code] = narrow.get(table.cmap[code], table.cmap[code])
    options = subset.Options()
    options.layout_features = FEATURES
    options.hinting = False
    options.notdef_outline = True
    options.glyph_names = False
    options.name_IDs = ["*"]
    options.name_languages = ["*"]
    options.drop_tables += ["DSIG", "BASE"] if proportional else ["DSIG"]
    options.recalc_timestamp = False
    options.canonical_order = True
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=codes)
    subsetter.subset(font)
    rename(font, family, weight)
    path = os.path.join(sys.argv[1] if len(sys.argv) > 1 else HERE, name)
    font.save(path)
    print(f"{name}: {len(font.getBestCmap())} characters, {font['maxp'].numGlyphs} glyphs, {os.path.getsize(path)} bytes")


def main():
    han = standard_characters() | big5_level_1()
    for weight in ("Regular", "Bold"):
        make(weight, "Handbill Han", han | set(LATIN) | set(SIGNS), False, f"han-{weight.lower()}.otf")
        make(weight, "Handbill Latin", set(LATIN), True, f"latin-{weight.lower()}.otf")


if __name__ == "__main__":
    main()

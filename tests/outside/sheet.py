#!/usr/bin/env python3
"""Lays the screenshots of a folder out on contact sheets, one for each kind, so that a person can look at all.

    sheet.py DIR

`DIR/[THEME-]LANG-KIND-WIDTH-SCHEME.png` become `DIR/sheets/KIND.png`: a row for each theme and language, narrow and wide,
light and dark. A long page is cut.
"""
import os
import re
import sys

from PIL import Image, ImageDraw

NAME = re.compile(r"(?:(?P<theme>[a-z]+)-)?(?P<lang>[a-z]{2,3}(?:-[A-Z][A-Za-z]+)?)-(?P<kind>[a-z]+)-(?P<width>\d+)-(?P<scheme>light|dark)\.png$")
COLUMNS = [("360", "light"), ("360", "dark"), ("1280", "light"), ("1280", "dark")]
SCALE, HIGHEST, GAP = 0.5, 2400, 24


def main():
    folder = sys.argv[1]
    kinds = {}
    for file in sorted(os.listdir(folder)):
        m = NAME.match(file)
        if m:
            rows = kinds.setdefault(m["kind"], {})
            rows.setdefault((m["theme"] or "", m["lang"]), {})[(m["width"], m["scheme"])] = os.path.join(folder, file)
    os.makedirs(os.path.join(folder, "sheets"), exist_ok=True)
    for kind, rows in sorted(kinds.items()):
        lines = []
        for (theme, lang), shots in sorted(rows.items()):
            cells = []
            for column in COLUMNS:
                if column in shots:
                    with Image.open(shots[column]) as shot:
                        shot = shot.convert("RGB").crop((0, 0, shot.width, min(shot.height, HIGHEST)))
                        cells.append(shot.resize((int(shot.width * SCALE), int(shot.height * SCALE))))
            lines.append((f"{theme} {lang} {kind}".strip(), cells))
        width = max(sum(c.width + GAP for c in cells) for _, cells in lines) + GAP
        height = sum(max(c.height for c in cells) + 2 * GAP for _, cells in lines) + GAP
        sheet = Image.new("RGB", (width, height), (120, 120, 120))
        draw, y = ImageDraw.Draw(sheet), GAP
        for title, cells in lines:
            draw.text((GAP, y - 4), title, fill=(255, 255, 255))
            x = GAP
            for cell in cells:
                sheet.paste(cell, (x, y + GAP // 2))
                x += cell.width + GAP
            y += max(c.height for c in cells) + 2 * GAP
        sheet.save(os.path.join(folder, "sheets", f"{kind}.png"))
    print(f"sheets: {len(kinds)} kinds in {os.path.join(folder, 'sheets')}")


if __name__ == "__main__":
    main()

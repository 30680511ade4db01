#!/usr/bin/env python3
"""Copies a site so that all its posters are of one design, in every format: design_site.py SITE DESIGN DESIGNS_FOLDER TO

The copy overrides every design of the theme by the one that is asked for, so that content which names another is drawn in it too.
"""
import os
import re
import shutil
import sys

FORMATS = '["wide", "portrait", "tall", "square", "a4"]'
KINDS = '["event", "drop", "story", "member", "chapter", "campaign"]'


def rewritten(path, change):
    with open(path, encoding="utf-8") as file:
        text = file.read()
    new = change(text)
    if new != text:
        with open(path, "w", encoding="utf-8") as file:
            file.write(new)


def main():
    site, design, designs, to = sys.argv[1:]
    shutil.rmtree(to, ignore_errors=True)
    shutil.copytree(site, to, ignore=shutil.ignore_patterns("public", ".handbill"))
    os.makedirs(os.path.join(to, "posters"), exist_ok=True)
    with open(os.path.join(designs, f"{design}.svg"), encoding="utf-8") as file:
        drawing = file.read()
    for name in sorted(os.listdir(designs)):
        if name.endswith(".svg") and not name.startswith("_"):
            kinds = KINDS if name == f"{design}.svg" else "[]"
            with open(os.path.join(to, "posters", name), "w", encoding="utf-8") as file:
                file.write(re.sub(r"(?m)^kinds = .*", f"kinds = {kinds}", drawing, count=1))

    def with_all_formats(text):
        text = re.sub(r"(?m)^(poster = .*?)formats = \[[^\]]*\](, )?", r"\1", text)
        return re.sub(r"(?m)^formats = \[.*\n", "", text)

    for folder, _, names in os.walk(os.path.join(to, "content")):
        for name in names:
            if name.endswith(".md"):
                rewritten(os.path.join(folder, name), with_all_formats)

    def configured(text):
        text = with_all_formats(text)
        if not re.search(r"(?m)^\[posters\]", text):
            text += "\n[posters]\n"
        return re.sub(r"(?m)^\[posters\]", f"[posters]\nformats = {FORMATS}", text)

    rewritten(os.path.join(to, "handbill.toml"), configured)


main()

#!/usr/bin/env python3
"""Draws the pictures of Lantern Street.

    python3 pictures.py

writes each picture beside the source that uses it. Only Python's standard library, no clock and no
chance: the same script gives the same bytes. (The bitmaps beside them come from `python3 -m prints`.) The manner is that of a job printer: black, one spot
colour and its darker overprint on paper, and depth by the size of dots instead of gradients.
"""

import math
import struct
import zlib
from pathlib import Path

CONTENT = Path(__file__).resolve().parent / "content"

PAPER, BLUSH, GLOW = "#f9f5ed", "#f3d3c3", "#f6c9a6"
INK, SPOT, DEEP = "#211912", "#cf3a1e", "#9f1d00"


# --- the press -------------------------------------------------------------------------------

def dots(box, tone, step=18, largest=8, angle=45, colour=INK, bands=6):
    """A halftone screen over `box`: the dot at (x, y) grows with `tone(x, y)`, from 0 to 1.

    Dots are strokes of no length with round caps, in a few widths, which keeps the file small.
    """
    x0, y0, x1, y1 = box
    mid_x, mid_y = (x0 + x1) / 2, (y0 + y1) / 2
    cos, sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    reach = int(math.hypot(x1 - x0, y1 - y0) / 2 / step) + 1
    sizes = [[] for _ in range(bands)]
    for i in range(-reach, reach + 1):
        for j in range(-reach, reach + 1):
            x, y = mid_x + (i * cos - j * sin) * step, mid_y + (i * sin + j * cos) * step
            if not (x0 <= x <= x1 and y0 <= y <= y1):
                continue
            strength = tone(x, y)
            if strength > 0.06:
                sizes[min(bands - 1, int(min(strength, 0.999) * bands))].append((round(x), round(y)))
    paths = []
    for size, points in enumerate(sizes):
        if not points:
            continue
        width = 2 * largest * math.sqrt((size + 0.6) / bands)
        run, at_x, at_y = [], 0, 0
        for x, y in points:
            run.append(f"m{x - at_x} {y - at_y}h0" if run else f"M{x} {y}h0")
            at_x, at_y = x, y
        paths.append(f'<path d="{"".join(run)}" stroke-width="{width:.1f}"/>')
    return f'<g stroke="{colour}" stroke-linecap="round" fill="none">{"".join(paths)}</g>'


def line(d, width, colour=INK, more=""):
    """A stroked path with round ends."""
    return (f'<path d="{d}" fill="none" stroke="{colour}" stroke-width="{width}" '
            f'stroke-linecap="round" stroke-linejoin="round"{more}/>')


def area(d, colour=INK):
    """A filled path."""
    return f'<path d="{d}" fill="{colour}"/>'


def rect(x, y, w, h, colour=INK, r=0):
    """A rectangle, its corners rounded where `r` is given."""
    corner = f' rx="{r}"' if r else ""
    return f'<rect x="{x}" y="{y}" width="{w}" height="{h}"{corner} fill="{colour}"/>'


def disc(x, y, r, colour=INK):
    """A circle."""
    return f'<circle cx="{x}" cy="{y}" r="{r}" fill="{colour}"/>'


def ring(x, y, r, width, colour=INK):
    """A circle's outline."""
    return f'<circle cx="{x}" cy="{y}" r="{r}" fill="none" stroke="{colour}" stroke-width="{width}"/>'


def moved(transform, *parts):
    """Parts in a place of their own."""
    return f'<g transform="{transform}">{"".join(parts)}</g>'


def sheet(paper, *parts, width=1200, height=900):
    """A whole picture on its paper."""
    return (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
            f'width="{width}" height="{height}">{rect(0, 0, width, height, paper)}{"".join(parts)}</svg>\n')


def inside(x, y, cx, cy, r):
    """How far in a disc a point lies: 0 at the rim, 1 in the middle, negative outside."""
    return 1 - math.hypot(x - cx, y - cy) / r


# --- the pictures ----------------------------------------------------------------------------

def radio():
    """A portable radio before a red sun."""
    sun = dots((460, 60, 1120, 720),
               lambda x, y: ((x - 620) / 620 + (y - 200) / 900) if inside(x, y, 790, 390, 322) > 0 else 0,
               colour=DEEP)
    foot = dots((210, 580, 930, 760), lambda x, y: (y - 575) / 260, largest=9, colour=SPOT)
    grille = dots((276, 486, 496, 706), lambda x, y: 0.5 if inside(x, y, 386, 596, 124) > 0 else 0,
                  step=21, largest=7.5, angle=0, colour=PAPER)
    scale = "".join(f"M{600 + i * 13.4:.0f} 500v{34 if i % 5 == 0 else 18}" for i in range(21))
    knob = [disc(x, 682, 56) + line(f"M{x} 682l{dx} {dy}", 10, PAPER) for x, dx, dy in ((640, 26, -32), (826, -34, -22))]
    return sheet(
        BLUSH, disc(790, 390, 330, SPOT), sun,
        line("M1030 94A62 62 0 0 1 1070 180M1042 50A108 108 0 0 1 1112 200M880 410 1012 158", 12), disc(1014, 154, 17),
        line("M330 410v-36q0-60 60-60h280q60 0 60 60v36", 26),
        rect(170, 396, 800, 400, INK, 44), rect(196, 422, 748, 348, PAPER, 24), foot,
        disc(386, 596, 142), grille,
        rect(566, 462, 336, 128, INK, 10), rect(580, 476, 308, 100, BLUSH, 4),
        line(scale, 3.5), line("M774 482v88", 8, SPOT), *knob,
        line("M0 801h1200", 10),
        moved("translate(1010 852) rotate(-8)", rect(-40, -17, 150, 34, SPOT, 14), line("M-40 0h-190", 11)))


def lantern(x, y, colour, scale=1.0):
    """A paper lantern that hangs from (x, y)."""
    return moved(f"translate({x} {y}) scale({scale})",
                 line("M0 0v29", 5), f'<ellipse cy="78" rx="58" ry="51" fill="{colour}" stroke="{INK}" stroke-width="6"/>',
                 line("M0 29v99M-29 37q-19 42 0 84M29 37q19 42 0 84", 3.5), line("M-23 29h46M-23 128h46M0 128v41", 8))


def person(x, y, scale=1.0, colour=INK):
    """Somebody, from the head to the knees."""
    return moved(f"translate({x} {y}) scale({scale})", disc(0, 0, 24, colour),
                 area("M-42 150V84q0-50 42-50t42 50v66z", colour))


def street():
    """The street at dusk, lanterns across it, three people in the lit gate."""
    sky = dots((0, 0, 1200, 500), lambda x, y: 0.62 - y / 620 if inside(x, y, 600, 600, 300) < 0 else 0,
               step=21, largest=9, colour=SPOT)
    far = "M-20 452C130 448 210 420 262 372h44C330 424 400 452 486 446l-14 34h-40V900H-20z"
    near = "M-20 600C170 596 250 566 322 508h48C398 572 470 604 566 598l-16 38h-56V900H-20z"
    other = "translate(1200 0) scale(-1 1)"
    panes = "M40 512h50v50H40zM140 512h50v50h-50zM240 512h50v50h-50z"
    windows = [rect(x, 690, 150, 120, SPOT) + line(f"M{x + 50} 690v120M{x + 100} 690v120M{x} 750h150", 7)
               for x in (70, 290, 760, 980)]
    string = [lantern(x, y, SPOT if i % 2 == 0 else PAPER) for i, (x, y) in enumerate(
        ((173, 118), (387, 136), (600, 138), (813, 124), (1027, 94)))]
    return sheet(
        PAPER, disc(600, 600, 300, SPOT), sky,
        area(far, DEEP), area(panes, BLUSH), moved(other, area(far, DEEP), area(panes, BLUSH)),
        area(near), moved(other, area(near)), *windows,
        person(548, 742, 0.92), person(604, 722, 1.02), person(658, 752, 0.84),
        rect(0, 868, 1200, 32), line("M-40 90Q600 210 1240 50", 5), *string)


def kettle_body(colour, shade):
    """A kettle around (0, 0), 380 wide; its lid is up."""
    return (line("M-150 20C-190-236 150-256 128-40", 24, colour) + area("M150 40q64-10 84-96l50 10q-12 150-120 176z", colour)
            + area("M-190 170q-14-70 4-130Q-160-70 0-70T186 40q18 60 4 130-10 30-60 30h-260q-50 0-60-30z", colour)
            + disc(0, -92, 24, colour) + line("M-104-40Q0-76 104-40", 9, shade)
            + line("M-156 104q6-72 52-98", 14, shade))


def kettle():
    """One kettle on its stove; another, bottom up, that has become a lamp."""
    steam = dots((60, 30, 600, 480), lambda x, y: 0.95 - abs(math.sin(y / 52) * 30 + 536 - (490 - y) * 0.34 - x) / (24 + (490 - y) * 0.2)
                 - (490 - y) / 1000, step=16, largest=7.5, colour=SPOT)
    cone = dots((600, 470, 1200, 872), lambda x, y: (0.95 - (y - 470) / 520) if abs(x - 900) < 172 + (y - 470) * 0.24 else 0,
                step=17, largest=8, colour=GLOW)
    shade = moved("translate(900 330) rotate(180)",
                  area("M150 40q64-10 84-96l50 10q-12 150-120 176z", SPOT),
                  area("M-190-120q-14 30 4 160Q-160 160 0 160T186 40q18-130 4-160z", SPOT),
                  area("M60-120h130q-14 30-4 160-40 90-110 110 30-140-16-270z", DEEP),
                  area("M-204-142h408v26h-408z", PAPER), rect(-34, 158, 68, 44, PAPER, 10))
    return sheet(
        PAPER, rect(600, 0, 600, 900, INK), steam,
        moved("translate(280 560)", kettle_body(INK, PAPER)),
        rect(60, 762, 440, 26), rect(100, 788, 30, 84), rect(430, 788, 30, 84),
        *[area(f"M{x} 858q-26-30 0-66 26 36 0 66z", SPOT) for x in (184, 232, 280, 328, 376)],
        rect(0, 868, 600, 32, SPOT), cone, line("M900 0v140", 9, PAPER), shade,
        disc(900, 474, 40, PAPER), rect(600, 868, 600, 32, DEEP))


def bicycle(x, y, scale, colour=INK, flip=1):
    """A bicycle; (x, y) is where the rear wheel touches the ground."""
    spokes = "".join(f"M{cx} -62l{54 * math.cos(a):.0f} {54 * math.sin(a):.0f}"
                     for cx in (0, 190) for a in (math.radians(30 + k * 60) for k in range(6)))
    return moved(f"translate({x} {y}) scale({scale * flip} {scale})",
                 ring(0, -62, 58, 10, colour), ring(190, -62, 58, 10, colour), line(spokes, 2.5, colour),
                 line("M0-62 62-150 158-156 78-62zM78-62 52-176M190-62 152-186M30-180h46M152-186q-4-22 24-22h22", 9, colour),
                 line("M78-62v26h18", 7, colour), disc(78, -62, 13, colour))


def bridge():
    """The footbridge over Old Canal, two bicycles on it and all of it again in the water."""
    sun = dots((250, 90, 750, 590), lambda x, y: (y - 250) / 340 if inside(x, y, 500, 340, 232) > 0 else 0, colour=DEEP)
    water = dots((0, 664, 1200, 900), lambda x, y: (0.25 + (y - 640) / 420 + 0.3 * math.sin(y / 9)) *
                 (0.25 if inside(x, (y - 640) * 1.35 + 640, 600, 640, 330) > 0 else 1),
                 step=19, largest=8.5, angle=0, colour=INK)
    gleam = dots((250, 664, 750, 880), lambda x, y: 0.9 - abs(x - 500 + 30 * math.sin(y / 14)) / 210 - (y - 664) / 500,
                 step=19, largest=9, angle=0, colour=SPOT)
    deck = "M0 560C260 548 380 452 600 452S940 548 1200 560V640H980C960 560 800 512 600 512S240 560 220 640H0z"
    posts = "".join(f"M{x} {452 + 108 * min(1, abs(x - 600) / 600) ** 1.7:.0f}v-92" for x in range(60, 1190, 90))
    return sheet(
        BLUSH, disc(500, 340, 240, SPOT), sun,
        rect(0, 640, 1200, 260, PAPER), gleam, water,
        bicycle(424, 468, 1.18), bicycle(1010, 512, 1.0, INK, -1),
        area(deck), line(posts, 7), line("M0 470C260 458 380 360 600 360S940 458 1200 470", 10),
        line("M0 640h230M970 640h230", 12),
        line("M1010 0q20 120-30 210t-10 210M1060 0q0 130 40 200t-10 190M1130 0q-20 110 20 180t-6 150", 5),
        *[area(f"M{x} {y}q34 6 40 44-36-6-40-44z", DEEP) for x, y in (
            (984, 196), (960, 262), (972, 330), (1094, 196), (1082, 268), (1144, 150), (1130, 226), (1010, 96), (1062, 110))])


def bench():
    """A workbench under a pegboard: each tool hangs before its own shadow."""
    board = dots((40, 40, 1160, 560), lambda x, y: 0.28, step=40, largest=9, angle=0, colour=DEEP)
    hammer = area("M-16-20h32v250h-32z") + area("M-86-66h120q46 0 60 46l-50-4v18H-86z")
    pliers = line("M-44 220Q-50 90 0 60T44-70M44 220Q50 90 0 60T-44-70", 28) + disc(0, 60, 26) + disc(0, 60, 9, BLUSH)
    driver = rect(-24, -70, 48, 130, SPOT, 16) + area("M-9 60H9v128l-6 30H-3l-6-30z")
    wrench = line("M0 0v190", 34) + disc(0, -20, 58) + area("M-24-90h48v66l-24 20-24-20z", BLUSH) + disc(0, 210, 42) + disc(0, 210, 20, BLUSH)
    saw = area("M-60-70h90v120l-30 8v196l-60-180z") + rect(-40, -46, 44, 66, BLUSH, 18)
    grain = dots((0, 640, 1200, 870), lambda x, y: 0.15 + (y - 640) / 320 + 0.14 * math.sin(x / 90 + y / 30), largest=8, colour=DEEP)
    smoke = line("M684 440q-34-50 6-96t-6-104q-30-40 4-84", 9, PAPER)
    iron = moved("translate(690 466) rotate(19)", line("M316 0q60 10 80 50", 12), rect(150, -24, 172, 48, INK, 22),
                 rect(176, -24, 22, 48, BLUSH), rect(60, -12, 92, 24, PAPER), area("M62-9 0-2v4l62 7z", BLUSH))
    coils = line("M776 636v-70M868 636v-70", 12) + line(
        "".join(f"M{772 + i * 24} 566q-8-74 10-84 22 10 14 84" for i in range(4)), 6)
    reel = rect(170, 500, 30, 130, INK, 6) + rect(310, 500, 30, 130, INK, 6) + rect(196, 520, 118, 92, PAPER) + line(
        "".join(f"M{x} 522v88" for x in range(208, 312, 13)), 5, DEEP)
    mug = rect(430, 506, 118, 124, PAPER, 12) + line("M548 534q48 0 48 34t-48 34", 14, PAPER) + rect(430, 560, 118, 18, SPOT)
    return sheet(
        SPOT, board,
        *[moved(f"translate({x + 14} {y + 12})", shape.replace(INK, DEEP).replace(BLUSH, SPOT).replace(SPOT + '" rx="16', DEEP + '" rx="16'))
          + moved(f"translate({x} {y})", shape.replace(BLUSH, SPOT) if shape is not driver else shape.replace(SPOT, PAPER))
          for x, y, shape in ((150, 160, hammer), (370, 170, pliers), (560, 170, driver), (900, 170, wrench), (1080, 190, saw))],
        smoke, reel, mug, iron, coils, rect(740, 612, 170, 20, INK, 6),
        rect(0, 630, 1200, 270, BLUSH), grain, rect(0, 626, 1200, 16), rect(0, 866, 1200, 34))


def lamp():
    """One lamp over a long table, a book and a cup."""
    cone = dots((150, 330, 1010, 792), lambda x, y: (0.98 - (y - 330) / 640) if 520 - (y - 330) * 0.8 < x < 850 + (y - 330) * 0.28 else 0,
                largest=8.5, colour=GLOW)
    pool = dots((120, 806, 1060, 896), lambda x, y: 0.75 - abs(x - 570) / 620, largest=8, colour=GLOW)
    return sheet(
        INK, cone, rect(0, 800, 1200, 100, SPOT), pool,
        area("M750 800a150 46 0 0 1 300 0z", PAPER), line("M900 770 980 470 760 210", 20, PAPER),
        disc(980, 470, 31, PAPER), disc(980, 470, 21, SPOT),
        moved("rotate(9 690 260)", area("M530 352q4-190 160-196 156 6 160 196z", SPOT),
              area("M742 170q98 36 108 182h-62q-2-120-46-182z", DEEP), rect(522, 352, 336, 22, PAPER), rect(655, 118, 70, 42, PAPER, 10)),
        line("M900 790q140 20 220-10t80 20", 8, PAPER),
        area("M470 790q90-40 160-6 70-34 160 6l-8 16H478z", INK), area("M484 776q86-36 142-4v14q-70-26-142 4zM776 776q-86-36-142-4v14q70-26 142 4z", PAPER),
        area("M240 728h170q-4 72-54 72h-62q-50 0-54-72z", INK), line("M408 744q44-4 40 24t-56 20", 12), rect(232, 720, 186, 14, PAPER),
        line("M300 698q-16-26 4-50t2-52M350 698q-16-26 4-50t2-52", 8))


def kettle_lamp():
    """Lamp No. 4: a kettle, bottom up, over a long table."""
    cone = dots((150, 440, 1050, 800), lambda x, y: (0.98 - (y - 440) / 560) if abs(x - 600) < 190 + (y - 440) * 0.6 else 0,
                largest=8.5, colour=GLOW)
    pool = dots((120, 806, 1080, 896), lambda x, y: 0.8 - abs(x - 600) / 600, largest=8, colour=GLOW)
    shade = moved("translate(600 300) rotate(180) scale(1.25)",
                  area("M150 40q64-10 84-96l50 10q-12 150-120 176z", SPOT),
                  area("M-190-120q-14 30 4 160Q-160 160 0 160T186 40q18-130 4-160z", SPOT),
                  area("M60-120h130q-14 30-4 160-40 90-110 110 30-140-16-270z", DEEP),
                  rect(-204, -142, 408, 26, PAPER), rect(-34, 158, 68, 44, PAPER, 10))
    cups = [moved(f"translate({x} 800)", area("M-44-52h88q-4 52-30 52h-28q-26 0-30-52z", INK),
                  line("M42-40q34-2 30 16t-40 14", 9), rect(-48, -58, 96, 11, PAPER)) for x in (330, 860)]
    return sheet(INK, cone, rect(0, 800, 1200, 100, SPOT), pool, line("M600 0v60", 9, PAPER), shade, disc(600, 486, 46, PAPER), *cups,
                 area("M520 784q70-30 130-4 60-26 130 4l-8 14H528z", PAPER))


def accordion():
    """An accordion, drawn out as far as it goes."""
    def fan(degrees, radius):
        turn = math.radians(degrees)
        return f"{600 + radius * math.sin(turn):.0f} {1050 - radius * math.cos(turn):.0f}"
    folds, width = [], 6.4
    for k in range(-5, 5):
        left, mid, right = k * width, (k + 0.5) * width, (k + 1) * width
        folds.append(area(f"M{fan(left, 380)} {fan(left, 790)} {fan(mid, 830)} {fan(mid, 350)}z", SPOT))
        folds.append(area(f"M{fan(mid, 350)} {fan(mid, 830)} {fan(right, 790)} {fan(right, 380)}z", DEEP))
    keys = "".join(f"M70 {y}h74" for y in range(-148, 190, 42))
    black = "".join(f"M70 {y}h40" for y in (-127, -85, -1, 41, 83, 167))
    treble = moved("translate(958 578) rotate(33)", rect(-60, -225, 132, 450, INK, 26), rect(-34, -196, 66, 392, SPOT, 10),
                   dots((-26, -186, 26, 186), lambda x, y: 0.5, step=19, largest=6, colour=BLUSH),
                   rect(72, -190, 96, 410, PAPER, 8), line(keys, 4), line(black, 18))
    bass = moved("translate(242 578) rotate(-33)", rect(-92, -225, 152, 450, INK, 26),
                 dots((-66, -190, 30, 190), lambda x, y: 0.7, step=32, largest=11, angle=0, colour=PAPER),
                 line("M-92-180q-70 180 0 360", 22))
    air = dots((0, 0, 1200, 900), lambda x, y: 0.1 + 0.5 * abs(math.sin(math.hypot(x - 600, y - 1050) / 46)) * max(0, 1 - y / 620),
               step=22, largest=8, colour=SPOT)
    return sheet(BLUSH, air, rect(0, 820, 1200, 80, INK), moved("translate(60 74) scale(.9)", *folds, bass, treble))


def dumplings():
    """Dumplings in a steamer, the last one being sewn shut."""
    def dumpling(x, y, scale, turn=0):
        pleats = "".join(f"M{150 * math.cos(a):.0f} {-8 - 108 * math.sin(a):.0f}L{112 * math.cos(a):.0f} {2 - 72 * math.sin(a):.0f}"
                         for a in (math.radians(d) for d in range(18, 168, 17)))
        return moved(f"translate({x} {y}) rotate({turn}) scale({scale})",
                     area("M-176 20C-170-90-90-128 0-128S170-90 176 20C176 52 120 64 0 64S-176 52-176 20z", PAPER),
                     dots((-160, 4, 160, 60), lambda u, v: 0.1 + (v - 4) / 80 if abs(u) < 150 else 0, step=15, largest=6, colour=SPOT),
                     line("M-176 20C-170-90-90-128 0-128S170-90 176 20C176 52 120 64 0 64S-176 52-176 20z", 9), line(pleats, 7))
    slats = line("".join(f"M{x} 650v150" for x in range(146, 1080, 37)), 9, DEEP)
    hoops = line("M112 690h976M112 764h976", 9)
    steam = dots((100, 20, 1100, 400), lambda x, y: 0.62 * abs(math.sin(x / 110 + math.sin(y / 60) * 0.7)) ** 3 * (y / 400), step=19, largest=9, colour=SPOT)
    hem = [(590 + 214 * math.cos(a), 472 - 158 * math.sin(a)) for a in (math.radians(d) for d in range(158, 58, -9))]
    stitches = line("".join(f"M{x:.0f} {y:.0f}L{u:.0f} {v:.0f}" for (x, y), (u, v) in zip(hem[::2], hem[1::2])), 10, SPOT)
    thread = line(f"M{hem[-1][0]:.0f} {hem[-1][1]:.0f}C850 330 900 110 780 96S640 190 720 214 900 190 976 150", 7, SPOT)
    needle = moved("translate(980 148) rotate(-34)", area("M-34-6q2-6 12-6l34 4L190 0 12 8l-34 4q-10 0-12-6z"),
                   line("M-20 0h22", 5, BLUSH))
    return sheet(
        BLUSH, steam, dumpling(330, 530, 0.9, -5), dumpling(868, 530, 0.9, 6), dumpling(590, 470, 1.32),
        stitches, thread, needle,
        rect(80, 592, 1040, 240, INK, 20), rect(110, 632, 980, 186, SPOT), slats, hoops,
        rect(80, 580, 1040, 58, INK, 14), line("M130 609h940", 7, PAPER), rect(0, 826, 1200, 74))


def portrait(hair, coat):
    """A head and shoulders in the size of a visiting card's picture."""
    back = dots((0, 0, 400, 400), lambda x, y: y / 460, step=17, largest=8, colour=SPOT)
    return sheet(BLUSH, back, area("M40 400q0-130 160-130t160 130z", coat), rect(168, 220, 64, 80, PAPER),
                 disc(200, 172, 82, PAPER), area(hair), width=400, height=400)


# --- bitmaps ---------------------------------------------------------------------------------

def png(width, height, colour_at, oversample=3):
    """A PNG of 8 bits a channel: signature, header, one deflated block of rows, end."""
    palette = {name: tuple(int(name[i:i + 2], 16) for i in (1, 3, 5)) for name in (PAPER, BLUSH, GLOW, INK, SPOT, DEEP)}
    rows = bytearray()
    parts = [(k + 0.5) / oversample for k in range(oversample)]
    for y in range(height):
        rows.append(0)  # no filter
        for x in range(width):
            found = [palette[colour_at(x + dx, y + dy)] for dy in parts for dx in parts]
            rows.extend(sum(channel) // len(found) for channel in zip(*found))
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(bytes(rows), 9)) + chunk(b"IEND", b"")


def hum(x, y):
    """Two traces of an oscilloscope: a tired capacitor's ripple, and a new one's straight line."""
    if x < 6 or x > 714 or y < 6 or y > 294 or 357 < x < 363:
        return INK
    phase = (x % 360) / 60
    level = 150 - 92 * (abs(math.sin(phase * math.pi)) - 0.5) if x < 360 else 150 - 2.5 * math.sin(phase * math.pi * 2)
    slope = 92 * math.pi / 60 * math.cos(phase * math.pi) if x < 360 else 0
    if abs(y - level) < 4.5 * math.hypot(1, slope):
        return SPOT
    return BLUSH if x % 60 < 2 or (y - 150) % 48 < 2 else PAPER


PICTURES = {
    "street.svg": street,
    "events/radio.svg": radio,
    "events/canal-bridge.svg": bridge,
    "events/bench.svg": bench,
    "events/lamp.svg": lamp,
    "events/dumplings.svg": dumplings,
    "posts/accordion.svg": accordion,
    "posts/kettles/kettle.svg": kettle,
    "members/wen-lan.svg": lambda: portrait(
        "M110 240Q88 74 200 78T290 240Q300 170 262 142 196 158 140 142 100 170 110 240zM150 86q6-52 50-52t50 52z", INK),
    "drops/lamp-no-4.svg": kettle_lamp,
    # A cap and a beard; hair tied up with a brush in it; a grey bun and glasses; a fringe; a headscarf.
    "members/harun-vale.svg": lambda: portrait(
        "M116 132q0-72 84-72t84 72h40v20H116zM120 176q0 92 80 92t80-92q-14 34-40 34-18-14-40-2-22-12-40 2-26 0-40-34z", INK),
    "members/mei-castillo.svg": lambda: portrait(
        "M116 190Q100 84 200 84T284 190Q272 132 232 120 180 128 148 122 124 144 116 190zM150 62a50 38 0 0 1 100 0 50 38 0 0 1-100 0z"
        "M96 24l14-10 156 78-8 14z", DEEP),
    "members/he-guizhi.svg": lambda: portrait(
        "M114 176Q112 82 200 82T286 176Q262 116 200 116T114 176zM164 70a36 30 0 0 1 72 0 36 30 0 0 1-72 0z"
        "M140 172h50v36h-50zm9 9v18h32v-18zM210 172h50v36h-50zm9 9v18h32v-18zM190 182h20v8h-20z", SPOT),
    "members/luo-chuan.svg": lambda: portrait(
        "M112 178Q104 76 204 80T288 178Q284 150 262 140L240 164 222 140 200 164 178 140 156 164 138 140Q116 152 112 178z", INK),
    "members/fang-xiulan.svg": lambda: portrait(
        "M106 206Q92 68 200 68T294 206L300 262 262 250Q284 190 262 146 200 120 138 146 116 190 138 250L100 262z", DEEP),
    "members/old-qiu.svg": lambda: portrait(
        "M112 142q-4-84 88-84t88 84h34q8 22-30 22H108q-38 0-30-22zM156 218q24-16 44-6 20-10 44 6-24 14-44 2-20 12-44-2z"
        "M146 184h40v22h-40zM214 184h40v22h-40zM180 190h40v6h-40z", SPOT),
}


def main():
    """Writes every picture and says how large it came out."""
    for name, draw in PICTURES.items():
        (CONTENT / name).parent.mkdir(parents=True, exist_ok=True)
        (CONTENT / name).write_text(draw(), encoding="utf-8")
    (CONTENT / "posts/silent-radios").mkdir(parents=True, exist_ok=True)
    (CONTENT / "posts/silent-radios/hum.png").write_bytes(png(720, 300, hum))
    for name in sorted([*PICTURES, "posts/silent-radios/hum.png"]):
        print(f"{(CONTENT / name).stat().st_size:7d}  content/{name}")


if __name__ == "__main__":
    main()

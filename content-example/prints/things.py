"""Scenes: what lies on the table."""

import math

import numpy as np

from .press import Scene, down


def lamp_no_3():
    """A lamp on a handlebar's bend, in its own light."""
    p = Scene(k=0.97, s=0)
    p.box(0, 720, 1200, 180, k=0.75, s=0.6)
    cone = p.mask(lambda d: d.polygon([(2 * 430, 2 * 400), (2 * 640, 2 * 330), (2 * 900, 2 * 760), (2 * 180, 2 * 760)], fill=255), 26)
    p.put(cone * 0.95, lambda x, y: 0.05 + (y - 330) / 560, lambda x, y: 0.1 + (y - 330) / 900)
    p.oval(540, 770, 380, 70, k=0.02, s=0.35, blur=22)
    arc = [(860 - 190 * (1 - math.cos(a)), 480 - 190 * math.sin(a) * 1.1) for a in np.linspace(-0.2, 2.5, 30)]
    p.line([(860, 770), (860, 520)] + arc, 17, k=0, s=0)
    p.line([(860, 770), (860, 520)] + arc, 6, k=0.35, s=0)
    p.oval(860, 780, 130, 26, k=0, s=0.05)
    p.poly([(420, 410), (655, 335), (600, 200), (540, 190), (470, 240)], k=0, s=1)
    p.poly([(560, 190), (600, 200), (655, 335), (600, 352)], k=0.45, s=1)
    p.line([(424, 410), (652, 337)], 7, k=0, s=0)
    p.poly([(330, 770), (520, 748), (560, 790), (350, 812)], k=0.05, s=0)
    for i in range(4):
        p.line([(368 + 4 * i, 776 + 8 * i), (520 + 6 * i, 758 + 8 * i)], 1.5, k=0.8)
    return p


def tag(p, x, y, turn, size=1.0, s=0.04):
    """A paper tag with a hole and four written lines."""
    c, n = math.cos(math.radians(turn)) * size, math.sin(math.radians(turn)) * size
    at = lambda u, v: (x + u * c - v * n, y + u * n + v * c)
    p.poly([at(14, 18), at(234, 18), at(234, 128), at(14, 128)], k=0.5, blur=7)
    p.poly([at(0, 30), at(24, 0), at(220, 0), at(220, 110), at(24, 110), at(0, 80)], k=0.0, s=s)
    p.oval(*at(26, 55), 9 * size, k=0.9)
    p.line([at(26, 55), at(-30, 40), at(-70, 70)], 3, k=0.1, s=0.9)
    for i, long in enumerate((130, 96, 142, 80)):
        p.line([at(60, 22 + 22 * i), at(60 + long, 22 + 22 * i)], 3 * size, k=0.85 if i < 3 else 0.1, s=0 if i < 3 else 0.95)


def tag_book():
    """A stapled booklet among loose tags."""
    p = Scene(k=lambda x, y: 0.3 + 0.1 * np.sin(y / 37 + np.sin(x / 160)), s=lambda x, y: 0.5 + 0.12 * np.sin(y / 37 + 1))
    for x, y, turn in ((60, 90, -18), (880, 70, 24), (940, 520, -30), (80, 640, 14), (760, 730, 6)):
        tag(p, x, y, turn)
    p.poly([(370, 170), (800, 110), (890, 730), (460, 790)], k=0.75, blur=16)
    p.poly([(340, 150), (770, 90), (860, 700), (430, 760)], k=0, s=0.95)
    p.poly([(340, 150), (362, 147), (452, 757), (430, 760)], k=0.55, s=0.95)
    for t in (0.25, 0.75):
        x, y = 351 + 90 * t, 148 + 610 * t
        p.line([(x - 2, y - 20), (x + 4, y + 20)], 4, k=0, s=0)
    tag(p, 470, 330, -8, 1.2)
    return p


def failures():
    """Twelve small prints, each crossed out once."""
    p = Scene(k=0, s=0.06)
    for i in range(12):
        x, y, alt = 48 + 282 * (i % 4), 42 + 280 * (i // 4), i % 3
        p.box(x, y, 258, 256, k=0.02 if alt else down(y, y + 256, 0.75, 0.95), s=(0.05, 0.55, 0.15)[alt])
        k, s = (1, 0) if alt else (0, 0.05)
        cx, cy = x + 129, y + 128
        if i % 6 == 0:
            p.box(cx - 80, cy - 40, 160, 96, k, s, r=24)
            p.line([(cx + 80, cy - 10), (cx + 96, cy - 10)], 8, k, s)
        elif i % 6 == 1:
            p.box(cx - 84, cy - 44, 168, 100, k, s, r=14)
            p.oval(cx - 36, cy + 6, 28, k=0, s=0.5)
            p.line([(cx + 30, cy - 44), (cx + 80, cy - 96)], 5, k, s)
        elif i % 6 == 2:
            p.ring(cx, cy - 16, 66, 6, k, s)
            for a in (0.3, 2.4, 4.5):
                p.oval(cx + 32 * math.cos(a), cy - 16 + 32 * math.sin(a), 30, 20, k, s)
            p.line([(cx, cy + 50), (cx, cy + 96)], 10, k, s)
        elif i % 6 == 3:
            p.poly([(cx - 96, cy)] + [(cx - 96 * math.cos(a), cy - 84 * math.sin(a)) for a in np.linspace(0, math.pi / 2, 12)] + [(cx, cy)], k, s)
            p.line([(cx, cy - 90), (cx, cy + 70), (cx + 24, cy + 84), (cx + 38, cy + 62)], 6, k, s)
        elif i % 6 == 4:
            p.oval(cx, cy, 84, k=k, s=s)
            p.oval(cx, cy, 68, k=0.0, s=0.1)
            p.line([(cx, cy), (cx, cy - 50)], 6, k=1)
            p.line([(cx, cy), (cx - 38, cy + 16)], 6, k=1)
        else:
            p.box(cx - 60, cy - 60, 120, 130, k, s, r=40)
            p.line([(cx + 56, cy - 30), (cx + 92, cy - 10), (cx + 56, cy + 40)], 9, k, s)
        p.line([(x + 34, y + 226), (x + 224, y + 30)], 9, k=0.0, s=1)
    return p


def wax_thread():
    """Bobbins on a bamboo tray, a lump of wax."""
    p = Scene(k=0.8, s=0.35)
    p.oval(600, 480, 500, 370, k=0.95, blur=24)
    p.oval(600, 450, 490, 360, k=0.15, s=0.3)
    for i in range(-12, 13):
        p.put(p.mask(lambda d: d.ellipse([2 * 120, 2 * 100, 2 * 1080, 2 * 800], fill=255))
              * (np.abs(p.x * 0.6 + p.y - 810 - 70 * i) < 3), 0.5, 0.4)
        p.put(p.mask(lambda d: d.ellipse([2 * 120, 2 * 100, 2 * 1080, 2 * 800], fill=255))
              * (np.abs(p.y - p.x * 0.6 - 90 - 70 * i) < 3), 0.5, 0.4)
    for i in range(12):
        a = math.tau * i / 12 - 0.3
        x, y = 600 + 330 * math.cos(a), 440 + 220 * math.sin(a)
        p.oval(x + 10, y + 26, 62, 30, k=0.8, blur=9)
        p.oval(x, y + 24, 58, 26, k=0.05, s=0)
        p.box(x - 44, y - 26, 88, 50, k=(0.0, 0.2, 0.5, 0.85)[i % 4], s=(0.95, 0.85, 0.4, 0.1)[i % 4])
        for j in range(4):
            p.line([(x - 44, y - 18 + 11 * j), (x + 44, y - 16 + 11 * j)], 1.5, k=0.9)
        p.oval(x, y - 28, 58, 24, k=0.0, s=0.0)
        p.oval(x, y - 28, 14, 7, k=0.95)
    p.poly([(520, 420), (600, 380), (700, 410), (690, 500), (590, 530), (510, 490)], k=0.0, s=0.85)
    p.poly([(520, 420), (590, 450), (590, 530), (510, 490)], k=0.6, s=0.9)
    return p


def radio_voice():
    """A radio in the dark, its dial lit, light like dust."""
    p = Scene(k=0.98, s=0.1)
    rng = np.random.default_rng(4)
    for _ in range(150):
        a, r = rng.uniform(-math.pi, 0), rng.uniform(60, 560) 
        x, y, size = 600 + r * 1.15 * math.cos(a), 470 + r * 0.85 * math.sin(a), rng.uniform(3, 15) * (1.2 - r / 700)
        p.oval(x, y, max(size, 2.5), k=0.1 + r / 800, s=0.9 - r / 1400)
    p.light(760, 560, 560, 0.45, 0.35)
    p.box(0, 760, 1200, 140, k=down(760, 900, 0.65, 0.95), s=0.45)
    p.box(250, 400, 720, 380, k=0.96, s=0.15, r=42)
    p.line([(300, 400), (300, 350), (920, 350), (920, 400)], 12, k=0.85, s=0.3)
    for i in range(11):
        for j in range(9):
            p.oval(320 + 24 * i, 470 + 30 * j, 5, k=0.55, s=0.45)
    p.box(610, 450, 310, 150, k=0.0, s=0.62, r=10)
    p.put(p.mask(lambda d: d.rectangle([1220, 900, 1840, 1200], fill=255)), None, lambda x, y: 0.2 + np.hypot(x - 765, y - 560) / 260)
    for i in range(19):
        p.line([(630 + 15 * i, 470), (630 + 15 * i, 510 if i % 4 == 0 else 492)], 2, k=0.95)
    p.line([(742, 460), (742, 590)], 5, k=0.95)
    for x in (680, 850):
        p.oval(x, 680, 46, k=0.6, s=0.5)
        p.oval(x, 676, 38, k=0.85, s=0.3)
        p.line([(x, 676), (x + 18, 650)], 5, k=0, s=0.4)
    return p


def sewing_machine():
    """A treadle machine in lamplight, red cloth under its needle."""
    p = Scene(k=0.9, s=0.15)
    p.light(360, 380, 640, 0.95, 0.32)
    p.box(0, 680, 1200, 220, k=down(680, 900, 0.45, 0.9), s=0.5)
    p.poly([(250, 660), (440, 660), (430, 700), (360, 900), (0, 900), (0, 760)], k=0, s=1)
    for i in range(3):
        p.line([(20 + 100 * i, 890), (290 + 50 * i, 668)], 4, k=1, s=1)
    p.box(430, 664, 570, 34, k=1, r=8)
    p.poly([(790, 670), (790, 430), (330, 430), (300, 400), (320, 330), (860, 330), (950, 400), (960, 670)], k=1)
    p.box(270, 330, 110, 210, k=1, r=24)
    p.oval(974, 420, 40, 116, k=1)
    p.oval(978, 420, 18, 84, k=0, s=0.9)
    p.line([(325, 540), (325, 664)], 7, k=0.85)
    p.line([(296, 650), (354, 650)], 8, k=0.9)
    p.line([(340, 300), (340, 330)], 8, k=1)
    for x in (600, 740):
        p.line([(x, 330), (x, 276)], 6, k=1)
        p.box(x - 20, 262, 40, 54, k=0.0, s=0.9, r=6)
    p.line([(740, 280), (420, 300), (325, 380), (325, 560)], 2.5, k=0, s=0.9)
    for i in range(9):
        p.oval(440 + 40 * i, 380 + 10 * math.sin(i), 9, 6, k=0, s=0.25)
    p.line([(420, 404), (820, 404)], 3, k=0, s=0.3)
    return p


def face(p, x, y, r, hour, minute, mirrored=False, s=0.04, ground=0.0):
    """A clock's face that shows a time."""
    p.oval(x + r * 0.06, y + r * 0.1, r * 1.03, k=0.6, blur=r * 0.05)
    p.oval(x, y, r, k=1)
    p.oval(x, y, r * 0.9, k=ground, s=s)
    side = -1 if mirrored else 1
    for i in range(12):
        a = math.tau * i / 12
        inner = 0.66 if i % 3 == 0 else 0.76
        p.line([(x + side * r * inner * math.sin(a), y - r * inner * math.cos(a)), (x + side * r * 0.83 * math.sin(a), y - r * 0.83 * math.cos(a))],
               r * (0.034 if i % 3 == 0 else 0.018), k=0.95)
    for turn, long, width in (((hour + minute / 60) / 12, 0.46, 0.05), (minute / 60, 0.7, 0.032)):
        a = math.tau * turn
        p.line([(x, y), (x + side * r * long * math.sin(a), y - r * long * math.cos(a))], r * width, k=0.0 if width > 0.04 else 0.95, s=1 if width > 0.04 else 0)
    p.oval(x, y, r * 0.07, k=1)


def clocks():
    """Five clocks, five opinions."""
    p = Scene(k=0.12, s=0.75)
    for args in ((300, 300, 220, 8, 0), (800, 250, 180, 7, 49), (600, 640, 200, 4, 10, True), (190, 700, 140, 12, 31), (1010, 630, 150, 9, 0)):
        face(p, *args)
    return p


def mirror():
    """The barber's clock."""
    p = Scene(640, 640, k=0.05, s=0.35)
    face(p, 320, 320, 260, 8, 20, mirrored=True)
    p.line([(520, 90), (90, 520)], 20, k=0, s=0, blur=9)
    return p


def alarm():
    """An alarm clock with one bell."""
    p = Scene(640, 640, k=0.92, s=0.1)
    p.light(320, 340, 420, 0.6, 0.5)
    for x in (200, 440):
        p.line([(320, 360), (x, 570)], 18, k=0, s=0.1)
    face(p, 320, 360, 190, 6, 58, s=0.1)
    p.poly([(150, 210)] + [(205 - 80 * math.cos(a), 200 - 80 * math.sin(a)) for a in np.linspace(-0.6, 2.5, 20)], k=0, s=0.95)
    p.line([(320, 170), (320, 120)], 10, k=0, s=0.1)
    p.line([(430, 200), (452, 168)], 8, k=0, s=0.1)
    return p


def cuckoo():
    """A cuckoo clock whose bird is out."""
    p = Scene(640, 640, k=0.03, s=0.16)
    p.poly([(320, 60), (560, 250), (500, 250), (500, 520), (140, 520), (140, 250), (80, 250)], k=0.85, s=0.4)
    p.poly([(320, 60), (580, 262), (556, 290), (320, 110), (84, 290), (60, 262)], k=1)
    p.box(270, 170, 100, 100, k=1, r=40)
    p.poly([(370, 176), (424, 160), (424, 284), (370, 268)], k=0.1, s=0.9)
    face(p, 320, 390, 104, 3, 2)
    for x, y in ((260, 620), (380, 590)):
        p.line([(x, 520), (x, y)], 3, k=1)
        p.oval(x, y, 12, 26, k=1)
    return p


def spoons():
    """Three spoons with bent handles beside a wheel."""
    p = Scene(k=0.03, s=down(0, 900, 0.75, 0.25))
    p.ring(940, 980, 560, 92, k=0.95, s=0.1)
    p.ring(940, 980, 480, 20, k=0.0, s=0.0)
    for i in range(9):
        a = math.radians(186 + 11 * i)
        p.line([(940 + 470 * math.cos(a), 980 + 470 * math.sin(a)), (940 + 120 * math.cos(a + 0.3), 980 + 120 * math.sin(a + 0.3))], 3, k=0.9)
    for x, y, turn in ((130, 250, 8), (330, 220, -6), (560, 330, 38)):
        c, n = math.cos(math.radians(turn)), math.sin(math.radians(turn))
        def at(u, v):
            return x + u * c - v * n, y + u * n + v * c
        bowl = [at(72 * math.cos(a), 104 * math.sin(a)) for a in np.linspace(0, math.tau, 40)]
        p.poly([(u + 16, v + 22) for u, v in bowl], k=0.7, blur=10)
        p.line([at(0, 90), at(0, 330), at(46, 430)], 26, k=0.95, s=0)
        p.line([at(0, 90), at(0, 330), at(46, 430)], 15, k=0, s=0)
        p.poly(bowl, k=0.95)
        p.poly([at(60 * math.cos(a), 92 * math.sin(a)) for a in np.linspace(0, math.tau, 40)], k=lambda u, v: np.clip((u - x) / 130 + 0.25, 0, 0.8), s=0)
    return p


def toaster():
    """A toaster from the side, crumbs beneath it."""
    p = Scene(k=0.02, s=down(0, 900, 0.55, 0.2))
    p.box(0, 700, 1200, 200, k=0.75, s=0.1)
    p.box(360, 720, 560, 26, k=0.98, r=12, blur=8)
    p.box(300, 280, 620, 430, k=lambda x, y: 0.1 + 0.75 * np.abs(np.sin((x - 300) / 210)), s=0.05, r=90)
    p.box(330, 250, 560, 60, k=1, r=26)
    for x in (400, 640):
        p.box(x, 262, 200, 22, k=0.4, s=0.95, r=10)
    p.box(930, 330, 24, 260, k=1, r=10)
    p.box(914, 560, 96, 36, k=0.0, s=1, r=12)
    p.line([(300, 650), (180, 690), (120, 620), (0, 640)], 12, k=1)
    for i in range(46):
        p.oval(330 + (i * 89) % 600, 726 + (i * 37) % 110, 4 + i % 5, 3 + i % 3, k=0.05, s=0.4 if i % 9 else 1)
    return p

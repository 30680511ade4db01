"""Scenes: where people meet, and what takes them there."""

import math

import numpy as np

from .press import Scene, down


def wheel(scene, x, y, r, k=1.0, s=0.0):
    """A bicycle's wheel."""
    scene.ring(x, y, r, r * 0.11, k, s)
    for turn in range(8):
        a = math.radians(22.5 * turn + 8)
        scene.line([(x - r * math.cos(a), y - r * math.sin(a)), (x + r * math.cos(a), y + r * math.sin(a))], 2, k, s)
    scene.oval(x, y, r * 0.12, k=k, s=s)


def riverside():
    """The lit window on the second floor, a lantern, the wet street."""
    p = Scene(k=down(0, 900, 0.95, 0.72), s=0.12)
    p.box(330, 90, 760, 640, k=0.93, s=0.1)
    p.poly([(280, 100), (1140, 100), (1060, 30), (360, 30)], k=1)
    for x, y in ((400, 190), (400, 460), (940, 190), (940, 460)):
        p.box(x, y, 96, 140, k=0.78, s=0.2)
    p.box(0, 730, 1200, 170, k=down(730, 900, 0.7, 0.95), s=0.15)
    p.light(740, 300, 460, 0.75, 0.5)
    p.box(590, 180, 300, 230, k=0, s=down(180, 410, 0.1, 0.5))
    for x in (690, 790):
        p.line([(x, 180), (x, 410)], 5, k=1)
    p.line([(590, 290), (890, 290)], 5, k=1)
    for x, y, size in ((650, 356, 1), (744, 344, 1.1), (836, 360, 0.9)):
        p.oval(x, y, 22 * size, k=1)
        p.box(x - 38 * size, y + 20 * size, 76 * size, 412 - y - 20 * size, k=1, r=20)
    p.line([(1010, 180), (1010, 250)], 3, k=1)
    p.oval(1010, 300, 62, 54, k=0, s=1)
    p.light(1010, 300, 210, 0.5, 0.25)
    for i in range(9):
        p.oval(740 + 26 * math.sin(i * 2.1), 752 + i * 16, 190 - 9 * i, 4.5, k=0.12, s=0.55, blur=2)
        p.oval(1010 + 9 * math.sin(i * 1.7), 752 + i * 16, 52 - 3 * i, 4.5, k=0.1, s=0.9, blur=2)
    return p


def chengdu():
    """Bamboo chairs, a covered bowl, a sewing machine for a table, under a tree."""
    p = Scene(k=0.04, s=down(0, 900, 0.08, 0.3))
    p.oval(820, 300, 250, k=0, s=0.75)
    p.box(0, 690, 1200, 210, k=down(690, 900, 0.1, 0.42), s=0.35)
    p.line([(170, 900), (200, 560), (150, 300), (220, 0)], 46, k=1)
    p.line([(180, 420), (360, 240), (560, 170)], 20, k=1)
    rng = np.random.default_rng(7)
    for i in range(110):
        a, r = rng.uniform(0, math.tau), rng.uniform(0, 1) ** 0.5
        x, y, turn, size = 330 + 380 * r * math.cos(a), 70 + 150 * r * math.sin(a), rng.uniform(-0.7, 0.7), rng.uniform(20, 36)
        p.poly([(x - size * math.cos(turn), y - size * math.sin(turn)), (x + 9 * math.sin(turn), y - 9 * math.cos(turn)),
                (x + size * math.cos(turn), y + size * math.sin(turn)), (x - 9 * math.sin(turn), y + 9 * math.cos(turn))],
               k=1 if i % 3 else 0, s=0 if i % 3 else 1)
    for x, flip in ((330, 1), (990, -1)):
        p.line([(x - 90 * flip, 430), (x - 70 * flip, 650), (x - 100 * flip, 800)], 12, k=0.95)
        p.line([(x - 70 * flip, 640), (x + 90 * flip, 640), (x + 100 * flip, 800)], 12, k=0.95)
        p.line([(x - 76 * flip, 540), (x + 80 * flip, 530), (x + 92 * flip, 640)], 10, k=0.95)
        for j in range(6):
            p.line([(x - (86 - 3 * j) * flip, 450 + 30 * j), (x - (60 - 3 * j) * flip, 446 + 30 * j)], 4, k=0.95)
        p.box(x - 84, 636, 170, 20, k=0.3, s=0.8, r=8)
    p.box(450, 620, 420, 26, k=1, r=6)
    for x in (490, 830):
        p.line([(x, 640), (x - 24, 800)], 9, k=1)
        p.line([(x, 640), (x + 24, 800)], 9, k=1)
    p.ring(660, 735, 54, 8, k=1)
    p.line([(490, 790), (830, 790)], 6, k=1)
    p.poly([(500, 620), (500, 560), (560, 560), (570, 590), (640, 590), (650, 500), (720, 500), (730, 620)], k=1)
    p.box(482, 528, 200, 44, k=1, r=20)
    p.line([(506, 560), (506, 618)], 6, k=1)
    p.oval(545, 612, 36, 9, k=0, s=0.1)
    p.oval(812, 618, 54, 9, k=0, s=0)
    p.poly([(776, 566), (848, 566), (834, 618), (790, 618)], k=0, s=0)
    p.oval(812, 564, 40, 12, k=0, s=1)
    p.oval(812, 548, 9, 8, k=1)
    return p


def rotterdam():
    """Cranes, a flat roof, a table under bulbs, wind."""
    p = Scene(k=down(0, 620, 0.5, 0.02), s=down(0, 640, 0.15, 0.75))
    p.oval(880, 560, 120, k=0, s=1)
    for x, y, size in ((700, 600, 1.0), (1020, 600, 0.8), (160, 600, 0.7)):
        p.line([(x, y), (x, y - 360 * size)], 14 * size, k=0.9)
        p.line([(x + 70 * size, y), (x + 70 * size, y - 300 * size)], 10 * size, k=0.9)
        p.line([(x - 210 * size, y - 430 * size), (x + 120 * size, y - 300 * size)], 12 * size, k=0.9)
        p.line([(x, y - 300 * size), (x + 20 * size, y - 420 * size)], 8 * size, k=0.9)
        p.line([(x - 180 * size, y - 418 * size), (x - 180 * size, y - 250 * size)], 3, k=0.9)
    p.box(0, 596, 1200, 80, k=0.55, s=0.5)
    p.box(0, 660, 1200, 240, k=down(660, 900, 0.97, 0.85))
    p.poly([(40, 690), (900, 690), (980, 880), (-40, 880)], k=0.72, s=0.2)
    p.line([(90, 400), (90, 700)], 8, k=1)
    p.line([(760, 380), (760, 700)], 8, k=1)
    rope = [(90 + 67 * i, 400 - 2 * i + 64 * math.sin(math.pi * i / 10)) for i in range(11)]
    p.line(rope, 3, k=1)
    p.light(430, 640, 330, 0.8, 0.35)
    for x, y in rope[1:-1]:
        p.oval(x + 5, y + 18, 13, 17, k=0, s=0.06)
    p.box(210, 640, 430, 20, k=1, r=4)
    for x in (240, 610):
        p.line([(x, 650), (x + 6, 780)], 10, k=1)
    for x, y in ((270, 560), (380, 548), (580, 566)):
        p.oval(x, y, 24, k=1)
        p.box(x - 38, y + 24, 76, 640 - y - 20, k=1, r=24)
    p.poly([(470, 640), (520, 640), (512, 588), (478, 588)], k=0, s=0.9)
    p.poly([(980, 420), (1050, 390), (1066, 440), (1000, 462)], k=0, s=0.05)
    return p


def cargo_bike():
    """The cargo bicycle before a low sun."""
    p = Scene(k=0.0, s=down(0, 700, 0.05, 0.5))
    p.oval(860, 470, 250, k=0, s=0.95)
    p.box(0, 650, 1200, 250, k=down(650, 900, 0.25, 0.6), s=0.45)
    for i in range(8):
        p.line([(620 + 40 * i, 690 + 24 * i), (1100 + 10 * i, 690 + 24 * i)], 4, k=0, s=0.1)
    wheel(p, 300, 640, 122)
    wheel(p, 880, 664, 98)
    p.line([(300, 640), (400, 470), (560, 640), (300, 640)], 13, k=1)
    p.line([(400, 470), (384, 410)], 11, k=1)
    p.box(336, 392, 104, 22, k=1, r=10)
    p.line([(400, 480), (570, 470), (560, 640), (840, 660), (880, 664)], 13, k=1)
    p.line([(570, 470), (556, 370), (500, 366)], 11, k=1)
    p.poly([(610, 440), (900, 420), (880, 600), (630, 624)], k=0.05, s=0.02)
    p.poly([(610, 440), (900, 420), (897, 446), (613, 468)], k=1)
    for i in range(3):
        p.line([(618 + 4 * i, 510 + 36 * i), (892 - 3 * i, 492 + 36 * i)], 3, k=0.9)
    p.line([(690, 430), (690, 330)], 12, k=1)
    p.line([(650, 330), (730, 330)], 10, k=1)
    for x in (760, 800, 842):
        p.ring(x, 410, 32, 7, k=0.9)
    p.ring(440, 660, 36, 7, k=1)
    p.line([(440, 660), (470, 700)], 8, k=1)
    return p


def lift():
    """A lift that has stopped half a metre above the floor."""
    p = Scene(k=down(0, 900, 0.75, 0.55), s=0.12)
    for i in range(14):
        p.line([(0, 40 + 66 * i), (330, 40 + 66 * i)], 3, k=0.85)
        p.line([(870, 40 + 66 * i), (1200, 40 + 66 * i)], 3, k=0.85)
    p.box(320, 60, 560, 760, k=1)
    p.box(350, 80, 500, 640, k=0.05, s=down(80, 720, 0.02, 0.6))
    p.box(350, 80, 60, 640, k=0.55, s=0.5)
    p.box(790, 80, 60, 640, k=0.55, s=0.5)
    p.light(600, 140, 330, 0.9, 0)
    p.oval(600, 128, 36, k=0, s=0)
    p.box(590, 80, 20, 26, k=1)
    p.box(350, 712, 500, 110, k=0.93)
    p.line([(350, 714), (850, 714)], 8, k=0, s=0.9)
    p.oval(540, 580, 80, 92, k=0.2, s=0.95)
    p.oval(540, 450, 60, 70, k=0.2, s=0.95)
    p.oval(540, 512, 34, 40, k=0.2, s=0.95)
    p.line([(540, 400), (540, 262)], 12, k=1)
    p.line([(540, 300), (540, 640)], 3, k=1)
    p.line([(520, 266), (560, 266)], 10, k=1)
    p.line([(620, 470), (480, 560)], 4, k=1)
    p.oval(690, 330, 36, k=1)
    p.box(636, 370, 112, 344, k=1, r=40)
    p.line([(640, 420), (596, 480)], 22, k=1)
    p.box(936, 380, 60, 130, k=1, r=8)
    p.oval(966, 420, 14, k=0, s=0.9)
    p.oval(966, 470, 14, k=0.4, s=0.1)
    p.poly([(0, 820), (1200, 820), (1200, 900), (0, 900)], k=0.2, s=0.4)
    return p


def stairs():
    """A steep stair, a rail along the wall, a folded seat."""
    p = Scene(900, 1200, k=0.25, s=0.15)
    p.poly([(0, 0), (900, 0), (900, 330), (0, 1080)], k=0.02, s=lambda x, y: 0.55 - y / 2600)
    for i in range(13):
        x, y = 40 + 66 * i, 1130 - 66 * i
        p.box(x, y, 900 - x, 70, k=0.9 - i * 0.035, s=0.2)
        p.box(x, y, 900 - x, 14, k=0.1, s=0.1)
    p.light(760, 150, 520, 0.8, 0.1)
    p.line([(0, 960), (900, 70)], 16, k=1)
    p.line([(0, 920), (900, 30)], 5, k=0.9)
    for i in range(7):
        p.line([(60 + 130 * i, 900 - 129 * i), (60 + 130 * i, 990 - 129 * i)], 7, k=1)
    p.box(452, 300, 54, 180, k=0.0, s=1, r=16)
    p.box(440, 470, 150, 44, k=0.0, s=1, r=16)
    p.box(464, 510, 40, 92, k=1, r=8)
    p.line([(500, 596), (570, 600)], 12, k=1)
    p.line([(506, 410), (578, 410)], 12, k=1)
    p.line([(780, 0), (780, 90)], 4, k=1)
    p.oval(780, 124, 40, 34, k=0, s=0.05)
    return p


def shed():
    """An arch with its doors open, a bicycle on its head."""
    p = Scene(k=0.5, s=0.5)
    for row in range(17):
        for col in range(-1, 13):
            x, y = col * 104 + (52 if row % 2 else 0), row * 42
            tone = 0.1 + 0.1 * ((row * 7 + col * 5) % 5)
            p.box(x + 3, y + 3, 98, 36, k=tone, s=0.75)
    arch = [(330, 720), (330, 400)] + [(600 - 270 * math.cos(a), 400 - 270 * math.sin(a)) for a in np.linspace(0, math.pi, 30)] + [(870, 400), (870, 720)]
    p.line(arch, 44, k=0.95)
    p.poly(arch, k=down(130, 720, 0.75, 0.2), s=down(130, 720, 0.1, 0.35))
    p.box(0, 714, 1200, 186, k=0.35, s=0.1)
    p.poly([(345, 716), (855, 716), (1000, 900), (200, 900)], k=0.0, s=0.16)
    p.poly([(330, 720), (330, 300), (190, 250), (190, 800)], k=0.8, s=0.05)
    p.poly([(870, 720), (870, 300), (1010, 250), (1010, 800)], k=0.8, s=0.05)
    p.light(600, 210, 320, 0.85, 0.1)
    p.oval(600, 200, 20, 26, k=0, s=0)
    p.line([(600, 130), (600, 180)], 3, k=1)
    wheel(p, 480, 490, 88)
    wheel(p, 730, 490, 88)
    p.line([(480, 490), (560, 620), (690, 610), (600, 490), (480, 490)], 10, k=0, s=1)
    p.line([(690, 610), (730, 490)], 10, k=0, s=1)
    p.line([(600, 490), (556, 660)], 9, k=0, s=1)
    p.line([(690, 610), (700, 680), (740, 684)], 9, k=1)
    p.box(510, 660, 96, 18, k=1, r=8)
    p.line([(430, 700), (430, 560)], 9, k=1)
    p.line([(404, 560), (456, 560)], 9, k=1)
    return p

"""The press: a scene holds a tone of black and a tone of the spot colour for every point; the screen turns tones into dots."""

import math

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

PAPER, SPOT, INK = (np.array(colour, dtype=np.float32) for colour in ((249, 245, 237), (207, 58, 30), (33, 25, 18)))


class Scene:
    """Two tones, from 0 (paper) to 1 (full ink), over a sheet of `w` by `h` points."""

    def __init__(self, w=1200, h=900, k=0.0, s=0.0):
        self.w, self.h = w, h
        self.x, self.y = np.meshgrid(np.arange(w, dtype=np.float32), np.arange(h, dtype=np.float32))
        self.k, self.s = np.zeros((h, w), np.float32), np.zeros((h, w), np.float32)
        self.put(np.ones((h, w), np.float32), k, s)

    def put(self, mask, k=None, s=None):
        """Lays tones where the mask is; None leaves an ink as it is. A tone is a number or a function of (x, y)."""
        for name, tone in (("k", k), ("s", s)):
            if tone is not None:
                tone = tone(self.x, self.y) if callable(tone) else tone
                plate = getattr(self, name)
                setattr(self, name, plate * (1 - mask) + np.clip(tone, 0, 1) * mask)

    def mask(self, draw, blur=0):
        """What `draw` paints white, twice as fine and then scaled down."""
        image = Image.new("L", (self.w * 2, self.h * 2))
        draw(ImageDraw.Draw(image))
        image = image.resize((self.w, self.h), Image.BOX)
        return np.asarray(image.filter(ImageFilter.GaussianBlur(blur)) if blur else image, np.float32) / 255

    def poly(self, points, k=None, s=None, blur=0):
        self.put(self.mask(lambda d: d.polygon([(2 * x, 2 * y) for x, y in points], fill=255), blur), k, s)

    def box(self, x, y, w, h, k=None, s=None, r=0, blur=0):
        self.put(self.mask(lambda d: d.rounded_rectangle([2 * x, 2 * y, 2 * (x + w), 2 * (y + h)], 2 * r, fill=255), blur), k, s)

    def oval(self, x, y, rx, ry=None, k=None, s=None, blur=0):
        ry = rx if ry is None else ry
        self.put(self.mask(lambda d: d.ellipse([2 * (x - rx), 2 * (y - ry), 2 * (x + rx), 2 * (y + ry)], fill=255), blur), k, s)

    def line(self, points, width, k=None, s=None, blur=0):
        def draw(d):
            scaled = [(2 * x, 2 * y) for x, y in points]
            d.line(scaled, fill=255, width=int(2 * width), joint="curve")
            for x, y in (scaled[0], scaled[-1]):
                d.ellipse([x - width, y - width, x + width, y + width], fill=255)
        self.put(self.mask(draw, blur), k, s)

    def ring(self, x, y, r, width, k=None, s=None):
        self.line([(x + r * math.cos(a), y + r * math.sin(a)) for a in np.linspace(0, math.tau, 73)], width, k, s)

    def light(self, x, y, r, strength=1.0, warm=0.0):
        """A lamp: takes black away around a point, and gives the spot colour there."""
        fall = np.clip(1 - np.hypot(self.x - x, self.y - y) / r, 0, 1) ** 1.5 * strength
        self.k *= 1 - fall
        self.s = np.clip(self.s + warm * fall, 0, 1)

    def screen(self, plate, angle, cell):
        """One plate's dots: ink where the tone is above the cell's own height there. The faintest tones are none, the deepest are full."""
        cos, sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))
        u, v = (self.x * cos + self.y * sin) / cell, (self.y * cos - self.x * sin) / cell
        height = 0.5 - (np.cos(math.tau * u) + np.cos(math.tau * v)) / 4
        return np.clip(((plate - 0.1) / 0.8 - height) * cell * 0.55 + 0.5, 0, 1)[..., None]

    def print(self, width, cell=11.5):
        """The sheet, printed `width` points wide: fewer and larger dots than the scene has points, which keeps the file small."""
        if width != self.w:
            sheet = Scene(width, round(self.h * width / self.w))
            for name in ("k", "s"):
                setattr(sheet, name, np.asarray(Image.fromarray(getattr(self, name)).resize((sheet.w, sheet.h), Image.BOX)))
            return sheet.print(width, cell)
        spot, black = self.screen(self.s, 75, cell), self.screen(self.k, 45, cell)
        sheet = PAPER * (1 - spot) + SPOT * spot
        sheet = sheet * (1 - black) + INK * black
        return Image.fromarray(np.clip(sheet, 0, 255).astype(np.uint8))


def down(top, bottom, fro=0.0, to=1.0):
    """A tone that goes evenly from `fro` at height `top` to `to` at `bottom`."""
    return lambda x, y: fro + (to - fro) * np.clip((y - top) / (bottom - top), 0, 1)

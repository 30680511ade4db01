"""Prints the bitmaps of Lantern Street: scenes in two inks, screened like a newspaper's.

    python3 -m pip install pillow numpy
    python3 -m prints [NAME…]

writes each picture beside the source that uses it. What `pictures.py` draws as lines is drawn here as light. Each file
carries the notes of an invented camera (EXIF with a place, and two of them a turn), as photographs do.
"""

import sys
from pathlib import Path

from PIL import Image

from . import places, things

CONTENT = Path(__file__).resolve().parent.parent / "content"

PRINTS = {
    "chapters/riverside.jpg": places.riverside, "chapters/chengdu.jpg": places.chengdu, "chapters/rotterdam.jpg": places.rotterdam,
    "drops/lamp-no-3.jpg": things.lamp_no_3, "drops/tag-book.jpg": things.tag_book, "drops/failures.jpg": things.failures, "drops/wax-thread.jpg": things.wax_thread,
    "drops/spoon-levers.jpg": things.spoons,
    "stories/radio-voice.jpg": things.radio_voice, "stories/cargo-bike.jpg": places.cargo_bike, "stories/sewing-machine.jpg": things.sewing_machine,
    "stories/lift.jpg": places.lift, "campaigns/stairs.jpg": places.stairs, "events/shed.jpg": places.shed, "events/clocks.jpg": things.clocks,
    "posts/clocks/mirror.jpg": things.mirror, "posts/clocks/alarm.jpg": things.alarm, "posts/clocks/cuckoo.jpg": things.cuckoo, "posts/toasters/toaster.jpg": things.toaster,
}

# Bytes that a picture may have.
LARGEST = 140_000

# Held sideways when they were taken: whoever shows them has to turn them.
TURNED = ("campaigns/stairs.jpg", "posts/clocks/alarm.jpg")


def notes(name):
    """What the invented camera wrote into the file: none of it may reach a reader."""
    exif = Image.Exif()
    exif[0x010E] = f"Lantern House, second floor: {name}"
    exif[0x010F], exif[0x0110], exif[0x013B] = "Paper Camera Works", "Halftone II", "whoever held the camera"
    exif[0x0112] = 6 if name in TURNED else 1
    exif.get_ifd(0x8769)[0x9003] = "2026:11:20 21:10:00"
    place = exif.get_ifd(0x8825)
    place[1], place[2], place[3], place[4] = "N", (31.0, 0.0, 0.0), "E", (121.0, 0.0, 0.0)
    return exif


def main(wanted):
    """Prints what is asked for, or everything, and says how large it came out."""
    for name, scene in PRINTS.items():
        if wanted and not any(part in name for part in wanted):
            continue
        drawn = scene()
        sheet = drawn.print(round(drawn.w * (0.8 if drawn.w > 640 else 1)))
        if name in TURNED:
            sheet = sheet.transpose(Image.Transpose.ROTATE_90)
        path = CONTENT / name
        path.parent.mkdir(parents=True, exist_ok=True)
        for quality in range(48, 20, -4):
            sheet.save(path, quality=quality, optimize=True, subsampling=2, exif=notes(name))
            if path.stat().st_size <= LARGEST:
                break
        print(f"{path.stat().st_size:7d}  content/{name}")


if __name__ == "__main__":
    main(sys.argv[1:])

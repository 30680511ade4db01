#!/usr/bin/env python3
"""Writes a site whose events come again in zones with odd rules, across their transitions: for `calendars.py`.

    calendar_site.py FOLDER

Each event has a calendar of its own, so that what is wrong is told by its zone and rule. The same every time.
"""
import os
import random
import sys
from datetime import datetime, timedelta

# Half an hour of summer; a summer that pauses; quarters; a day left out; half hours west; a summer at midnight; south and north.
ZONES = ("Australia/Lord_Howe", "Africa/Casablanca", "Asia/Kathmandu", "Pacific/Apia", "America/St_Johns", "Asia/Beirut",
         "Pacific/Chatham", "Europe/Dublin", "America/Asuncion", "Asia/Shanghai", "Antarctica/Troll", "UTC")
# Rule, and how many days lie between the first two starts where that is known. Each rule gives the start that is chosen for it.
RULES = (("FREQ=WEEKLY", 7), ("FREQ=DAILY;INTERVAL=5;COUNT=90", 5), ("FREQ=WEEKLY;INTERVAL=2;UNTIL=20271031", 14),
         ("FREQ=WEEKLY;BYDAY={day};COUNT=60", 7), ("FREQ=MONTHLY;BYDAY={nth}{day}", None), ("FREQ=MONTHLY;BYMONTHDAY={number}", None),
         ("FREQ=YEARLY", None), ("FREQ=MONTHLY;INTERVAL=2;BYDAY={nth}{day};UNTIL=20280131T000000Z", None))
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def front(title, start, zone, length, rule, extra):
    return (f'+++\ntitle = "{title}"\nstart = {start:%Y-%m-%dT%H:%M:%S}\ntimezone = "{zone}"\n{length}\nrrule = "{rule}"\n'
            f'updated = 2026-11-01T08:00:00Z\nvenue = {{ name = "Lantern House", address = "8 Canal Row; behind, the lock" }}\n{extra}+++\n')


def event(number, chance):
    zone, (rule, step) = ZONES[number % len(ZONES)], RULES[number % len(RULES)]
    start = datetime(2025, 1, 6) + timedelta(days=chance.randrange(700))
    start = start.replace(day=min(start.day, 28), hour=chance.choice((4, 9, 12, 19, 23)), minute=chance.choice((0, 15, 30)))
    rule = rule.format(day=DAYS[start.weekday()], nth=(start.day - 1) // 7 + 1, number=start.day)
    extra, tables = "", ""
    if step:
        at = lambda times: f"{start + timedelta(days=step * times):%Y-%m-%dT%H:%M:%S}"
        extra = f"exdate = [{at(3)}, {at(8)}]\nrdate = [{start + timedelta(days=2, hours=-2):%Y-%m-%dT%H:%M:%S}]\n"
        moved = start + timedelta(days=step * 5 + 1, hours=1)
        tables = (f'\n[[overrides]]\nrecurrence_id = {at(5)}\nstart = {moved:%Y-%m-%dT%H:%M:%S}\ntitle = "Moved, number {number}"\n'
                  f'\n[[overrides]]\nrecurrence_id = {at(6)}\nstatus = "cancelled"\nduration = "45m"\n')
    # An hour at which it ends is that of the clocks, however many there are in between.
    end = f"end = {start + timedelta(hours=chance.choice((2, 9, 26))):%Y-%m-%dT%H:%M:%S}"
    length = chance.choice((end, 'duration = "90m"'))
    return front(f"Number {number}", start, zone, length, rule, extra + tables)


# At hours that the clocks skip or show twice, which not every reader reads by RFC 5545 §3.3.5.
DOUBTFUL = ("Early birds", "Half an hour", "Night owls")
BY_HAND = {
    # A day that its zone left out.
    "apia": front("Over the line", datetime(2011, 12, 26, 10), "Pacific/Apia", 'duration = "1h"', "FREQ=DAILY;COUNT=9", ""),
    # Hours that the clocks skip, and hours that they show twice.
    "gap": front("Early birds", datetime(2026, 3, 1, 2, 30), "Europe/Berlin", 'duration = "1h"', "FREQ=DAILY;COUNT=60", ""),
    "fold": front("Night owls", datetime(2026, 10, 1, 2, 30), "Europe/Berlin", 'duration = "1h"', "FREQ=DAILY;COUNT=60", ""),
    "half-gap": front("Half an hour", datetime(2026, 9, 27, 2, 15), "Australia/Lord_Howe", 'duration = "15m"', "FREQ=WEEKLY;COUNT=40", ""),
    "days": '+++\ntitle = "Open days"\nstart = 2026-03-27\nend = 2026-03-28\nall_day = true\nrrule = "FREQ=WEEKLY;UNTIL=20270101"\n'
            'timezone = "Europe/Berlin"\nexdate = [2026-04-10]\nupdated = 2026-11-01T08:00:00Z\n\n[[overrides]]\nrecurrence_id = 2026-04-17\n'
            'start = 2026-04-19\n+++\n',
    "once": '+++\ntitle = "灯下不说话, once; and never\\\\again 🏮 and a title that is much longer than one line of a calendar may be"\n'
            'start = 2026-10-25T02:30:00+01:00\ntimezone = "Europe/Berlin"\nonline_url = "https://meet.example/a,b;c"\nmode = "mixed"\n+++\n',
    "added": '+++\ntitle = "When we find time"\nstart = 2026-11-27T19:30:00\ntimezone = "America/St_Johns"\n'
             'rdate = [2027-01-03T19:30:00, 2027-03-20T15:00:00, 2027-06-01T19:30:00]\nupdated = 2026-11-01T08:00:00Z\n+++\n',
}


def main():
    folder = sys.argv[1]
    events = os.path.join(folder, "content", "events")
    os.makedirs(events, exist_ok=True)
    with open(os.path.join(folder, "handbill.toml"), "w", encoding="utf-8") as fh:
        fh.write('handbill = 1\ntitle = "Odd hours"\nbase_url = "https://x.example/team/site/"\ntimezone = "Asia/Shanghai"\n')
    chance = random.Random(5545)
    texts = {f"number-{number:02}": event(number, chance) for number in range(24)}
    for name, text in {**texts, **BY_HAND}.items():
        with open(os.path.join(events, name + ".md"), "w", encoding="utf-8") as fh:
            fh.write(text)


if __name__ == "__main__":
    main()

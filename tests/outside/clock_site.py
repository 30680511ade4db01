#!/usr/bin/env python3
"""Writes a site of everything that moves with time, for `clock.mjs`: an event with all phases, weekly series of events and of
drops, a vote, a campaign.

    clock_site.py FOLDER        writes the sources
    clock_site.py --instants    prints when to build: first the build that readers open, then ten instants around an event and a drop
"""
import os
import sys

FIRST = "2026-11-23T00:00:00Z"
INSTANTS = [
    "2026-11-24T12:00:00Z",  # announced; the vote is open
    "2026-11-25T12:00:00Z",  # questions are open
    "2026-11-27T10:00:00Z",  # warm-up
    "2026-11-27T12:00:00Z",  # live
    "2026-11-27T14:00:00Z",  # over, the recap is promised
    "2026-11-30T00:00:00Z",  # past; the vote is closed
    "2026-12-01T04:00:00Z",  # the lamp: the first tier
    "2026-12-02T04:00:00Z",  # the second tier
    "2026-12-04T04:00:00Z",  # released
    "2026-12-11T00:00:00Z",  # ended; the campaign too
]

CONFIG = '''handbill = 1
title = "Lantern Street"
base_url = "https://lantern.example/"
timezone = "Asia/Shanghai"

[languages.zh]
title = "灯街"
label = "中文"

[posters]
formats = ["wide"]
'''


def event(title, start, more=""):
    return f'+++\ntitle = "{title}"\nstart = {start}\nupdated = 2026-11-01\n{more}+++\n\nWhat it is about.\n'


def drop(title, release, more=""):
    return f'+++\ntitle = "{title}"\nrelease_at = {release}\nupdated = 2026-11-01\nprice = "120"\ncurrency = "CNY"\n{more}+++\n\nWhat it is.\n'


def member(name, more=""):
    return f'+++\nname = "{name}"\nconsent = {{ granted = 2026-01-01, scopes = ["page", "photo", "poster", "feed"] }}\n{more}+++\n\nWho it is.\n'


SALON = ('hosts = ["wen"]\nspeakers = ["mo"]\nchapter = "river"\n' 'duration = "2h"\nmode = "mixed"\nonline_url = "https://meet.example/salon"\nquestions_url = "https://ask.example/salon"\n'
         'venue = { name = "Lantern House", address = "8 Canal Row" }\ncapacity = 40\nrsvp = { url = "https://rsvp.example/salon" }\n')
WEEKLY = ('hosts = ["mo"]\n' 'duration = "2h"\nseries = "mending"\nrrule = "FREQ=WEEKLY;COUNT=8"\nexdate = [2026-12-11T19:00]\nvenue = { name = "Shed" }\n'
          '[[overrides]]\nrecurrence_id = 2026-12-04T19:00\nstart = 2026-12-05T15:00\nnote = "A day later"\n'
          '[[overrides]]\nrecurrence_id = 2026-12-18T19:00\nstatus = "cancelled"\n')
LAMP = ('makers = ["wen", "mo"]\nchanges = [{ date = 2026-10-04, asked_by = "mo", what = "A longer cord" }]\nchapter = "river"\n' 'ends_at = 2026-12-10T20:00\nbuy_url = "https://shop.example/lamp"\n'
        'early_access = [{ tier = "founders", at = 2026-12-01T10:00, url = "https://shop.example/lamp/founders" }, { tier = "friends", at = 2026-12-02T10:00 }]\n'
        '[vote]\nurl = "https://vote.example/lamp"\nopens = 2026-11-24T00:00\ncloses = 2026-11-28T20:00\noptions = ["Amber", "Moss"]\n')
SERIES = 'series = "shelf"\n'
TIER = '+++\ntitle = "{}"\nprice = "{}"\ncurrency = "CNY"\nperiod = "month"\n+++\n'

FILES = {
    "handbill.toml": CONFIG,
    "content/about.md": '+++\ntitle = "About"\n+++\n\nSoon:\n\n::event{path="events/salon"}\n\n::drop{path="drops/lamp"}\n',
    "content/events/salon.md": event("Winter salon", "2026-11-27T19:30", SALON),
    "content/events/salon.zh.md": event("冬夜沙龙", "2026-11-27T19:30", SALON),
    "content/events/mending.md": event("Friday mending", "2026-10-30T19:00", WEEKLY),
    "content/events/market.md": event("Winter market", "2026-12-05", "end = 2026-12-06\nall_day = true\n"),
    "content/events/spring.md": event("Spring salon", "2027-03-19T19:30", 'duration = "2h"\nhosts = ["wen"]\n'),
    "content/events/spring.zh.md": event("春日沙龙", "2027-03-19T19:30", 'duration = "2h"\n'),
    "content/events/walk.md": event("Night walk", "2026-11-27T18:00", 'duration = "90m"\n'),
    "content/events/cancelled.md": event("Cancelled evening", "2026-11-28T19:30", 'status = "cancelled"\n'),
    "content/events/before.md": event("Autumn salon", "2026-10-16T19:30", 'duration = "2h"\n'),
    "content/events/long-ago.md": event("First salon", "2026-03-16T19:30", 'duration = "2h"\n'),
    "content/posts/autumn.md": '+++\ntitle = "How the autumn salon was"\ndate = 2026-10-18\nrecap_of = "events/before"\n+++\n\nWell.\n',
    "content/drops/lamp.md": drop("The paper lamp", "2026-12-03T10:00", SERIES + LAMP),
    "content/drops/lamp.zh.md": drop("纸灯", "2026-12-03T10:00", SERIES + LAMP),
    "content/drops/zine.md": drop("Zine one", "2026-11-26T10:00", SERIES + 'buy_url = "https://shop.example/zine"\n'),
    "content/drops/gone.md": drop("Autumn print", "2026-09-01T10:00", SERIES + "ends_at = 2026-10-01T10:00\n"),
    "content/drops/zine.zh.md": drop("小册子一", "2026-11-26T10:00", SERIES),
    # Sold out by hand: the next of its series until its day all the same.
    "content/drops/kept.md": drop("Kept hook", "2026-11-30T07:00", SERIES + 'state = "sold_out"\n'),
    "content/drops/bell.md": drop("The bell", "2026-12-10T10:00", SERIES),
    "content/drops/off.md": drop("Taken back", "2026-12-05T10:00", SERIES + 'state = "withdrawn"\n'),
    "content/drops/sold.md": drop("Brass hook", "2026-09-10T10:00", 'state = "sold_out"\n'),
    "content/tiers/founders.md": TIER.format("Founders", 60),
    "content/tiers/friends.md": TIER.format("Friends", 20),
    "content/members/wen.md": member("Wen Lan", 'chapter = "river"\n'),
    "content/members/wen.zh.md": member("温岚"),
    "content/members/mo.md": member("Mo Tan", 'referred_by = "wen"\n'),
    "content/chapters/river.md": '+++\ntitle = "River"\nleads = ["wen"]\n+++\n\nNext:\n\n::event{path="events/mending"}\n',
    "content/stories/voice.md": '+++\ntitle = "The voice"\ndate = 2026-11-02\npeople = ["mo"]\nevent = "events/salon"\ndrop = "drops/lamp"\n+++\n\nIt spoke.\n',
    "content/stories/jacket.md": '+++\ntitle = "The jacket"\ndate = 2026-11-03\npeople = ["mo"]\nevent = "events/mending"\n+++\n\nIt held.\n',
    "content/posters/shed.md": '+++\ntitle = "In the shed"\ntarget = "events/mending"\nplacements = [{ id = "door", label = "The door" }]\n+++\n',
    "content/posters/doors.md": '+++\ntitle = "On doors"\ntarget = "events/salon"\nplacements = [{ id = "cafe", label = "The café" }]\n+++\n',
    "content/posters/lamps.md": '+++\ntitle = "On lamps"\ntarget = "drops/lamp"\nplacements = [{ id = "shop", label = "The shop" }]\n+++\n',
    "content/campaigns/roof.md": '+++\ntitle = "A roof for the shed"\nchapter = "river"\ngoal = 8000\nunit = "CNY"\ndeadline = 2026-12-05\npledge_url = "https://pledge.example/roof"\n'
                                 "progress = { raised = 5200, backers = 61, as_of = 2026-11-19 }\n+++\n\nIt rains in.\n",
}


def main():
    if sys.argv[1] == "--instants":
        print("\n".join([FIRST, *INSTANTS]))
        return
    for path, text in FILES.items():
        path = os.path.join(sys.argv[1], path)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as fh:
            fh.write(text)


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Reads every calendar of a built site as other people's programs do, and compares what happens when.

    calendars.py OUT --base-url URL [--occurrences FILE]

Form: lines of at most 75 octets that end in CRLF and split no character, no complaint of `icalendar`, what RFC 5545 and
RFC 7986 require, one entry for each UID and occurrence, a VTIMEZONE for each TZID and none beside, addresses of the
site that lead to its files. Occurrences: FILE is what `examples/occurrences.rs` printed of the same site at the same instant;
`icalendar` with `recurring-ical-events`, and `ical.js` by the zones in the file alone, must find the same, instant by instant.
"""
import argparse
import collections
import json
import os
import re
import subprocess
import sys
import zoneinfo
from datetime import date, datetime, timedelta, timezone

import icalendar
import recurring_ical_events

from calendar_site import DOUBTFUL
from output import Findings, Output

HERE = os.path.dirname(os.path.abspath(__file__))
# The zones of the pinned package, not those of this machine.
zoneinfo.reset_tzpath(to=[])


def form(found, name, raw):
    if not raw.endswith(b"\r\n") or b"\n" in raw.replace(b"\r\n", b"") or b"\r" in raw.replace(b"\r\n", b""):
        found.add(name, "has a line that does not end in CRLF")
    for line in raw.split(b"\r\n"):
        if len(line) > 75:
            found.add(name, f"has a line of {len(line)} octets")
        try:
            line.decode("utf-8")
        except UnicodeDecodeError:
            found.add(name, "splits a character between two lines")


def address(out, found, name, what, url):
    url = str(url)
    if not re.match(r"[a-z]+:[!-~]+$", url):
        found.add(name, f"{what} {url!r} is no absolute address")
    elif out.own(url):
        _, _, why = out.resolve("index.html", url)
        if why:
            found.add(name, f"{what} {url!r}: {why}")


def one(component, found, name, required):
    keys = [key for key, _ in component.property_items(recursive=False)]
    for key in required:
        if keys.count(key) != 1:
            found.add(name, f"{component.name} has not one {key}")


def content(out, found, name, calendar):
    """What the standards require of a calendar and its entries."""
    for component in calendar.walk():
        for key, why in component.errors:
            found.add(name, f"{component.name} {key}: {why}")
    one(calendar, found, name, ("VERSION", "PRODID"))
    subscribed = not name.endswith("/event.ics")
    for key in ("NAME", "X-WR-CALNAME", "URL", "SOURCE", "REFRESH-INTERVAL", "X-PUBLISHED-TTL"):
        if subscribed and key not in calendar:
            found.add(name, f"the calendar has no {key}")
    for key in ("URL", "SOURCE"):
        if key in calendar:
            address(out, found, name, key, calendar[key])
    zones = {str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")}
    used, known = set(), set()
    for event in calendar.walk("VEVENT"):
        one(event, found, name, ("UID", "DTSTAMP", "DTSTART", "SUMMARY", "STATUS", "SEQUENCE", "URL"))
        start = event.get("DTSTART")
        if start is None:
            continue
        for key, value in event.property_items(recursive=False):
            if hasattr(value, "params") and "TZID" in value.params:
                used.add(str(value.params["TZID"]))
        identity = (str(event.get("UID")), str(event["RECURRENCE-ID"].dt) if "RECURRENCE-ID" in event else None)
        if identity in known:
            found.add(name, f"the entry {identity} stands twice")
        known.add(identity)
        if event["DTSTAMP"].dt.tzinfo is None or event["DTSTAMP"].dt.utcoffset():
            found.add(name, "DTSTAMP is not in UTC")
        if "DTEND" in event and (type(event["DTEND"].dt) is not type(start.dt) or event["DTEND"].dt <= start.dt):
            found.add(name, f"{event['SUMMARY']!r} ends before it starts")
        if event["STATUS"] not in ("CONFIRMED", "TENTATIVE", "CANCELLED"):
            found.add(name, f"STATUS cannot be {event['STATUS']}")
        for key in ("URL", "IMAGE"):
            if key in event:
                address(out, found, name, key, event[key])
        rule = event.get("RRULE")
        for until in (rule or {}).get("UNTIL", []):
            if isinstance(until, datetime) != isinstance(start.dt, datetime) or (
                    isinstance(until, datetime) and until.tzinfo is None):
                found.add(name, "UNTIL has not the form that DTSTART asks for")
    if used != zones:
        found.add(name, f"has the zones {sorted(zones)} and uses {sorted(used)}")


def moment(at):
    if isinstance(at, datetime):
        return at.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    return at.isoformat()


def by_python(calendar, until):
    """What `recurring-ical-events` finds: start, end, title."""
    for event in recurring_ical_events.of(calendar, keep_recurrence_attributes=True).between(datetime(1990, 1, 1, tzinfo=timezone.utc), until):
        start = event["DTSTART"].dt
        # A copy of an entry without an end is given one.
        yield moment(start), moment(event["DTEND"].dt) if "DTEND" in event and event["DTEND"].dt != start else "-", str(event["SUMMARY"])


def compare(found, name, who, theirs, ours, last):
    """Both up to the horizon; an end that one does not tell is not compared."""
    def kept(all_of):
        return collections.Counter((start, title) for start, _, title in all_of if start <= last)
    # What is given twice for one instant happens once.
    mine, other = set(kept(ours)), set(kept(theirs))
    for start, title in sorted(mine - other)[:5]:
        found.add(name, f"{who} does not find {title!r} at {start}")
    for start, title in sorted(other - mine)[:5]:
        found.add(name, f"{who} finds {title!r} at {start}, where Handbill has none")
    ends = {(start, title): end for start, end, title in ours}
    for start, end, title in theirs:
        known = ends.get((start, title), "-")
        if end != "-" and known != "-" and end != known and title not in DOUBTFUL:
            found.add(name, f"{who} ends {title!r} of {start} at {end}, not at {known}")


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("out")
    arguments.add_argument("--base-url", required=True)
    arguments.add_argument("--occurrences")
    args = arguments.parse_args()
    out, found = Output(args.out, args.base_url), Findings("calendars")
    names = out.names(".ics")
    ours, horizon = collections.defaultdict(list), None
    if args.occurrences:
        with open(args.occurrences, encoding="utf-8") as fh:
            horizon = fh.readline().strip()
            for line in fh:
                name, start, end, title = line.rstrip("\n").split("\t")
                ours[name].append((start, end, title))
        for name in sorted(set(ours) ^ set(names)):
            found.add(name, "is a calendar to one side alone")
    until = datetime.fromisoformat(horizon.replace("Z", "+00:00")) if horizon else None
    count = 0
    for name in names:
        raw = out.read(name)
        form(found, name, raw)
        try:
            calendar = icalendar.Calendar.from_ical(raw)
        except ValueError as why:
            found.add(name, f"icalendar cannot read it: {why}")
            continue
        content(out, found, name, calendar)
        if until:
            theirs = list(by_python(calendar, until + timedelta(days=1)))
            compare(found, name, "recurring-ical-events", theirs, ours[name], horizon)
            count += len(theirs)
    if until and names:
        paths = {os.path.join(args.out, name): name for name in names}
        p = subprocess.run(["node", os.path.join(HERE, "calendars.mjs"), horizon, *paths], capture_output=True, text=True)
        if p.returncode:
            sys.exit(p.stderr)
        theirs = collections.defaultdict(list)
        for line in p.stdout.splitlines():
            told = json.loads(line)
            if "error" in told:
                found.add(paths[told["file"]], f"ical.js: {told['error']}")
            else:
                theirs[paths[told["file"]]].append((told["start"], told["end"] or "-", told["title"]))
        for name in names:
            # It reads hours that the clocks skip or show twice otherwise than RFC 5545 §3.3.5.
            clear = [[told for told in side[name] if told[2] not in DOUBTFUL] for side in (theirs, ours)]
            compare(found, name, "ical.js", *clear, horizon)
    return found.end(f"{len(names)} calendars, {count} occurrences")


if __name__ == "__main__":
    sys.exit(main())

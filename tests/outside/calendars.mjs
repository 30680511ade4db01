// Reads calendars with ical.js: prints each occurrence up to an instant as JSON lines.
//
//     node calendars.mjs UNTIL FILE…
//
// Times are converted by the VTIMEZONE of the file itself: nothing here knows a time zone.
import { readFileSync } from "node:fs";
import ICAL from "ical.js";

const [until, ...files] = process.argv.slice(2);
const last = new Date(until).getTime();

function moment(time) {
  if (!time) return null;
  if (time.isDate) return time.toString();
  return time.toJSDate().toISOString().replace(".000Z", "Z");
}

for (const file of files) {
  const say = (what) => console.log(JSON.stringify({ file, ...what }));
  try {
    const calendar = new ICAL.Component(ICAL.parse(readFileSync(file, "utf8")));
    const events = calendar.getAllSubcomponents("vevent");
    for (const component of events) {
      if (component.hasProperty("recurrence-id")) continue;
      const uid = component.getFirstPropertyValue("uid");
      const changed = events.filter((one) => one.hasProperty("recurrence-id") && one.getFirstPropertyValue("uid") === uid);
      const event = new ICAL.Event(component, { exceptions: changed });
      const hasEnd = (item) => item.component.hasProperty("dtend") || item.component.hasProperty("duration");
      const tell = (start, end, item) => say({ start: moment(start), end: hasEnd(item) ? moment(end) : null, title: item.summary });
      if (!event.isRecurring()) {
        tell(event.startDate, event.endDate, event);
        continue;
      }
      const walk = event.iterator();
      const told = new Set();
      for (let next = walk.next(), count = 0; next && count < 20000; next = walk.next(), count++) {
        if (next.toJSDate().getTime() > last + 40 * 86400000) break;
        const { startDate, endDate, item } = event.getOccurrenceDetails(next);
        told.add(next.toString());
        tell(startDate, endDate, item);
      }
      // What was moved from beyond the instant is told too.
      for (const one of changed) {
        const id = one.getFirstPropertyValue("recurrence-id");
        if (!told.has(id.toString())) {
          const item = new ICAL.Event(one);
          tell(item.startDate, item.endDate, item);
        }
      }
    }
  } catch (error) {
    say({ error: String(error) });
  }
}

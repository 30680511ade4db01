// Brings a page to the present. The press prints what held when it ran, and beside it what will hold from which instant on;
// this moves the page along, at once and whenever such an instant comes. It never goes back behind what was printed, and
// shows nothing that is not in the page already: what is secret waits for the next run of the press.
(() => {
  const all = (selector) => Array.from(document.querySelectorAll(selector));
  const words = (text) => (text || "").split(/[\s.]+/).filter(Boolean);
  const meet = (some, others) => some.some((word) => others.includes(word));
  const lang = document.documentElement.lang;

  // Stages: `data-turns="INSTANT WORDS INSTANT WORDS …"`.
  const stages = new Map();
  for (const element of all("[data-turns]")) {
    const parts = element.dataset.turns.trim().split(/\s+/);
    const turns = [];
    for (let i = 0; i + 1 < parts.length; i += 2) {
      const at = Date.parse(parts[i]);
      if (at) turns.push({ at, says: words(parts[i + 1]) });
    }
    turns.sort((one, other) => one.at - other.at);
    stages.set(element, { element, turns, faces: [], place: stages.size });
  }
  for (const face of all("[data-when]")) {
    const stage = stages.get(face.closest("[data-turns]"));
    if (stage) stage.faces.push(face);
  }

  // Lists of stages: `data-takes`. What stands in a list and has not turned since fits in it, but for what was printed hidden.
  const lists = all("[data-takes]").map((element) => ({
    element,
    takes: words(element.dataset.takes),
    most: parseInt(element.dataset.show, 10) || Infinity,
    instead: Array.from(element.parentNode.children).find((other) => "empty" in other.dataset),
    section: element.closest("section"),
  }));
  const rows = new Map();
  for (const { element, takes, most } of lists) {
    for (const row of element.children) {
      const state = row.dataset.phase || row.dataset.state;
      rows.set(row, !row.hidden || (most < Infinity && (!state || takes.includes(state))) ? takes : words(state));
    }
  }

  const turn = ({ stage, says }) => {
    const { element, faces } = stage;
    element.dataset["phase" in element.dataset ? "phase" : "state"] = says[0];
    for (const face of faces) face.hidden = !meet(words(face.dataset.when), says);
    if (!rows.has(element)) return;
    rows.set(element, says);
    // The list that takes it: its own, the next one on the page, or one before.
    const own = lists.findIndex((list) => list.element === element.parentNode);
    const others = lists.slice(own).concat(lists.slice(0, own));
    const to = others.find((list) => meet(list.takes, says));
    if (to && to !== others[0]) to.element.prepend(element);
  };

  const arrange = () => {
    const open = new Map();
    for (const { element, takes, most, instead, section } of lists) {
      let shown = 0;
      for (const row of element.children) {
        const says = rows.get(row);
        row.hidden = shown >= most || !(says === takes || meet(says, takes));
        if (!row.hidden) shown++;
      }
      element.hidden = !shown;
      if (instead) instead.hidden = shown > 0;
      if (section) open.set(section, open.get(section) || !!instead || shown > 0);
    }
    open.forEach((is, section) => (section.hidden = !is));
  };

  // What the reader looks at and where they are in it stay as they were, whatever moves above.
  const steady = (work) => {
    const focus = document.activeElement;
    const seen = scrollY > 0 && document.elementFromPoint(innerWidth / 2, innerHeight / 3);
    const row = seen && seen.closest("[data-takes] > *");
    const list = row && row.parentNode;
    const top = seen && seen.getBoundingClientRect().top;
    work();
    if (focus !== document.activeElement && focus.isConnected) focus.focus({ preventScroll: true });
    // Who looks at a row that goes elsewhere does not go with it.
    const stays = seen && seen.getClientRects().length && (!row || row.parentNode === list);
    try {
      // The theme scrolls smoothly otherwise, and readers would see it.
      if (stays) scrollBy({ top: seen.getBoundingClientRect().top - top, behavior: "instant" });
    } catch {
      // An old browser takes no such wish: the page is right all the same.
    }
  };

  // `data-count="INSTANT"`: how long it is until then; the milliseconds until it has to be said anew.
  const count = (element, now) => {
    const at = Date.parse(element.dataset.count);
    const left = at - now;
    element.hidden = true;
    if (!(left > 0)) return Infinity;
    const day = (time) => new Date(time).setHours(0, 0, 0, 0);
    const days = Math.round((day(at) - day(now)) / 864e5);
    const hours = Math.floor(left / 36e5);
    const [n, unit] = days > 1 ? [days, "day"] : hours ? [hours, "hour"] : [Math.ceil(left / 6e4), "minute"];
    element.textContent = new Intl.RelativeTimeFormat(lang).format(n, unit);
    element.hidden = false;
    return days > 1 ? new Date(now).setHours(24, 0, 0, 0) - now : (left % (hours ? 36e5 : 6e4)) + 1;
  };

  // `data-local="INSTANT" data-zone data-text`: the hour where the reader is, if it is another one there.
  const local = (element) => {
    const at = Date.parse(element.dataset.local);
    const parts = { month: "short", day: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
    const say = (more) => new Intl.DateTimeFormat(lang === "en" ? "en-GB" : lang, Object.assign({}, parts, more)).format(at);
    const zone = { timeZone: element.dataset.zone };
    element.hidden = say() === say(zone);
    const day = { hour: undefined, minute: undefined };
    const same = say(day) === say(Object.assign(zone, day));
    const time = same ? say({ month: undefined, day: undefined }) : say({ weekday: "short" });
    element.textContent = element.dataset.text.replace("{time}", () => time);
  };

  // What a browser does not know how to do, or what somebody wrote wrongly, leaves its element as it was printed.
  const each = (selector, work) => {
    for (const element of all(selector)) {
      try {
        work(element);
      } catch {
        element.hidden = true;
      }
    }
  };

  let timer;
  const bring = () => {
    clearTimeout(timer);
    const now = Date.now();
    let next = Infinity;
    const due = [];
    stages.forEach((stage) => {
      const { turns } = stage;
      while (turns.length && turns[0].at <= now) due.push(Object.assign(turns.shift(), { stage }));
      if (turns.length) next = Math.min(next, turns[0].at - now);
    });
    if (due.length) {
      // Each in its turn, as if the page had been open all along; at one instant the first row comes to stand first.
      due.sort((one, other) => one.at - other.at || other.stage.place - one.stage.place);
      steady(() => {
        due.forEach(turn);
        arrange();
      });
    }
    each("[data-count]", (element) => (next = Math.min(next, count(element, now))));
    // A browser takes a longer time for none at all.
    if (next < Infinity) timer = setTimeout(bring, Math.min(next, 2147483647));
  };

  bring();
  each("[data-local]", local);
  for (const element of all("[data-as-of]")) element.hidden = true;
  // A timer sleeps while the machine does, and a page comes back as it was left.
  document.addEventListener("visibilitychange", bring);
  addEventListener("pageshow", bring);
})();

// What the theme's script for time must do, one rule after the other, on pages written by hand: for `clock.mjs`.
//
// A case is a `main`, its language, the reader's zone, and steps: when it is, and what `main` then shows. The clock of one
// page goes on from step to step. `first` runs before the page's script, `act` before a step is looked at, `more` looks further.
const HEAD = '<meta charset="utf-8"><title>T</title><link rel="icon" href="data:,"><style>main{line-height:30px}</style>';

export const page = ({ main, lang = "en" }) =>
  `<!doctype html><html lang="${lang}"><head>${HEAD}<script src="time.js" defer></script></head><body><main>${main}</main></body></html>`;

const EVENT = '<article data-phase="announced" data-turns="2026-11-27T09:30:00Z warmup 2026-11-27T11:30:00Z live.near 2026-11-27T13:30:00Z past.over">'
  + '<p data-when="announced warmup">to come</p><p data-when="near" hidden>here</p><p data-when="over" hidden>over</p><p data-when="announced">ask</p></article>';
const row = (name, turns, phase = "scheduled") => `<li data-phase="${phase}" data-turns="${turns}"><a href="#">${name}</a></li>`;
const LISTS = '<section><h2>Coming</h2><ol data-takes="scheduled live">'
  + row("one", "2026-11-01T00:00:00Z live 2026-11-02T00:00:00Z past.over") + row("two", "2026-11-03T00:00:00Z live 2026-11-04T00:00:00Z past.over")
  + '</ol><p data-empty hidden>Nothing comes.</p></section><section hidden><h2>Past</h2><ol data-takes="past"></ol></section>';
const FEW = '<section><h2>Next</h2><ol data-takes="scheduled" data-show="2">'
  + ["a", "b", "c", "d"].map((name, i) => row(name, `2026-11-0${i + 1}T00:00:00Z past`).replace("<li", i > 1 ? "<li hidden" : "<li")).join("")
  + "</ol></section><p>end</p>";
const LOCAL = '<p>19:30 <span data-local="2026-11-27T11:30:00Z" data-zone="Asia/Shanghai" data-text="{time} where you are" hidden></span></p>';
const COUNT = '<p>Soon <span data-count="2026-11-27T11:30:00Z" hidden></span></p>';
const TALL = `<div>${"<p>up</p>".repeat(40)}</div>`;

export const RULES = [
  { name: "nothing turns before its instant", main: EVENT, steps: [["2026-11-27T09:29:59Z", "to come ask"]] },
  { name: "nothing goes back behind what was printed", main: EVENT, steps: [["2001-01-01T00:00:00Z", "to come ask"]] },
  { name: "what holds now is shown at once", main: EVENT, steps: [["2026-11-27T12:00:00Z", "here"]],
    more: () => document.querySelector("article").dataset.phase === "live" },
  { name: "an open page moves on by itself", main: EVENT,
    steps: [["2026-11-27T09:00:00Z", "to come ask"], ["2026-11-27T09:30:00Z", "to come"], ["2026-11-27T11:30:00Z", "here"], ["2026-11-28T00:00:00Z", "over"]] },
  { name: "a page waits longer than a timer can", main: EVENT, steps: [["2026-09-01T00:00:00Z", "to come ask"], ["2026-11-27T11:30:10Z", "here"]] },
  { name: "a clock that is put back changes nothing", main: EVENT, steps: [["2026-11-27T12:00:00Z", "here"]],
    act: () => { Date.now = () => 0; document.dispatchEvent(new Event("visibilitychange")); } },
  { name: "a stage in a stage has words of its own",
    main: '<div data-state="open" data-turns="2026-11-01T00:00:00Z closed"><p data-when="open">outer open</p><div data-state="open" data-turns="2026-11-05T00:00:00Z closed">'
      + '<p data-when="open">inner open</p><p data-when="closed" hidden>inner closed</p></div></div>',
    steps: [["2026-11-02T00:00:00Z", "inner open"], ["2026-11-06T00:00:00Z", "inner closed"]],
    more: () => [...document.querySelectorAll("[data-turns]")].every((stage) => stage.dataset.state === "closed") },
  { name: "rows go to the list that takes them, the last one first", main: LISTS,
    steps: [["2026-10-31T00:00:00Z", "Coming one two"], ["2026-11-01T12:00:00Z", "Coming one two"], ["2026-11-02T00:00:00Z", "Coming two Past one"],
      ["2026-11-05T00:00:00Z", "Coming Nothing comes. Past two one"]] },
  { name: "several rows that turned go in the order of their instants", main: LISTS, steps: [["2026-11-05T00:00:00Z", "Coming Nothing comes. Past two one"]] },
  { name: "a row stands where it went when it went, whatever it turned to since",
    main: '<section><ol data-takes="scheduled">' + row("one", "2026-11-01T00:00:00Z recap 2026-11-05T00:00:00Z past") + row("two", "2026-11-02T00:00:00Z past")
      + row("three", "2026-11-02T00:00:00Z past") + '</ol></section><section hidden><ol data-takes="recap past"></ol></section>', steps: [["2026-11-06T00:00:00Z", "two three one"]] },
  { name: "a reserve fills a list, and a list without rows takes its section along", main: FEW,
    steps: [["2026-10-31T00:00:00Z", "Next a b end"], ["2026-11-01T00:00:00Z", "Next b c end"], ["2026-11-03T00:00:00Z", "Next d end"], ["2026-11-04T00:00:00Z", "end"]] },
  { name: "a row that fits again comes back", main: '<section><ol data-takes="announced">' + row("weekly", "2026-11-01T00:00:00Z recap 2026-11-03T00:00:00Z announced", "announced")
      + "</ol></section><p>end</p>", steps: [["2026-10-31T00:00:00Z", "weekly end"], ["2026-11-01T00:00:00Z", "end"], ["2026-11-03T00:00:00Z", "weekly end"]] },
  { name: "rows that do not turn stay", main: '<section><ol data-takes="scheduled"><li>plain</li>' + row("one", "2026-11-01T00:00:00Z past") + "</ol></section>",
    steps: [["2026-11-02T00:00:00Z", "plain"]] },
  { name: "days, hours and minutes are counted down", main: COUNT, zone: "Asia/Shanghai",
    steps: [["2026-11-24T11:00:00Z", "Soon in 3 days"], ["2026-11-25T00:00:00Z", "Soon in 2 days"], ["2026-11-26T20:00:00Z", "Soon in 15 hours"],
      ["2026-11-27T11:00:00Z", "Soon in 30 minutes"], ["2026-11-27T11:29:30Z", "Soon in 1 minute"], ["2026-11-27T11:30:00Z", "Soon"]] },
  { name: "days are counted in Chinese", main: COUNT, lang: "zh", zone: "Asia/Shanghai", steps: [["2026-11-24T11:00:00Z", "Soon 3天后"]] },
  { name: "the hour of another place is the reader's as well", main: LOCAL, zone: "Europe/Berlin", steps: [["2026-11-01T00:00:00Z", "19:30 12:30 where you are"]] },
  { name: "the day of another place too", main: LOCAL, zone: "Pacific/Auckland", steps: [["2026-11-01T00:00:00Z", "19:30 Sat 28 Nov, 00:30 where you are"]] },
  { name: "and in Chinese", main: LOCAL, lang: "zh", zone: "Pacific/Auckland", steps: [["2026-11-01T00:00:00Z", "19:30 11月28日周六 00:30 where you are"]] },
  { name: "a place with the same hour is told nothing", main: LOCAL, zone: "Asia/Manila", steps: [["2026-11-01T00:00:00Z", "19:30"]] },
  { name: "as of when a page was printed is gone once it is of now", main: "<p data-as-of>As of then</p><p>text</p>", steps: [["2026-11-01T00:00:00Z", "text"]] },
  { name: "what is written wrongly harms nothing else",
    main: '<p data-turns="soon" data-state="a">a</p><p data-turns="2026-13-77T00:00:00Z b" data-state="a">b</p><p data-turns="" data-when="">c</p>'
      + '<ol data-takes="" data-show="many"><li data-turns="2026-11-01T00:00:00Z">d</li></ol><span data-count="never" hidden>e</span>'
      + `<span data-local="never" data-zone="No/Where" hidden></span>${EVENT}`,
    steps: [["2026-11-27T12:00:00Z", "a b c d here"]] },
  { name: "an old browser is told less", main: EVENT + COUNT + LOCAL, zone: "Europe/Berlin",
    first: () => { delete Intl.RelativeTimeFormat; Intl.DateTimeFormat = () => { throw new Error("no"); }; },
    steps: [["2026-11-27T10:00:00Z", "to come Soon 19:30"], ["2026-11-27T12:00:00Z", "here Soon 19:30"]] },
  { name: "who reads does not lose the place", main: LISTS + TALL + '<p id="Place">place</p>' + TALL, steps: [["2026-10-31T00:00:00Z", null], ["2026-11-05T00:00:00Z", null]],
    act: () => {
      const place = document.getElementById("Place");
      if (!window.from) { place.scrollIntoView({ block: "center" }); window.from = place.getBoundingClientRect().top; }
    },
    more: () => Math.abs(document.getElementById("Place").getBoundingClientRect().top - window.from) < 2 },
  { name: "who has the focus keeps it", main: LISTS, steps: [["2026-10-31T00:00:00Z", "Coming one two"], ["2026-11-02T00:00:00Z", "Coming two Past one"]],
    act: () => { if (!window.from) { document.querySelector("a").focus(); window.from = 1; } },
    more: () => document.activeElement.textContent === "one" },
];

// Opens pages at other instants than they were built at: the theme's script must make of them what a build then prints.
//
//     node clock.mjs --script FILE
//     node clock.mjs --built-at INSTANT=OUT … [--on-disk OUT] [--zone ZONE]
//
// `--script` tries the script rule by rule (`clock_rules.mjs`). Otherwise the pages of the first OUT are opened with the clock
// set to each other instant, and what is read in `main` is compared with the page in the OUT of that instant, scripts off. Left out
// of both are what only the reader's clock and place say (countdowns, the reader's own hour, as of when a page is) and the
// addresses of shops, which only a build may show. At the first instant, and before it, a page says what it was printed with.
// `--on-disk` is the build of the first instant for a disk: its main pages are opened as files, and must move on as the others do.
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { RULES, page as pageOf } from "./clock_rules.mjs";
import { every, serve } from "./pages.mjs";

const ORIGIN = "http://clock.example/";
const POLICY = "default-src 'none'; script-src 'self'; style-src 'unsafe-inline'; img-src data:";
const findings = [];
let looked = 0;
const find = (where, what) => { findings.push(`${where}: ${what}`); console.log(`${where}: ${what}`); };
const plain = (text) => text.replace(/[\s\u200b]+/gu, " ").trim();

/** `work`, or an error after so many seconds: a script that wakes all the time lets its page never end. */
function within(seconds, work) {
  let timer;
  const late = new Promise((_, fail) => { timer = setTimeout(() => fail(new Error(`no end after ${seconds} s`)), seconds * 1000); });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

/** Everything that a page says besides its words: no console message, no error, no request to elsewhere. */
function listen(page, origin) {
  const said = [];
  page.on("console", (m) => said.push(`console ${m.type()}: ${m.text()}`));
  page.on("pageerror", (e) => said.push(`script error: ${e.message}`));
  page.on("request", (r) => { if (!r.url().startsWith(origin) && !r.url().startsWith("data:")) said.push(`request to ${r.url()}`); });
  return said;
}

/** One rule: each step of it, on one page whose clock goes on. */
async function rule(browser, script, { name, zone = "UTC", steps, first, act, more, ...what }) {
  const context = await browser.newContext({ timezoneId: zone, viewport: { width: 600, height: 400 } });
  await context.route("**/*", (route) => route.fulfill(route.request().url().endsWith(".js")
    ? { contentType: "text/javascript", body: script }
    : { contentType: "text/html; charset=utf-8", headers: { "content-security-policy": POLICY }, body: pageOf(what) }));
  const page = await context.newPage();
  const said = listen(page, ORIGIN);
  // The driver's clock runs until it is stopped, and cannot be stopped at what has passed meanwhile.
  await page.clock.install({ time: new Date(Date.parse(steps[0][0]) - 3_600_000) });
  await page.clock.pauseAt(new Date(Date.parse(steps[0][0]) + 1));
  if (first) await page.addInitScript(first);
  await page.goto(ORIGIN);
  let at = Date.parse(steps[0][0]) + 1;
  for (const [when, expected] of steps) {
    // Timers of three weeks need several goes; each wakes for what is due.
    for (const to = Date.parse(when) + 1; at < to; at += Math.min(to - at, 2_000_000_000)) await page.clock.runFor(Math.min(to - at, 2_000_000_000));
    if (act) await page.evaluate(act);
    looked++;
    const text = plain(await page.evaluate(() => document.querySelector("main").innerText));
    if (expected !== null && text !== expected) find(`rule “${name}”`, `at ${when} the page says “${text}”, not “${expected}”`);
  }
  if (more && !(await page.evaluate(more))) find(`rule “${name}”`, "does not hold");
  for (const what of new Set(said)) find(`rule “${name}”`, what);
  await context.close();
}

/** What a reader reads in `main`, and the state that its colours go by. Only their own clock says the rest. */
function read() {
  for (const element of document.querySelectorAll("[data-count], [data-local], [data-as-of]")) element.remove();
  // Secret until its instant: only a build shows the address of a shop.
  for (const link of document.querySelectorAll('main a[href^="https://shop.example/"], main .awaits')) link.remove();
  const main = document.querySelector("main");
  return `[${main.dataset.phase || main.dataset.state || ""}] ${main.innerText}`;
}

/** Where two texts part, with some words around. */
function parting(one, other) {
  let i = 0;
  while (i < one.length && one[i] === other[i]) i++;
  const around = (text) => `…${text.slice(Math.max(0, i - 60), i + 90)}…`;
  return `“${around(one)}”, not “${around(other)}”`;
}

/** The words of every page of an output, opened at an instant. */
async function words(browser, origin, files, at, { scripts = true, zone = "UTC" } = {}) {
  const context = await browser.newContext({ timezoneId: zone, javaScriptEnabled: scripts, viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  const said = listen(page, origin);
  if (scripts) await page.clock.setFixedTime(new Date(at));
  const found = new Map();
  for (const file of files) {
    await page.goto(origin + encodeURI(file), { waitUntil: "load" });
    looked++;
    // The driver may look where the page's own scripts are off.
    found.set(file, plain(await page.evaluate(read)));
    for (const what of new Set(said.splice(0))) find(`${file} at ${at}`, what);
  }
  await context.close();
  return found;
}

function compare(name, files, pages, built) {
  for (const file of files) {
    if (pages.get(file) !== built.get(file)) find(`${file} ${name}`, `the page says ${parting(pages.get(file), built.get(file))}`);
  }
}

async function site(browser, first, out, others, zone) {
  const { port, stop } = await serve(out, "/");
  const origin = `http://127.0.0.1:${port}/`;
  try {
    const files = every(out).map((page) => page.file.replace(/index\.html$/, ""));
    const printed = await words(browser, origin, files, first, { scripts: false });
    for (const [name, at] of [["when it is built", first], ["days before it was built", "2026-11-17T00:00:00Z"], ["years before it was built", "2020-02-29T12:00:00Z"]]) {
      compare(name, files, await words(browser, origin, files, at, { zone }), printed);
    }
    for (const [at, other] of others) {
      const host = await serve(other, "/");
      try {
        const both = files.filter((file) => existsSync(join(other, file, "index.html")));
        const built = await words(browser, `http://127.0.0.1:${host.port}/`, both, at, { scripts: false });
        compare(`at ${at}`, both, await words(browser, origin, both, at, { zone }), built);
      } finally { host.stop(); }
    }
    await zones(browser, origin, first);
  } finally { stop(); }
}

/** The pages that move most, opened as files: no host, no scripts from anywhere but beside them. */
const ON_DISK = ["", "events/", "events/salon/", "zh/events/salon/", "events/mending/", "drops/lamp/"].map((page) => `${page}index.html`);

async function disk(browser, out, others, zone) {
  const origin = `${pathToFileURL(out).href}/`;
  const seen = new Set();
  for (const [at, other] of others) {
    const host = await serve(other, "/");
    try {
      const built = await words(browser, `http://127.0.0.1:${host.port}/`, ON_DISK, at, { scripts: false });
      const opened = await words(browser, origin, ON_DISK, at, { zone });
      compare(`from the disk at ${at}`, ON_DISK, opened, built);
      seen.add(opened.get("events/salon/index.html"));
    } finally { host.stop(); }
  }
  if (seen.size < 5) find("the disk", `an event says only ${seen.size} things at ${others.length} instants`);
}

/** The hour where the reader is stands beside the event's where it is another one, and only there. */
async function zones(browser, origin, at) {
  for (const [zone, shown] of [["Asia/Singapore", ""], ["Europe/Berlin", "12:30"], ["America/New_York", "06:30"]]) {
    const context = await browser.newContext({ timezoneId: zone });
    const page = await context.newPage();
    await page.clock.setFixedTime(new Date(at));
    await page.goto(`${origin}events/salon/`);
    looked++;
    const said = await page.evaluate(() => Array.from(document.querySelectorAll("[data-local]")).filter((e) => e.getClientRects().length).map((e) => e.innerText).join(" "));
    const right = shown ? said.includes(shown) : !said.trim();
    if (!right) find(`events/salon/ read in ${zone}`, `says “${said}” of the reader's own hour, where “${shown}” is right`);
    await context.close();
  }
}

async function main() {
  const argv = process.argv.slice(2);
  const of = (name) => { const i = argv.indexOf(name); return i < 0 ? null : argv[i + 1]; };
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
  try {
    if (of("--script")) {
      const script = readFileSync(of("--script"), "utf8");
      for (const one of RULES) await within(15, rule(browser, script, one)).catch((e) => find(`rule “${one.name}”`, e.message));
    }
    const built = argv.flatMap((word, i) => (word === "--built-at" ? [argv[i + 1].split("=")] : [])).map(([at, out]) => [at, resolve(out)]);
    const zone = of("--zone") || "America/New_York";
    if (built.length) await site(browser, ...built[0], built.slice(1), zone);
    if (of("--on-disk")) await disk(browser, resolve(of("--on-disk")), built.slice(1), zone);
  } finally { await browser.close(); }
  if (!looked) find("clock", "looked at nothing");
  console.log(`clock: ${looked} looks; ${findings.length} findings`);
  process.exit(findings.length ? 1 : 0);
}

await main();

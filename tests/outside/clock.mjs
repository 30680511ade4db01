// Opens pages at other instants than they were built at: the theme's script must make of them what a build then prints.
//
//     node clock.mjs --script FILE
//     node clock.mjs --built-at INSTANT OUT [--then INSTANT=OUT …] [--zone ZONE]
//
// `--script` tries the script rule by rule (`clock_rules.mjs`). Otherwise the pages of OUT are opened with the clock set to
// each other instant, and what is read in `main` is compared with the page in the output of that instant, scripts off. Left out of
// both are what only the reader's clock and place say: countdowns, the reader's own hour, and as of when a page is. With the
// clock set to before the build, and without scripts, a page says what it was printed with.
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { chromium } from "playwright-core";
import { RULES, page as pageOf } from "./clock_rules.mjs";
import { every, serve } from "./pages.mjs";

const ORIGIN = "http://clock.example/";
const POLICY = "default-src 'none'; script-src 'self'; style-src 'unsafe-inline'; img-src data:";
const findings = [];
let looked = 0;
const find = (where, what) => { findings.push(`${where}: ${what}`); console.log(`${where}: ${what}`); };
const plain = (text) => text.replace(/[\s\u200b]+/gu, " ").trim();

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
  await page.clock.install({ time: new Date(steps[0][0]) });
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
      for (const one of RULES) await rule(browser, script, one).catch((e) => find(`rule “${one.name}”`, e.message));
    }
  } finally { await browser.close(); }
  if (!looked) find("clock", "looked at nothing");
  console.log(`clock: ${looked} looks; ${findings.length} findings`);
  process.exit(findings.length ? 1 : 0);
}

await main();

// The desk of the preview in headless Chromium: axe on every room in both languages, by day and by night, on a phone and a screen; the
// slider by hand, by keys and without a script; posters side by side.
//
//     node desk.mjs --handbill PROGRAM --site DIR [--screens DIR] [--pages DIR]
//
// Works on a copy of the site with a preview of its own at a free port of the loopback. `--pages` keeps the HTML of every room, for
// another judge.
import { spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { chromium } from "playwright-core";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const PATIENCE = 20_000;
const NOW = "2026-11-23T12:00:00+08:00";
const argument = (name) => { const at = process.argv.indexOf(`--${name}`); return at < 0 ? null : resolve(process.argv[at + 1]); };
const screens = argument("screens"), pages = argument("pages");
for (const folder of [screens, pages]) if (folder) mkdirSync(folder, { recursive: true });

const folder = mkdtempSync(join(tmpdir(), "handbill-desk-"));
const site = join(folder, "site");
cpSync(argument("site"), site, { recursive: true, filter: (path) => !/\/(public|\.handbill)$/.test(path) });

let findings = 0;
const find = (what) => { findings++; console.log(`desk: ${what}`); };
const hold = (is, what) => { if (!is) find(what); };

function start() {
  const child = spawn(argument("handbill"), ["serve", site, "--port", "0", "--now", NOW], { stdio: ["ignore", "pipe", "ignore"] });
  const stop = () => new Promise((done) => { child.removeAllListeners("exit"); child.on("exit", done); child.kill("SIGTERM"); });
  return new Promise((done, fail) => {
    let line = "";
    child.stdout.on("data", (text) => {
      line += text;
      const found = /http:\/\/127\.0\.0\.1:\d+\//.exec(line);
      if (found) done({ address: found[0], stop });
    });
    child.on("exit", (code) => fail(new Error(`the preview ended with ${code}`)));
    setTimeout(() => fail(new Error("the preview gives no address")), PATIENCE).unref();
  });
}

const { address, stop } = await start();
const desk = `${address}_handbill/`;
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});

/** A tab, and what it complains of. */
async function tab(options) {
  const context = await browser.newContext(options);
  context.setDefaultTimeout(PATIENCE);
  const page = await context.newPage();
  page.on("console", (message) => message.type() === "error" && find(`${page.url()}: ${message.text()}`));
  // A page that is left while the browser still draws the change to it: the drawing ends, which is as it should be.
  page.on("pageerror", (error) => /^Transition was/.test(error.message) || find(`${page.url()}: ${error.message}`));
  page.on("request", (request) => request.url().startsWith(address) || /^(data|blob|about):/.test(request.url()) || find(`a foreign request: ${request.url()}`));
  return page;
}

/** Opens a page whose news never end. */
const open = (page, url) => page.goto(url, { waitUntil: "load" });

try {
  // Every room.
  const first = await tab({});
  await open(first, `${desk}posters/`);
  const poster = await first.locator("main li .what a").first().getAttribute("href");
  await first.context().close();
  const rooms = ["", "pages/", "pages/?kind=event&of=zh", "outputs/", "outputs/?sort=feeds", "withheld/", "problems/", "time/", "posters/",
    poster.replace("/_handbill/", ""), `${poster.replace("/_handbill/", "")}&format=wide&design=obi`];
  let looked = 0;
  for (const lang of ["en", "zh"]) {
    for (const [width, colorScheme] of [[1280, "light"], [1280, "dark"], [400, "light"], [320, "dark"]]) {
      const page = await tab({ viewport: { width, height: 900 }, colorScheme, locale: lang === "zh" ? "zh-CN" : "en-GB" });
      for (const [at, room] of rooms.entries()) {
        const where = `/${room} ${lang} ${width} ${colorScheme}`;
        await open(page, desk + room);
        looked++;
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        hold(wide <= 0, `${where}: scrolls sideways by ${wide} px`);
        hold(await page.evaluate(() => document.documentElement.lang) === lang, `${where}: speaks another language`);
        await page.evaluate(AXE);
        // What the frame shows has its own judge.
        const { violations } = await page.evaluate(() => window.axe.run({ exclude: [["#frame"]] }, { iframes: false }));
        for (const violation of violations) find(`${where}: ${violation.id}: ${violation.help}: ${violation.nodes[0].html.slice(0, 160)}`);
        if (screens) await page.screenshot({ path: join(screens, `desk-${at}-${lang}-${width}-${colorScheme}.png`), fullPage: width !== 320 });
        if (pages && width === 1280 && colorScheme === "light") {
          const answer = await page.request.get(desk + room);
          writeFileSync(join(pages, `desk-${at}-${lang}.html`), await answer.body());
        }
      }
      await page.context().close();
    }
  }

  // The slider.
  const page = await tab({ viewport: { width: 1280, height: 1000 }, locale: "en-GB" });
  const cookie = async () => (await page.context().cookies()).find((one) => one.name.startsWith("handbill-at-"))?.value;
  const frame = page.frameLocator("#frame");
  await open(page, `${desk}time/`);
  const tone = () => frame.locator("html").evaluate(() => new Date().toISOString().slice(0, 16));
  hold(await page.locator("#shown").textContent() === "Mon 23 Nov 2026, 12:00", "the slider does not begin with now");
  const told = async (what) => page.waitForFunction((what) => document.getElementById("shown").textContent === what, what);
  const comes = async (minute) => {
    for (const end = Date.now() + PATIENCE; ; await page.waitForTimeout(50)) {
      const now = await tone().catch(() => "");
      if (now === minute) return;
      if (Date.now() > end) return find(`the frame is as of ${now}, not ${minute}`);
    }
  };
  await page.locator("#next").press("Enter");
  await told("Tue 24 Nov 2026, 10:00");
  hold(await cookie() === "2026-11-24T02:00:00Z", `the cookie holds ${await cookie()}`);
  await comes("2026-11-24T02:00");
  await page.locator("#slider").focus();
  const before = Number(await page.locator("#slider").inputValue());
  await page.keyboard.press("ArrowRight");
  hold(Number(await page.locator("#slider").inputValue()) > before, "an arrow key does not move the slider");
  hold(/\d{4}, \d\d:\d\d/.test(await page.locator("#slider").getAttribute("aria-valuetext")), "the slider does not say its instant");
  await page.locator("#previous").click();
  await told("Tue 24 Nov 2026, 10:00");
  await page.locator("#previous").click();
  await page.waitForFunction(() => document.getElementById("shown").textContent !== "Tue 24 Nov 2026, 10:00");
  hold((await cookie()) < "2026-11-23T04:00:00Z", `the change before now is at ${await cookie()}`);
  // What is farther away than the next changes is folded.
  await page.locator("details:has(a.turn) > summary").last().click();
  await page.locator("a.turn", { hasText: "Fri 27 Nov 2026, 19:30" }).first().click();
  await comes("2026-11-27T11:30");
  if (screens) await page.screenshot({ path: join(screens, "desk-then.png") });
  await page.locator("#instant").fill("2026-11-28T09:15");
  await page.locator(".acts button").click();
  await told("Sat 28 Nov 2026, 09:15");
  await comes("2026-11-28T01:15");
  // Where the reader goes inside the frame, the link and the next change go too.
  await page.locator("#page").selectOption({ index: 2 });
  const there = await page.locator("#page").inputValue();
  await page.waitForFunction((there) => new URL(document.getElementById("open").href).pathname === there, there);
  await open(page, `${desk}withheld/`);
  hold(await page.locator(".note time").textContent() === "Sat 28 Nov 2026, 09:15", "another room does not say as of when");
  await page.locator(".note a").click();
  hold((await cookie()) === undefined && page.url() === `${desk}withheld/`, "the way back to now leads elsewhere");
  await open(page, `${desk}time/`);
  await page.locator("#next").click();
  await told("Tue 24 Nov 2026, 10:00");
  await page.locator("#now").click();
  await told("Mon 23 Nov 2026, 12:00");
  hold((await cookie()) === undefined, "now is kept in a cookie");
  await comes("2026-11-23T04:00");

  // Posters say in their place what is wrong with them.
  writeFileSync(join(site, "content/events/desk-judge.md"),
    `---\ntitle: Judged\nstart: 2026-12-01T19:00\nposter: {tagline: "${"A very long line that no poster has room for. ".repeat(40)}"}\n---\nHere.\n`);
  const judged = `${desk}posters/?page=%2Fevents%2Fdesk%2Djudge%2F`;
  for (const end = Date.now() + PATIENCE; !(await page.request.get(judged)).ok() && Date.now() < end;) await page.waitForTimeout(50);
  await open(page, judged);
  await page.locator(".told article").first().waitFor();
  hold((await page.locator(".told article").count()) >= 1, "nothing is said of a text that does not fit");
  hold(await page.locator(".designs img").first().evaluate((image) => image.complete && image.naturalWidth > 0), "a picture is not drawn");
  await page.context().close();

  // Without a script.
  const plain = await tab({ javaScriptEnabled: false, locale: "en-GB" });
  await open(plain, `${desk}time/?page=%2Fevents%2F`);
  hold(!(await plain.locator("#slider").isVisible()), "a slider that nothing moves is shown");
  await plain.locator("#next").click();
  hold((await plain.locator("#shown").textContent()) === "Tue 24 Nov 2026, 10:00", "the next change needs a script");
  hold((await plain.locator("#frame").getAttribute("src")) === "/events/", "the page is lost on the way");
  await plain.locator("#instant").fill("2026-11-30T08:00");
  await plain.locator(".acts button").click();
  hold((await plain.locator("#shown").textContent()) === "Mon 30 Nov 2026, 08:00", "the field needs a script");
  await plain.locator("#now").click();
  hold((await plain.locator("#held").textContent()) === "now", "now needs a script");
  console.log(`desk: ${looked} pages looked at, ${findings} findings`);
} catch (error) {
  find(error.message.split("\n").slice(0, 3).join(" "));
} finally {
  await browser.close();
  await stop();
  rmSync(folder, { recursive: true, force: true });
}
process.exit(findings ? 1 : 0);

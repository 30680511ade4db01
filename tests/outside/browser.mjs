// Opens pages of a built site in headless Chromium and reports everything that a reader would stumble over.
//
//     node browser.mjs --screens DIR [--full | --quick | --axe] --at [NAME:]PREFIX=OUT … [--files OUT]
//
// `--at /team/site/=OUT` serves OUT below that path. The pages are chosen by pages.mjs: the largest of each kind and
// language, and 404. At 360 and 1280 px: no console message, no failed or foreign request, nothing that scrolls sideways.
// `--full` adds dark, 320 px and 200 % zoom, axe-core each time, words that lie over other words, and pictures.
// `--axe` runs axe-core on every page of OUT, at 1280 px, light. `EVERY=6` in the environment takes each sixth of these,
// and of the plain looks one of the two widths for each page, in turn. `--files OUT` opens pages of an output of
// `--links files` from the disk.
import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { choose, every, serve } from "./pages.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
// A look: width and height in CSS pixels, colours, and how far the reader has zoomed in.
const LOOK = (width, scheme = "light", zoom = 1) => ({ width, height: width < 600 ? 780 : 900, scheme, zoom });
const QUICK = [LOOK(360), LOOK(1280)];
// 200 % zoom of a window of 1280 px is one of 640; phones at 320 px are 400 % of it (WCAG 2.2, 1.4.10).
const FULL = [LOOK(360), LOOK(360, "dark"), LOOK(1280), LOOK(1280, "dark"), LOOK(320), LOOK(640, "light", 2)];

const EVERY = Number(process.env.EVERY) || 1;

const findings = [];
let looked = 0;
const find = (where, what) => { findings.push(`${where}: ${what}`); console.log(`${where}: ${what}`); };

function options(argv) {
  const o = { at: [], files: null, screens: null };
  let how = "full";
  for (let i = 0; i < argv.length; i++) {
    if (argv[i] === "--at") {
      const [where, out] = argv[++i].split("=");
      const [name, prefix] = where.includes(":") ? where.split(":") : ["", where];
      o.at.push({ name, prefix, out: resolve(out), how });
    } else if (argv[i] === "--files") o.files = resolve(argv[++i]);
    else if (argv[i] === "--screens") o.screens = resolve(argv[++i]);
    else if (["--full", "--quick", "--axe"].includes(argv[i])) how = argv[i].slice(2);
    else { console.error(`unknown option ${argv[i]}`); process.exit(2); }
  }
  return o;
}

/** `work`, or an error after so many seconds: evaluating in a page has no end of its own. */
function within(seconds, work) {
  let timer;
  const late = new Promise((_, fail) => { timer = setTimeout(() => fail(new Error(`no end after ${seconds} s`)), seconds * 1000); });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

/** Opens one address in one context and checks it. */
async function look(context, where, url, what) {
  const page = await within(30, context.newPage());
  try { await within(90, lookAt(page, where, url, what)); }
  catch (e) { find(`${where} ${what.width}`, e.message); }
  await within(30, page.close());
}

/** Words that lie over other words: pairs of leaf elements whose text is painted in the same place. */
function overlaps() {
  const boxes = [];
  // A line's box is as high as its font wishes, half as high again as the letters in some: only these count.
  const pen = document.createElement("canvas").getContext("2d");
  const inked = (r, text, style) => {
    pen.font = `${style.fontStyle} ${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
    const m = pen.measureText(text);
    const scale = r.height / (m.fontBoundingBoxAscent + m.fontBoundingBoxDescent) || 1;
    const top = r.top + (m.fontBoundingBoxAscent - m.actualBoundingBoxAscent) * scale;
    const bottom = r.bottom - (m.fontBoundingBoxDescent - m.actualBoundingBoxDescent) * scale;
    return new DOMRect(r.left, top, r.width, Math.max(1, bottom - top));
  };
  // Words for screen readers alone are clipped to nothing, by themselves or by what they stand in.
  const unseen = (e) => {
    for (; e && e !== document.body; e = e.parentElement) {
      const style = getComputedStyle(e), box = e.getBoundingClientRect();
      const tiny = style.overflow !== "visible" && (box.width <= 1 || box.height <= 1);
      if (style.clipPath !== "none" || (style.clip !== "auto" && style.position === "absolute") || tiny) return true;
    }
    return false;
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node && boxes.length < 4000; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (!node.data.trim() || !parent.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
    if (unseen(parent) || parent.closest("[aria-hidden=true], svg, rt, sub, sup, .skip")) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const style = getComputedStyle(parent);
    for (const r of range.getClientRects()) {
      if (r.width > 2 && r.height > 2) boxes.push({ r: inked(r, node.data, style), parent, text: node.data.trim().slice(0, 24) });
    }
  }
  const found = [];
  boxes.sort((a, b) => a.r.top - b.r.top);
  for (let i = 0; i < boxes.length && found.length < 3; i++) {
    for (let j = i + 1; j < boxes.length && boxes[j].r.top < boxes[i].r.bottom; j++) {
      const [a, b] = [boxes[i], boxes[j]];
      const wide = Math.min(a.r.right, b.r.right) - Math.max(a.r.left, b.r.left);
      const high = Math.min(a.r.bottom, b.r.bottom) - Math.max(a.r.top, b.r.top);
      // Lines of one paragraph may touch: their boxes are higher than their letters.
      if (wide > 3 && high > 0.45 * Math.min(a.r.height, b.r.height) && a.parent !== b.parent && !a.parent.contains(b.parent) && !b.parent.contains(a.parent)) {
        found.push(`“${a.text}” and “${b.text}” lie over each other`);
        break;
      }
    }
  }
  return found;
}

async function lookAt(page, where, url, { allowed, status = 200, axe, words, picture, width }) {
  const said = [];
  looked++;
  page.on("console", (m) => {
    // Chromium itself logs the 404 that the page was asked for.
    if (status === 404 && m.location().url === url) return;
    said.push(`console ${m.type()}: ${m.text()} ${m.location().url}`);
  });
  page.on("pageerror", (e) => said.push(`script error: ${e.message}`));
  page.on("requestfailed", (r) => said.push(`failed request ${r.url()}: ${r.failure()?.errorText}`));
  page.on("response", (r) => { if (r.status() >= 400 && r.url() !== url) said.push(`answer ${r.status()} for ${r.url()}`); });
  page.on("request", (r) => { if (!allowed(r.url())) said.push(`request to ${r.url()}`); });
  try {
    const answer = await page.goto(url, { waitUntil: "load", timeout: 30_000 });
    if (answer && url.startsWith("http") && answer.status() !== status) said.push(`status ${answer.status()}, not ${status}`);
    // Down and up again, so that lazy pictures load and what they shift is seen.
    await page.evaluate(async () => {
      const pause = (ms) => new Promise((r) => setTimeout(r, ms));
      for (let y = 0; y < document.documentElement.scrollHeight; y += innerHeight) { scrollTo(0, y); await pause(20); }
      scrollTo(0, 0);
      for (let n = 0; n < 100 && [...document.images].some((i) => !i.complete); n++) await pause(50);
    });
    await page.waitForLoadState("networkidle", { timeout: 15_000 });
    const size = await page.evaluate(() => ({
      scroll: document.documentElement.scrollWidth, body: document.body.scrollWidth, inner: innerWidth,
      widest: [...document.querySelectorAll("body *")].map((e) => ({ right: e.getBoundingClientRect().right, tag: e.tagName.toLowerCase() + (e.className ? "." + e.className : "") }))
        .sort((a, b) => b.right - a.right)[0],
      broken: [...document.images].filter((i) => i.complete && i.naturalWidth === 0).map((i) => i.src),
    }));
    if (Math.max(size.scroll, size.body) > size.inner) said.push(`scrolls sideways: ${Math.max(size.scroll, size.body)} px in ${size.inner} (<${size.widest?.tag}> reaches ${Math.round(size.widest?.right)})`);
    for (const src of size.broken) said.push(`picture does not show: ${src}`);
    if (words) said.push(...await page.evaluate(overlaps));
    // What axe itself provokes is not the page's.
    const heard = [...said];
    if (axe) {
      await page.evaluate(AXE);
      const result = await page.evaluate(async () => {
        const r = await globalThis.axe.run(document, { preload: false });
        return r.violations.map((v) => `axe ${v.impact} ${v.id}: ${v.help} — ${v.nodes.slice(0, 3).map((n) => n.target.join(" ")).join(", ")}${v.nodes.length > 3 ? ` and ${v.nodes.length - 3} more` : ""}`);
      });
      heard.push(...result);
    }
    for (const what of new Set(heard)) find(`${where} ${width}`, what);
    if (picture) await portray(page, picture, width);
  } catch (e) {
    for (const what of new Set(said)) find(`${where} ${width}`, what);
    find(`${where} ${width}`, `could not be looked at: ${e.message.split("\n")[0]}`);
  }
}

/** A picture of the whole page. The window grows to its height: what lies beyond a window is torn on a busy machine. */
async function portray(page, path, width) {
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ width, height: Math.min(height, 16_000) });
  await page.waitForLoadState("networkidle", { timeout: 15_000 });
  await page.screenshot({ path });
}

async function visit(browser, { name: theme, prefix, out, how }, screens) {
  const pages = how === "axe" ? every(out).filter((_, at) => at % EVERY === 0) : choose(out, find);
  const { port, stop } = await serve(out, prefix);
  const origin = `http://127.0.0.1:${port}`;
  const targets = pages.map((p) => ({ ...p, url: origin + prefix + encodeURI(p.file.replace(/index\.html$/, "")), status: 200 }));
  // 404.html alone knows its place by base_url: it is looked at where the site was built for this path.
  const home = readFileSync(join(out, "404.html"), "utf8");
  if (prefix === "/" || home.includes(`"${prefix}`)) targets.push({ name: "404", url: `${origin}${prefix}no/such/page/`, status: 404 });
  else console.log(`note: 404.html of ${out} was not built for ${prefix}; not looked at there`);
  try {
    const looks = { full: FULL, quick: QUICK, axe: [LOOK(1280)] }[how];
    for (const [nth, { width, height, scheme, zoom }] of looks.entries()) {
      const turn = targets.filter((_, at) => how !== "quick" || EVERY === 1 || at % looks.length === nth);
      const context = await browser.newContext({ viewport: { width, height }, colorScheme: scheme, deviceScaleFactor: zoom, reducedMotion: "reduce" });
      const one = async (t) => {
        const kept = how === "full" && screens && [360, 1280].includes(width);
        const picture = kept ? join(screens, `${theme ? theme + "-" : ""}${t.name}-${width}-${scheme}.png`) : null;
        const where = `${theme} ${prefix} ${t.name} (${scheme}${zoom > 1 ? `, ${zoom * 100} %` : ""})`.trim();
        const allowed = (u) => u.startsWith(origin + prefix) || u.startsWith("data:");
        await look(context, where, t.url, { allowed, status: t.status, axe: how !== "quick", words: how !== "quick", picture, width });
      };
      // Two at a time: while one page waits, the other is painted.
      for (let at = 0; at < turn.length; at += 2) await Promise.all(turn.slice(at, at + 2).map(one));
      await context.close();
    }
  } finally { stop(); }
  const told = how === "axe" ? `${targets.length} pages` : targets.map((t) => t.name).join(", ");
  console.log(`${theme} ${prefix} ${how}: ${told}`.trim());
}

async function visitDisk(browser, out, screens) {
  const root = pathToFileURL(out).href;
  const pages = choose(out, find).filter((p) => /-(home|post|event)$/.test(p.name));
  for (const { width, height } of QUICK) {
    const context = await browser.newContext({ viewport: { width, height } });
    for (const p of pages) {
      const picture = screens && width === 1280 ? join(screens, `disk-${p.name}.png`) : null;
      await look(context, `file ${p.name}`, pathToFileURL(join(out, p.file)).href, { allowed: (u) => u.startsWith(root) || u.startsWith("data:"), axe: false, picture, width });
    }
    await context.close();
  }
  console.log(`from the disk: ${pages.map((p) => p.name).join(", ")}`);
}

const o = options(process.argv.slice(2));
if (o.screens) mkdirSync(o.screens, { recursive: true });
const watchdog = setTimeout(() => { console.log("browser: no end after 20 minutes"); process.exit(1); }, 20 * 60_000);
watchdog.unref();
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
try {
  for (const at of o.at) await visit(browser, at, o.screens);
  if (o.files) await visitDisk(browser, o.files, o.screens);
} finally { await browser.close(); }
if (!looked) find("browser", "looked at nothing");
console.log(`browser: ${looked} looks; ${findings.length} findings`);
process.exit(findings.length ? 1 : 0);

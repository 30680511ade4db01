// Opens pages of a built site in headless Chromium and reports everything that a reader would stumble over.
//
//     node browser.mjs --screens DIR [--full | --quick] --at PREFIX=OUT … [--files OUT]
//
// `--at /team/site/=OUT` serves OUT below that path. The pages: the home page and the largest list, post, event,
// member, page, tag page of each language, and 404. At 360 and 1280 px, light and dark: no console message, no
// failed or foreign request, no horizontal scroll; with `--full` axe-core too, and a picture of each.
// `--files OUT` opens pages of an output of `--links files` from the disk.
import { spawn } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative, resolve, sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const HERE = dirname(fileURLToPath(import.meta.url));
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const WIDTHS = [360, 1280], SCHEMES = ["light", "dark"];
const LISTS = ["posts", "events", "members", "drops", "stories", "chapters", "campaigns"];
const NEEDED = ["home", "list", "post", "event", "member", "page", "tag"];
// Folders at a language's root that hold no page of the kind "page".
const NO_PAGES = [...LISTS, "tags", "series", "c", "assets", "search", "help", "join", "posters", "page", "archive"];

const findings = [];
let looked = 0;
const find = (where, what) => { findings.push(`${where}: ${what}`); console.log(`${where}: ${what}`); };

function options(argv) {
  const o = { at: [], files: null, screens: null, full: true };
  for (let i = 0; i < argv.length; i++) {
    if (argv[i] === "--at") { const [prefix, out] = argv[++i].split("="); o.at.push({ prefix, out: resolve(out), full: o.full }); }
    else if (argv[i] === "--files") o.files = resolve(argv[++i]);
    else if (argv[i] === "--screens") o.screens = resolve(argv[++i]);
    else if (argv[i] === "--full" || argv[i] === "--quick") o.full = argv[i] === "--full";
    else { console.error(`unknown option ${argv[i]}`); process.exit(2); }
  }
  return o;
}

function htmlFiles(dir, root = dir) {
  return readdirSync(dir, { withFileTypes: true }).flatMap((e) => {
    const path = join(dir, e.name);
    if (e.isDirectory()) return htmlFiles(path, root);
    return e.name.endsWith(".html") ? [relative(root, path).split(sep).join("/")] : [];
  });
}

/** The largest page of each language and kind: `[{ name: "zh-event", file: "zh/events/x/index.html" }]`. */
function choose(out) {
  const files = htmlFiles(out).filter((f) => !/http-equiv="?refresh/i.test(readFileSync(join(out, f), "utf8")));
  const langOf = (f) => /<html[^>]*\slang="?([A-Za-z0-9-]+)/.exec(readFileSync(join(out, f), "utf8"))?.[1] ?? "";
  const languages = new Map([["", langOf("index.html")]]);
  for (const f of files) {
    const m = /^([a-z]{2,3}(?:-[A-Za-z0-9]+)*)\/index\.html$/.exec(f);
    if (m && langOf(f).split("-")[0] === m[1].split("-")[0]) languages.set(m[1] + "/", langOf(f));
  }
  const best = new Map();
  for (const f of files) {
    if (!f.endsWith("index.html")) continue;
    const folder = [...languages.keys()].filter((l) => f.startsWith(l)).sort((a, b) => b.length - a.length)[0];
    const parts = f.slice(folder.length).split("/").slice(0, -1);
    let kind = null;
    if (parts.length === 0) kind = "home";
    else if (LISTS.includes(parts[0]) && parts.length === 1) kind = "list";
    else if (LISTS.includes(parts[0]) && parts.length === 2) kind = { stories: "story" }[parts[0]] ?? parts[0].slice(0, -1);
    else if (parts[0] === "tags" && parts.length === 2) kind = "tag";
    else if (!NO_PAGES.includes(parts[0].toLowerCase()) && parts.at(-2) !== "page") kind = "page";
    if (!kind) continue;
    const name = `${languages.get(folder) || "en"}-${kind}`, size = statSync(join(out, f)).size;
    if (!best.has(name) || best.get(name).size < size) best.set(name, { name, file: f, size });
  }
  for (const [folder, lang] of languages) {
    for (const kind of NEEDED) {
      if (best.has(`${lang || "en"}-${kind}`)) continue;
      if (folder === "") find(out, `no page of the kind ${kind} to look at`);
      else console.log(`note: ${out} has no ${kind} in ${lang}`);
    }
  }
  return [...best.values()];
}

function serve(out, prefix) {
  const child = spawn(process.env.PYTHON || "python3", [join(HERE, "serve.py"), out, prefix], { stdio: ["pipe", "pipe", "inherit"] });
  return new Promise((done, fail) => {
    child.on("error", fail);
    child.stdout.once("data", (d) => done({ port: Number(String(d)), stop: () => child.stdin.end() }));
  });
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

async function lookAt(page, where, url, { allowed, status = 200, axe, picture, width }) {
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
    if (picture) await page.screenshot({ path: picture, fullPage: true });
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
  } catch (e) {
    for (const what of new Set(said)) find(`${where} ${width}`, what);
    find(`${where} ${width}`, `could not be looked at: ${e.message.split("\n")[0]}`);
  }
}

async function visit(browser, { prefix, out, full }, screens) {
  const pages = choose(out);
  const { port, stop } = await serve(out, prefix);
  const origin = `http://127.0.0.1:${port}`;
  const targets = pages.map((p) => ({ ...p, url: origin + prefix + encodeURI(p.file.replace(/index\.html$/, "")), status: 200 }));
  // 404.html alone knows its place by base_url: it is looked at where the site was built for this path.
  const home = readFileSync(join(out, "404.html"), "utf8");
  if (prefix === "/" || home.includes(`"${prefix}`)) targets.push({ name: "404", url: `${origin}${prefix}no/such/page/`, status: 404 });
  else console.log(`note: 404.html of ${out} was not built for ${prefix}; not looked at there`);
  try {
    for (const width of WIDTHS) {
      for (const scheme of full ? SCHEMES : ["light"]) {
        const context = await browser.newContext({ viewport: { width, height: width < 600 ? 780 : 900 }, colorScheme: scheme, reducedMotion: "reduce" });
        for (const t of targets) {
          const picture = full && screens ? join(screens, `${t.name}-${width}-${scheme}.png`) : null;
          await look(context, `${prefix} ${t.name} (${scheme})`, t.url, { allowed: (u) => u.startsWith(origin + prefix) || u.startsWith("data:"), status: t.status, axe: full, picture, width });
        }
        await context.close();
      }
    }
  } finally { stop(); }
  console.log(`${prefix}: ${targets.map((t) => t.name).join(", ")}`);
}

async function visitDisk(browser, out, screens) {
  const root = pathToFileURL(out).href;
  const pages = choose(out).filter((p) => /-(home|post|event)$/.test(p.name));
  for (const width of WIDTHS) {
    const context = await browser.newContext({ viewport: { width, height: 900 } });
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
const watchdog = setTimeout(() => { console.log("browser: no end after 15 minutes"); process.exit(1); }, 15 * 60_000);
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

// Lighthouse (mobile preset; performance as the median of three) on one page of each kind, and what a page weighs.
//
//     node lighthouse.mjs OUT [--lang en] [--runs 3] [--least 98]
//
// Held: accessibility, best practices and SEO 100; HTML, CSS and JS of a page at most 20 KB compressed. Performance at least 98;
// on a machine with other work `--least` asks for less.
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, posix, resolve } from "node:path";
import { gzipSync } from "node:zlib";
import lighthouse from "lighthouse";
import { chromium } from "playwright-core";
import { choose, every, serve } from "./pages.mjs";

const HELD = { accessibility: 100, "best-practices": 100, seo: 100 };
const WEIGHT = 20 * 1024;
const argv = process.argv.slice(2);
const option = (name, usual) => (argv.includes(name) ? argv[argv.indexOf(name) + 1] : usual);
const out = resolve(argv[0]), lang = option("--lang", "en"), runs = Number(option("--runs", 3)), least = Number(option("--least", 98));
const findings = [];
const find = (where, what) => { findings.push(what); console.log(`${where}: ${what}`); };
const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];

/** Bytes of a page with its styles and scripts, each compressed alone as a host does; pictures and fonts aside. */
function weight(file) {
  const html = readFileSync(join(out, file));
  const parts = [html];
  for (const m of String(html).matchAll(/<(?:link[^>]*rel="stylesheet"[^>]*href|script[^>]*src)="([^"]+)"/g)) {
    const path = m[1].startsWith("/") ? m[1].slice(1) : posix.join(dirname(file), m[1]);
    if (existsSync(join(out, path))) parts.push(readFileSync(join(out, path)));
    else find(file, `its ${m[1]} is not there to be weighed`);
  }
  return parts.map((p) => gzipSync(p, { level: 9 }).length).reduce((a, b) => a + b, 0);
}

const pages = choose(out, find).filter((p) => p.lang.split("-")[0] === lang);
const port = 9300 + (process.pid % 500);
const { port: host, stop } = await serve(out, "/");
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
  args: [`--remote-debugging-port=${port}`, "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
const watchdog = setTimeout(() => { console.log("lighthouse: no end after 12 minutes"); process.exit(1); }, 12 * 60_000);
watchdog.unref();
const rows = [];
try {
  for (const page of pages) {
    const url = `http://127.0.0.1:${host}/${encodeURI(page.file.replace(/index\.html$/, ""))}`;
    const scores = {}, failed = new Set(), times = [];
    for (let run = 0; run < runs; run++) {
      // Only performance differs from run to run.
      const onlyCategories = run === 0 ? ["performance", ...Object.keys(HELD)] : ["performance"];
      const { lhr } = await lighthouse(url, { port, output: "json", logLevel: "silent", onlyCategories });
      if (lhr.runtimeError) { find(page.name, `Lighthouse failed: ${lhr.runtimeError.message}`); break; }
      times.push(lhr.audits["largest-contentful-paint"].numericValue ?? 0);
      for (const [name, category] of Object.entries(lhr.categories)) {
        (scores[name] ??= []).push(Math.round(category.score * 100));
        for (const { id, weight } of category.auditRefs) {
          const audit = lhr.audits[id];
          if (name !== "performance" && weight && audit.score !== null && audit.score < 1) failed.add(`${id} (${audit.title})`);
        }
      }
    }
    if (!scores.performance) continue;
    const middle = Object.fromEntries(Object.entries(scores).map(([name, list]) => [name, median(list)]));
    for (const [name, needed] of Object.entries(HELD)) {
      // https is the host's business: the loopback is taken for secure.
      if (middle[name] < needed) find(page.name, `${name} ${middle[name]}, not ${needed}: ${[...failed].join("; ")}`);
    }
    if (middle.performance < least) find(page.name, `performance ${middle.performance}, under ${least}`);
    rows.push({ page: page.name, ...middle, "LCP s": (median(times) / 1000).toFixed(2), "weight KB": (weight(page.file) / 1024).toFixed(1), file: page.file });
  }
} finally { await browser.close(); stop(); }
console.table(rows);
let heaviest = { bytes: 0 };
for (const { file } of every(out)) {
  const bytes = weight(file);
  if (bytes > heaviest.bytes) heaviest = { file, bytes };
  if (bytes > WEIGHT) find(file, `HTML, CSS and JS weigh ${(bytes / 1024).toFixed(1)} KB compressed, more than 20`);
}
if (!rows.length) find(out, "no page of this language to measure");
console.log(`lighthouse: ${rows.length} pages, ${runs} runs each; the heaviest page is ${heaviest.file} with ${(heaviest.bytes / 1024).toFixed(1)} KB; ${findings.length} findings`);
process.exit(findings.length ? 1 : 0);

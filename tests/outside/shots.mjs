// Draws every SVG below `posters/` of a built site in headless Chromium: shots.mjs OUT DIR [--every N]
//
// Each becomes DIR/<path with ~ for />.png in the drawing's own size, for posters.py to compare.
import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const [out, dir, , every = "1"] = process.argv.slice(2);
const drawings = readdirSync(out, { recursive: true }).map(String)
  .filter((name) => /(^|\/)posters\/.*\.svg$/.test(name)).sort().filter((_, at) => at % Number(every) === 0);
rmSync(dir, { recursive: true, force: true });
mkdirSync(dir, { recursive: true });
const SIZES = { wide: [1200, 630], portrait: [1080, 1440], tall: [1080, 1920], square: [1080, 1080], a4: [1080, 1527] };
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
const page = await browser.newPage();
for (const name of drawings) {
  const [width, height] = SIZES[name.match(/([a-z0-9]+)\.svg$/)[1]];
  await page.setViewportSize({ width, height });
  await page.goto(pathToFileURL(resolve(out, name)).href);
  await page.screenshot({ path: join(dir, `${name.replaceAll("/", "~")}.png`) });
}
await browser.close();
console.log(`shots: ${drawings.length} drawings`);

// A writer's day at the preview, in headless Chromium: opens pages of a running `handbill serve`, edits their sources, and looks at what
// the browser shows without being touched.
//
//     node preview.mjs --handbill PROGRAM --site DIR [--screens DIR]
//
// Works on a copy of the site with a preview of its own at a free port of the loopback. Every step prints its name; what is not as a
// writer would expect is a finding.
import { spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { chromium } from "playwright-core";

const PATIENCE = 20_000;
const argument = (name) => { const at = process.argv.indexOf(`--${name}`); return at < 0 ? null : process.argv[at + 1]; };
const screens = argument("screens") && resolve(argument("screens"));
if (screens) mkdirSync(screens, { recursive: true });

const folder = mkdtempSync(join(tmpdir(), "handbill-preview-"));
const site = join(folder, "site");
cpSync(resolve(argument("site")), site, { recursive: true, filter: (path) => !/\/(public|\.handbill)$/.test(path) });
const at = (path) => join(site, path);
const read = (path) => readFileSync(at(path), "utf8");
const write = (path, text) => { mkdirSync(dirname(at(path)), { recursive: true }); writeFileSync(at(path), text); };
const edit = (path, change) => write(path, change(read(path)));

let findings = 0;
let steps = 0;
const find = (what) => { findings++; console.log(`preview: ${what}`); };
const step = async (name, work) => {
  steps++;
  try { await work(); } catch (error) { find(`${name}: ${error.message.split("\n")[0]}`); }
};
const hold = (is, what) => { if (!is) throw new Error(what); };

/** Starts the preview; gives its address and a way to end it. */
async function start(port = "0") {
  const child = spawn(argument("handbill"), ["serve", site, "--port", port], { stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  child.stderr.on("data", (text) => { said += text; });
  const address = await new Promise((done, fail) => {
    let line = "";
    child.stdout.on("data", (text) => {
      line += text;
      const found = /http:\/\/127\.0\.0\.1:\d+\//.exec(line);
      if (found) done(found[0]);
    });
    child.on("exit", (code) => fail(new Error(`the preview ended with ${code}:\n${said}`)));
    setTimeout(() => fail(new Error(`no address after ${PATIENCE} ms:\n${said}`)), PATIENCE).unref();
  });
  const stop = () => new Promise((done) => { child.removeAllListeners("exit"); child.on("exit", done); child.kill("SIGTERM"); });
  return { address, stop, said: () => said };
}

const day = (days, hour) => {
  const then = new Date(Date.now() + days * 86_400_000);
  return `${then.toISOString().slice(0, 10)}T${hour}:00+08:00`;
};
const POST = (title, body) => `---\ntitle: ${title}\ndate: 2026-03-01\ntags: [repair]\n---\n${body}\n`;
// As long as a page must be to be scrolled, with something to open.
const LONG = (words) => POST("A day at the bench", [
  "What we did.", "<details><summary>More of it</summary>\n\nIt boils now.\n\n</details>",
  ...Array.from({ length: 60 }, (_, at) => `Paragraph ${at} of a long day at the bench.`), words, "The end.",
].join("\n\n"));

write("content/posts/a-day.md", LONG("It hums."));
write("content/posts/to-move.md", POST("To be moved", "It moves."));
write("content/posts/to-go.md", POST("To be deleted", "It goes."));
let preview = await start();
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync"],
});
const context = await browser.newContext({ viewport: { width: 1100, height: 800 }, locale: "en", timezoneId: "Asia/Shanghai" });
context.setDefaultTimeout(PATIENCE);

/** A page that reports what goes wrong in it, but for what a step wants to. */
async function open(path, wanted = /404/) {
  const page = await context.newPage();
  page.on("pageerror", (error) => {
    // A page that is loaded again while the browser still draws the change to it: the drawing ends, which is as it should be.
    if (!/^Transition was/.test(error.message)) find(`${path}: a script failed: ${error.message}`);
  });
  page.on("console", (message) => {
    // The browser says itself that a page was not there, which some steps want.
    if (["error", "warning"].includes(message.type()) && !wanted.test(message.text())) find(`${path}: console: ${message.text()}`);
  });
  await page.goto(preview.address + path, { waitUntil: "load" });
  return page;
}
const shows = (page, words) => page.waitForFunction((words) => document.body && document.body.innerText.includes(words), words);
const mark = (page) => page.evaluate(() => { window.stays = true; });
const stayed = (page) => page.evaluate(() => window.stays === true);
const overlay = (page) => page.evaluate(() => document.querySelector("handbill-problems")?.shadowRoot.textContent ?? null);
const overlaid = (page, words) => page.waitForFunction((words) => {
  const host = document.querySelector("handbill-problems");
  return words === null ? !host : host && host.shadowRoot.textContent.includes(words);
}, words);
const shot = (page, name) => screens && page.screenshot({ path: join(screens, `${name}.png`) });

const page = await open("posts/a-day/");

await step("an edit comes without losing the place, and what was opened stays open", async () => {
  await page.evaluate(() => { document.querySelector("details").open = true; });
  await page.evaluate(() => scrollTo({ top: 1200, behavior: "instant" }));
  await mark(page);
  edit("content/posts/a-day.md", (text) => text.replace("It hums.", "It sings."));
  await shows(page, "It sings.");
  hold(!await stayed(page), "the words changed, and the page was not loaded again");
  await page.waitForFunction(() => document.readyState === "complete");
  const place = await page.evaluate(() => ({ top: scrollY, open: document.querySelector("details").open }));
  hold(Math.abs(place.top - 1200) < 2, `the page is at ${place.top} px, and was at 1200`);
  hold(place.open, "the details are closed");
});

await step("an edit of another page leaves this one alone", async () => {
  await mark(page);
  edit("content/posts/to-move.md", (text) => text.replace("It moves.", "It moves on."));
  const other = await open("posts/to-move/");
  await shows(other, "It moves on.");
  await other.close();
  // It was asked for after the change, so this page has heard of it too, or will in a moment.
  await page.waitForTimeout(300);
  hold(await stayed(page), "it was loaded again");
});

await step("broken front matter is told over the last good page, with its line", async () => {
  const good = read("content/posts/a-day.md");
  await mark(page);
  write("content/posts/a-day.md", good.replace("tags: [repair]", "tags: [repair <b>"));
  await overlaid(page, "content/posts/a-day.md:");
  const said = await overlay(page);
  hold(said.includes("content/posts/a-day.md:4:"), `another line: ${said}`);
  hold(said.includes("tags: [repair <b>"), `no excerpt, or not as written: ${said}`);
  hold(await stayed(page), "the last good page was loaded again");
  await shows(page, "It sings.");
  await shot(page, "overlay");
  const late = await open("posts/a-day/");
  await overlaid(late, "content/posts/a-day.md:4:");
  await late.close();
  write("content/posts/a-day.md", good);
  await overlaid(page, null);
  hold(await stayed(page), "it is as it was, and was loaded again");
});

await step("a broken configuration is told, and goes", async () => {
  const good = read("handbill.toml");
  write("handbill.toml", good.replace("[phases]", "[phases"));
  await overlaid(page, "handbill.toml:");
  write("handbill.toml", good);
  await overlaid(page, null);
});

await step("a configuration that is gone is told, and so is that it is back", async () => {
  await mark(page);
  renameSync(at("handbill.toml"), at("handbill.bak"));
  await overlaid(page, "has no handbill.toml");
  await shot(page, "lost");
  renameSync(at("handbill.bak"), at("handbill.toml"));
  await overlaid(page, null);
  hold(await stayed(page), "the page was loaded again");
});

await step("what comes above moves neither the words that are read nor what is open", async () => {
  const top = () => page.evaluate(() => [...document.querySelectorAll("main p")].find((own) => own.textContent.startsWith("Paragraph 30 ")).getBoundingClientRect().top);
  const good = read("content/posts/a-day.md");
  const more = Array.from({ length: 12 }, (_, at) => `New words ${at} above.`).join("\n\n");
  const before = await top();
  write("content/posts/a-day.md", good.replace("<details>", `<details><summary>Another</summary>\n\nIt steams.\n\n</details>\n\n${more}\n\n<details>`));
  await shows(page, "New words 11 above.");
  await page.waitForFunction(() => document.readyState === "complete");
  const open = await page.evaluate(() => [...document.querySelectorAll("main details")].map((own) => own.open));
  hold(Math.abs(await top() - before) < 2, `what was read is at ${await top()} px, and was at ${before}`);
  hold(open.join() === "false,true", `of the details these are open: ${open}`);
  write("content/posts/a-day.md", good);
  await page.waitForFunction(() => !document.body.innerText.includes("New words 11 above."));
  await page.waitForFunction(() => document.readyState === "complete");
  hold(Math.abs(await top() - before) < 2, `what was read is at ${await top()} px after that, and was at ${before}`);
});

await step("a design that cannot be drawn is told beside the poster that it drew", async () => {
  const DESIGN = readFileSync(new URL("../../themes/plaza/posters/leaf.svg", import.meta.url), "utf8");
  const good = read("content/events/soldering.md");
  write("posters/mine.svg", DESIGN);
  write("content/events/soldering.md", good.replace(/^title = /m, "poster = { design = \"mine\" }\ntitle = "));
  const poster = await open("posters/events/soldering/", /404|500/);
  await poster.waitForFunction(() => document.querySelector("main img")?.naturalWidth > 0);
  write("posters/mine.svg", `${DESIGN}{{ nobody.home }}`);
  await overlaid(poster, "posters/mine.svg:");
  await shot(poster, "design");
  write("posters/mine.svg", DESIGN);
  await overlaid(poster, null);
  await poster.close();
  write("content/events/soldering.md", good);
  rmSync(at("posters/mine.svg"));
});

await step("other styles are put on without a reload", async () => {
  await mark(page);
  write("assets/plaza.css", "@import \"@plaza/plaza.css\";\nh1 { color: rgb(1, 2, 3) }\n");
  await page.waitForFunction(() => getComputedStyle(document.querySelector("h1")).color === "rgb(1, 2, 3)");
  hold(await stayed(page), "the page was loaded again");
  edit("assets/plaza.css", (text) => text.replace("rgb(1, 2, 3)", "rgb(4, 5, 6)"));
  await page.waitForFunction(() => getComputedStyle(document.querySelector("h1")).color === "rgb(4, 5, 6)");
  hold(await stayed(page), "the page was loaded again the second time");
  rmSync(at("assets/plaza.css"));
  await page.waitForFunction(() => getComputedStyle(document.querySelector("h1")).color !== "rgb(4, 5, 6)");
  hold(await stayed(page), "the page was loaded again the third time");
  await page.waitForFunction(() => document.querySelectorAll("link[rel=stylesheet]").length === 1);
});

await step("a template, broken and mended", async () => {
  write("templates/base.html", "{% extends \"@plaza/base.html\" %}{% block head %}{{ nobody.home }}{% endblock head %}");
  await overlaid(page, "templates/base.html");
  await shows(page, "It sings.");
  write("templates/base.html", "{% extends \"@plaza/base.html\" %}{% block head %}<meta name=\"mine\" content=\"1\">{% endblock head %}");
  await page.waitForFunction(() => document.querySelector("meta[name=mine]"));
  await overlaid(page, null);
});

await step("a word of the theme in another language", async () => {
  const chinese = await open("zh/");
  write("i18n/zh.ftl", "skip = 跳到正文去吧\n");
  await chinese.waitForFunction(() => document.body.textContent.includes("跳到正文去吧"));
  await chinese.close();
});

await step("a renamed file is at its new address, and gone from the old", async () => {
  const old = await open("posts/to-move/");
  renameSync(at("content/posts/to-move.md"), at("content/posts/moved.md"));
  await old.waitForFunction(() => !document.body.innerText.includes("It moves on."));
  const moved = await open("posts/moved/");
  await shows(moved, "It moves on.");
  await moved.close();
  await old.close();
});

await step("a deleted file is gone from its page and from the list", async () => {
  const own = await open("posts/to-go/");
  const list = await open("posts/");
  await shows(list, "To be deleted");
  rmSync(at("content/posts/to-go.md"));
  await own.waitForFunction(() => !document.body.innerText.includes("It goes."));
  await list.waitForFunction(() => !document.body.innerText.includes("To be deleted"));
  await own.close();
  await list.close();
});

const EVENT = { title: "An evening of small lamps", start: day(3, 19), end: day(3, 21) };
await step("a new event comes to the list, the calendar and the home page", async () => {
  const [list, home] = [await open("events/"), await open("")];
  write("content/events/small-lamps.md", `---\ntitle: ${EVENT.title}\nstart: ${EVENT.start}\nend: ${EVENT.end}\nvenue: { name: Lantern House }\n---\nBring a lamp.\n`);
  await shows(list, EVENT.title);
  await shows(home, EVENT.title);
  const calendar = await page.evaluate(() => fetch("/events.ics").then((answer) => answer.text()));
  hold(calendar.replaceAll("\r\n ", "").includes(`SUMMARY:${EVENT.title}`), "it is not in the calendar");
  await list.close();
  await home.close();
});

await step("the slider shows the evening as it will be, and the way back leads to now", async () => {
  const own = await open("events/small-lamps/");
  const phase = (frame) => frame.evaluate(() => document.querySelector("[data-phase]").dataset.phase);
  hold(await phase(own) !== "live", "it is live already");
  const desk = await open("_handbill/time/?page=%2Fevents%2Fsmall-lamps%2F");
  const during = Math.floor(Date.parse(EVENT.start) / 1000) + 3600;
  await desk.locator("#slider").evaluate((slider, second) => {
    slider.value = String(second);
    for (const name of ["input", "change"]) slider.dispatchEvent(new Event(name, { bubbles: true }));
  }, during);
  const inside = desk.frameLocator("#frame").locator("[data-phase=live]").first();
  await inside.waitFor();
  await shot(desk, "slider");
  await own.reload();
  hold(await phase(own) === "live", `the page beside the desk is ${await phase(own)}`);
  const back = own.locator("handbill-time button");
  await back.waitFor();
  await shot(own, "another-instant");
  edit("content/events/small-lamps.md", (text) => text.replace("Bring a lamp.", "Bring two lamps."));
  await shows(own, "Bring two lamps.");
  hold(await phase(own) === "live", "an edit led back to now");
  await own.locator("handbill-time button").click();
  await own.waitForFunction(() => document.querySelector("[data-phase]").dataset.phase !== "live");
  hold(await own.locator("handbill-time").count() === 0, "it still says another time");
  await desk.close();
  await own.close();
});

await step("ten tabs all hear of an edit, and none starves", async () => {
  const tabs = [];
  for (let at = 0; at < 10; at++) tabs.push(await open("posts/a-day/"));
  edit("content/posts/a-day.md", (text) => text.replace("It sings.", "It sings for ten."));
  for (const tab of tabs) await shows(tab, "It sings for ten.");
  const eleventh = await open("about/");
  await shows(eleventh, "About");
  // Whoever listened for all closes: another takes it over.
  for (const tab of tabs.splice(0, 9)) await tab.close();
  await page.close();
  edit("content/posts/a-day.md", (text) => text.replace("It sings for ten.", "It sings for one."));
  await shows(tabs[0], "It sings for one.");
  await tabs[0].close();
  await eleventh.close();
});

await step("a page goes on listening behind the back button", async () => {
  const reader = await open("posts/a-day/");
  await reader.goto(`${preview.address}about/`);
  await reader.goBack();
  edit("content/posts/a-day.md", (text) => text.replace("It sings for one.", "It sings again."));
  await shows(reader, "It sings again.");
  await reader.close();
});

await step("a tab whose question fails asks again, and shows what is right then", async () => {
  const reader = await open("posts/a-day/", /ERR_FAILED|503/);
  let asked = 0;
  await reader.route("**/_handbill/look?*", (route) => {
    asked++;
    if (asked === 1) return route.abort();
    if (asked === 2) return route.fulfill({ status: 503, body: "Later.\n" });
    return route.continue();
  });
  edit("content/posts/a-day.md", (text) => text.replace("It sings again.", "It sings after all."));
  await shows(reader, "It sings after all.");
  hold(asked >= 3, `it asked ${asked} times`);
  await reader.close();
});

await step("tabs find a preview that was away, with what was written meanwhile", async () => {
  const reader = await open("posts/a-day/", /ERR_CONNECTION_REFUSED|ERR_INCOMPLETE_CHUNKED_ENCODING|ERR_EMPTY_RESPONSE|ERR_CONNECTION_RESET/);
  const idle = await open("about/", /ERR_CONNECTION_REFUSED|ERR_INCOMPLETE_CHUNKED_ENCODING|ERR_EMPTY_RESPONSE|ERR_CONNECTION_RESET/);
  await mark(idle);
  await preview.stop();
  const silence = (tab) => tab.waitForFunction(() => document.querySelector("handbill-silence"));
  await silence(reader);
  await silence(idle);
  await shot(reader, "ended");
  edit("content/posts/a-day.md", (text) => text.replace("It sings after all.", "It sang meanwhile."));
  preview = await start(new URL(preview.address).port);
  await shows(reader, "It sang meanwhile.");
  edit("content/posts/a-day.md", (text) => text.replace("It sang meanwhile.", "It sings from now on."));
  await shows(reader, "It sings from now on.");
  hold(await stayed(idle), "a page that is as it was was loaded again");
  await idle.waitForFunction(() => !document.querySelector("handbill-silence"));
  await reader.close();
  await idle.close();
});

await browser.close();
await preview.stop();
rmSync(folder, { recursive: true, force: true });
console.log(`${steps} steps of a writer's day; ${findings} findings`);
process.exitCode = findings ? 1 : 0;

// Which pages of a built site are looked at, and a host that serves them.
import { spawn } from "node:child_process";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";

const HERE = dirname(fileURLToPath(import.meta.url));
const LISTS = ["posts", "events", "members", "drops", "stories", "chapters", "campaigns"];
const NEEDED = ["home", "list", "post", "event", "member", "page", "tag"];
// Pages at a language's root that are made of many sources; they are kinds of their own.
const SINGLE = { help: "help", join: "join", archive: "archive", search: "search" };
// Folders at a language's root that hold no page of the kind "page".
const NO_PAGES = [...LISTS, "tags", "series", "c", "assets", "search", "help", "join", "posters", "page", "archive"];

function htmlFiles(dir, root = dir) {
  return readdirSync(dir, { withFileTypes: true }).flatMap((e) => {
    const path = join(dir, e.name);
    if (e.isDirectory()) return htmlFiles(path, root);
    return e.name.endsWith(".html") ? [relative(root, path).split(sep).join("/")] : [];
  });
}

const readersFiles = (out) => htmlFiles(out).filter((f) => f.endsWith("index.html") && !/http-equiv="?refresh/i.test(readFileSync(join(out, f), "utf8")));

/** Every page that readers see; of the pages of posters, which differ in words alone, each eighth. */
export const every = (out) => {
  let posters = 0;
  const files = readersFiles(out).filter((file) => !/(^|\/)posters\/[^/]+\/[^/]+\/index\.html$/.test(file) || posters++ % 8 === 0);
  return files.map((file) => ({ name: file, file }));
};

/** What a page is, by the parts of its path below its language. */
function kindOf(parts) {
  const [first, second] = parts;
  if (parts.length === 0) return "home";
  if (LISTS.includes(first)) {
    if (parts.length === 1) return "list";
    if (/^(19|20)\d\d$/.test(second) || second === "archive") return "year";
    if (parts.length === 2) return { stories: "story" }[first] ?? first.slice(0, -1);
    return null;
  }
  if (first in SINGLE) return parts.length === 1 ? SINGLE[first] : /^\d{4}$/.test(second ?? "") ? "year" : null;
  if (first === "tags") return parts.length === 2 ? "tag" : parts.length === 1 ? "tags" : null;
  if (first === "series") return parts.length === 2 ? "series" : null;
  if (first === "posters") return second === "page" ? null : ["wall", "print-run", "poster"][parts.length - 1] ?? null;
  return !NO_PAGES.includes(first.toLowerCase()) && parts.at(-2) !== "page" ? "page" : null;
}

/** The largest page of each language and kind: `[{ name: "zh-event", file: "zh/events/x/index.html", kind, lang }]`. */
export function choose(out, find) {
  const langOf = (f) => /<html[^>]*\slang="?([A-Za-z0-9-]+)/.exec(readFileSync(join(out, f), "utf8"))?.[1] ?? "";
  const files = readersFiles(out);
  const languages = new Map([["", langOf("index.html")]]);
  for (const f of files) {
    const m = /^([a-z]{2,3}(?:-[A-Za-z0-9]+)*)\/index\.html$/.exec(f);
    if (m && langOf(f).split("-")[0] === m[1].split("-")[0]) languages.set(m[1] + "/", langOf(f));
  }
  const best = new Map();
  for (const f of files) {
    const folder = [...languages.keys()].filter((l) => f.startsWith(l)).sort((a, b) => b.length - a.length)[0];
    const kind = kindOf(f.slice(folder.length).split("/").slice(0, -1));
    if (!kind) continue;
    const lang = languages.get(folder) || "en";
    const name = `${lang}-${kind}`, size = statSync(join(out, f)).size;
    if (!best.has(name) || best.get(name).size < size) best.set(name, { name, file: f, size, kind, lang });
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

/** Serves an output below a path; its port, and how to stop it. */
export function serve(out, prefix) {
  const child = spawn(process.env.PYTHON || "python3", [join(HERE, "serve.py"), out, prefix], { stdio: ["pipe", "pipe", "inherit"] });
  return new Promise((done, fail) => {
    child.on("error", fail);
    child.stdout.once("data", (d) => done({ port: Number(String(d)), stop: () => child.stdin.end() }));
  });
}

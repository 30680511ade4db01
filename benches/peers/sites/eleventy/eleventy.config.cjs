// Bench site for Eleventy 3. HL=1 in the environment turns Prism highlighting on.
const path = require("path");
const modules = process.env.NODE_SITE;
const KINDS = require("./kinds.json");
const PER = 20;
const newestFirst = (a, b) => b.date - a.date;
const chunks = (xs) => { const r = []; for (let i = 0; i < xs.length; i += PER) r.push(xs.slice(i, i + PER)); return r; };

module.exports = function (cfg) {
  if (process.env.HL) {
    const hl = require(path.join(modules, "@11ty/eleventy-plugin-syntaxhighlight"));
    cfg.addPlugin(hl.default || hl);
  }
  cfg.setUseGitIgnore(false);
  cfg.addPassthroughCopy({ "static": "/" });
  cfg.addGlobalData("kinds", KINDS);
  cfg.addGlobalData("title", "Bench");
  let siblings = new Map(), cache = null;
  cfg.on("eleventy.before", () => { siblings = new Map(); cache = null; });
  const all = (api) => {                       // one pass for everything derived
    if (cache) return cache;
    const items = api.getAll().filter((i) => i.data.section).sort(newestFirst);
    const bySection = Object.fromEntries(KINDS.map((k) => [k, []])), byTag = new Map();
    for (const it of items) {
      bySection[it.data.section].push(it);
      for (const t of it.data.tags || []) { if (!byTag.has(t)) byTag.set(t, []); byTag.get(t).push(it); }
    }
    for (const xs of Object.values(bySection))
      xs.forEach((it, i) => siblings.set(it.inputPath, { newer: xs[i - 1], older: xs[i + 1] }));
    const tags = [...byTag.entries()].sort((a, b) => (a[0] < b[0] ? -1 : 1));
    const tagPages = [], firstPages = KINDS.map((k) => `/${k}/`);
    for (const [tag, xs] of tags) {
      const cs = chunks(xs);
      cs.forEach((pages, i) => tagPages.push({ tag, pages, n: i + 1, total: cs.length }));
      firstPages.push(`/tags/${tag}/`);
    }
    cache = { items, bySection, tagPages, firstPages, tagCounts: tags.map(([tag, xs]) => ({ tag, count: xs.length })) };
    return cache;
  };
  cfg.addCollection("items", (api) => all(api).items);
  for (const k of KINDS) cfg.addCollection("sec_" + k, (api) => all(api).bySection[k]);
  cfg.addCollection("tagPages", (api) => all(api).tagPages);
  cfg.addCollection("tagCounts", (api) => all(api).tagCounts);
  cfg.addCollection("firstPages", (api) => all(api).firstPages);   // page/1/ redirects, as Hugo and Zola write
  cfg.addFilter("head", (xs, n) => xs.slice(0, n));
  cfg.addFilter("day", (d) => d.toISOString().slice(0, 10));
  cfg.addFilter("siblings", (p) => siblings.get(p) || {});
  cfg.addFilter("xml", (s) => String(s).replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;"));
  return {
    dir: { input: "content", includes: "../_includes", data: "../_data", output: "public" },
    markdownTemplateEngine: false, htmlTemplateEngine: "njk",
  };
};

// Put into pages by the preview alone, before their own scripts.
(() => {
  "use strict";
  const own = document.currentScript ? document.currentScript.dataset : {};
  const lang = () => document.documentElement.lang || "en";
  const words = () => (/^zh/i.test(lang()) ? {
    problems: (count) => `有 ${count} 处要改`,
    more: (count) => `另有 ${count} 处，终端里都有。`,
    kept: "修好之前，页面还是上一次完好的样子。",
    hide: "收起",
    asOf: "显示的是",
    now: "回到现在",
  } : {
    problems: (count) => (count === 1 ? "One problem" : `${count} problems`),
    more: (count) => `And ${count} more; the terminal has them all.`,
    kept: "The page stays as it last was until this is mended.",
    hide: "Hide",
    asOf: "As of",
    now: "Back to now",
  });

  // A page of another time has the clock of that time.
  if (own.now) {
    const Real = Date;
    const ahead = Real.parse(own.now) - Real.now();
    const Moved = function (...given) {
      if (!new.target) return new Moved().toString();
      return given.length ? Reflect.construct(Real, given, new.target) : Reflect.construct(Real, [Moved.now()], new.target);
    };
    Object.setPrototypeOf(Moved, Real);
    Moved.prototype = Real.prototype;
    Moved.prototype.constructor = Moved;
    Moved.now = () => Real.now() + ahead;
    window.Date = Moved;
  }

  const element = (name, text, ...children) => {
    const made = document.createElement(name);
    if (text) made.textContent = text;
    made.append(...children);
    return made;
  };

  // A text of a diagnostic: what stands between backticks is code.
  const rich = (name, text) => element(name, "", ...text.split("`").map((part, at, all) =>
    (at % 2 && at < all.length - 1 ? element("code", part) : (at % 2 ? "`" : "") + part)));

  // What is ours stands in a shadow: neither the page's styles nor its scripts meet it.
  const STYLE = `
    :host{all:initial;position:fixed;z-index:2147483647;font:15px/1.5 "Helvetica Neue",Roboto,"Segoe UI",Arial,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif;
      --paper:#fffdf8;--ink:#1d1b16;--soft:#6a655a;--line:#d9d3c5;--mark:#ffe2a8;--spot:#b3261e}
    @media (prefers-color-scheme:dark){:host{--paper:#201e19;--ink:#f1ece0;--soft:#a9a293;--line:#453f34;--mark:#6b4d0d;--spot:#ff8a7d}}
    @media print{:host{display:none}}
    *{box-sizing:border-box;margin:0}
    .sheet{position:fixed;inset:auto 0 0;max-height:66vh;overflow:auto;overscroll-behavior:contain;background:var(--paper);color:var(--ink);
      border-top:5px solid var(--spot);box-shadow:0 -6px 30px #0004;padding:1rem max(1rem,calc(50vw - 34rem)) 1.5rem}
    .top{display:flex;gap:1rem;align-items:baseline;justify-content:space-between;position:sticky;top:-1rem;background:var(--paper);padding-block:.5rem}
    h1{font-size:1.25rem;line-height:1.3}h2{font-size:1rem;line-height:1.4;margin-top:1.25rem;padding-top:1rem;border-top:1px solid var(--line);overflow-wrap:anywhere}
    .kept,.code{color:var(--soft)}.help::before{content:"→ "}.code{font-size:.8125rem}
    .file{font:600 .875rem/1.5 ui-monospace,"Cascadia Mono",Menlo,Consolas,"DejaVu Sans Mono","Noto Sans Mono CJK SC",monospace;margin-top:.5rem;overflow-wrap:anywhere}
    .file span{font-weight:400;color:var(--soft)}
    pre{font:.875rem/1.6 ui-monospace,"Cascadia Mono",Menlo,Consolas,"DejaVu Sans Mono","Noto Sans Mono CJK SC",monospace;overflow-x:auto;margin-block:.25rem;padding:.5rem .75rem;
      border:1px solid var(--line);border-radius:4px;tab-size:2}
    pre b{font-weight:400;color:var(--soft);user-select:none}
    code{font:.9em ui-monospace,"Cascadia Mono",Menlo,Consolas,"DejaVu Sans Mono","Noto Sans Mono CJK SC",monospace;background:color-mix(in srgb,var(--ink) 8%,transparent);border-radius:3px;padding:.1em .25em}
    mark{background:var(--mark);color:inherit;box-shadow:inset 0 -2px var(--spot)}mark:empty{display:inline-block;width:.5em;height:1.1em;vertical-align:text-bottom}
    button{font:inherit;font-weight:600;color:inherit;background:none;border:1px solid var(--soft);border-radius:4px;padding:.3rem .75rem;min-height:2.25rem;cursor:pointer;white-space:nowrap}
    :focus-visible{outline:3px solid var(--ink);outline-offset:2px}
    .time{position:fixed;inset:auto auto .75rem .75rem;max-width:calc(100vw - 1.5rem);display:flex;flex-wrap:wrap;gap:.25rem .75rem;align-items:center;background:var(--ink);color:var(--paper);
      border-radius:4px;padding:.375rem .375rem .375rem .875rem;box-shadow:0 2px 14px #0005}
    .time button{border-color:currentColor}.time :focus-visible{outline-color:var(--paper)}`;
  const shade = (name, label) => {
    const host = document.createElement(name);
    const shadow = host.attachShadow({ mode: "open" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    shadow.adoptedStyleSheets = [sheet];
    host.lang = lang();
    document.documentElement.append(host);
    return { host, shadow };
  };

  let overlay = null;
  // Shows what is wrong, or takes it away: `problems`, and how many `more` there are, as `/_handbill/look` tells them.
  let told = "";
  const tell = (problems, more) => {
    const now = JSON.stringify([problems, more]);
    if (now === told) return;
    told = now;
    const top = overlay ? overlay.shadow.firstChild.scrollTop : 0;
    if (overlay) overlay.host.remove();
    overlay = null;
    if (!problems.length || "ours" in own) return;
    const say = words();
    overlay = shade("handbill-problems");
    const hide = element("button", say.hide);
    hide.type = "button";
    hide.addEventListener("click", () => overlay && overlay.host.remove());
    const sheet = element("section", "", element("div", "",
      element("h1", say.problems(problems.length + more)), hide), element("p", say.kept));
    sheet.className = "sheet";
    sheet.setAttribute("role", "alert");
    sheet.firstChild.className = "top";
    sheet.lastChild.className = "kept";
    for (const problem of problems) {
      sheet.append(rich("h2", problem.message));
      for (const place of problem.places) {
        const at = place.start ? `:${place.start.line}:${place.start.column}` : "";
        const file = element("p", place.file + at);
        file.className = "file";
        if (place.says) file.append(element("span", ` — ${place.says}`));
        sheet.append(file);
        if (!place.lines.length) continue;
        const width = String(place.lines[place.lines.length - 1].number).length;
        const text = element("pre");
        text.tabIndex = 0;
        for (const line of place.lines) {
          text.append(element("b", `${String(line.number).padStart(width)} │ `), line.before);
          if (line.marked || line.number === place.start.line) text.append(element("mark", line.marked));
          text.append(line.after, "\n");
        }
        sheet.append(text);
      }
      for (const help of problem.help) {
        const line = rich("p", help);
        line.className = "help";
        sheet.append(line);
      }
      const code = element("p", `${problem.severity}[${problem.code}]`);
      code.className = "code";
      sheet.append(code);
    }
    if (more) sheet.append(element("h2", say.more(more)));
    overlay.shadow.append(sheet);
    sheet.scrollTop = top;
  };
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && overlay) overlay.host.remove();
  });

  // Of which time the page is, and the way back; the desk has it beside its own slider.
  const date = () => {
    if (!own.cookie || window.top !== window) return;
    const say = words();
    const { shadow } = shade("handbill-time");
    let at = own.now;
    try {
      const how = { dateStyle: "full", timeStyle: "short", hourCycle: "h23", timeZone: own.zone };
      at = new Intl.DateTimeFormat(lang() === "en" ? "en-GB" : lang(), how).format(new Date(own.now));
    } catch { /* A zone or a language that this browser does not know. */ }
    const back = element("button", say.now);
    back.type = "button";
    back.addEventListener("click", () => {
      document.cookie = `${own.cookie}=; path=/; max-age=0; SameSite=Strict`;
      // The other tabs are of the same time.
      if (channel) channel.postMessage({ reload: true });
      leave();
    });
    const note = element("div", "", element("span", `${say.asOf} ${at}`), back);
    note.className = "time";
    note.setAttribute("role", "note");
    shadow.append(note);
  };

  const channel = typeof BroadcastChannel === "function" ? new BroadcastChannel("handbill") : null;

  // The place of a reader: how far down, and which details are open. It outlives a reload of ours, and nothing else.
  const PLACE = "handbill-place";
  const leave = () => {
    const open = Array.from(document.querySelectorAll("details"), (details) => details.open);
    const place = { page: location.pathname, x: scrollX, y: scrollY, open };
    try {
      sessionStorage.setItem(PLACE, JSON.stringify(place));
    } catch { /* A browser that keeps nothing shows the page from its top. */ }
    location.reload();
  };
  const come = () => {
    let place = null;
    try {
      place = JSON.parse(sessionStorage.getItem(PLACE));
      sessionStorage.removeItem(PLACE);
    } catch { /* As above. */ }
    if (!place || place.page !== location.pathname) return;
    document.querySelectorAll("details").forEach((details, at) => {
      if (at in place.open) details.open = place.open[at];
    });
    const go = () => scrollTo({ left: place.x, top: place.y, behavior: "instant" });
    go();
    // Pictures without a size, and fonts, move the page once more.
    addEventListener("load", go, { once: true });
  };

  // Puts other styles in the place of the page's, each when it is there, so that the page is never without.
  const restyle = (styles) => {
    const links = Array.from(document.querySelectorAll("link")).filter((link) => link.relList.contains("stylesheet") && !link.dataset.gone);
    if (links.length !== styles.length) return false;
    links.forEach((link, at) => {
      const { href, integrity } = styles[at];
      if (link.getAttribute("href") === href) return;
      const next = link.cloneNode();
      next.href = href;
      next.integrity = integrity;
      link.dataset.gone = "";
      next.addEventListener("load", () => link.remove());
      next.addEventListener("error", () => {
        delete link.dataset.gone;
        next.remove();
      });
      link.after(next);
    });
    return true;
  };


// Put into pages by the preview alone, before their own scripts.
(() => {
  "use strict";
  const own = document.currentScript ? document.currentScript.dataset : {};
  const lang = () => document.documentElement.lang || "en";
  const words = () => (/^zh/i.test(lang()) ? {
    problems: (count) => `有 ${count} 处要改`,
    more: (count) => `另有 ${count} 处。`,
    all: "在工作台里看",
    page: "修好之前，这一页还是上一次完好的样子。",
    site: "修好之前，整个网站还是上一次完好的样子，别处的修改也看不到。",
    lost: "现在看到的是上一次读到的内容。文件回来之前，修改看不到。",
    ended: "预览没有回应。看到的是旧页面：请在终端里重新启动。",
    refused: "预览已重新启动。请用终端里的新地址打开。",
    hide: "收起",
    asOf: "显示的是",
    now: "回到现在",
  } : {
    problems: (count) => (count === 1 ? "One problem" : `${count} problems`),
    more: (count) => `And ${count} more.`,
    all: "See them on the desk",
    page: "This page stays as it last was until this is mended.",
    site: "Until this is mended the whole site stays as it last was: no other change is shown either.",
    lost: "You see what was read last. No change is shown until the files are back.",
    ended: "The preview does not answer. What you see is old: start it again in the terminal.",
    refused: "The preview was started again. Open it by the new address in the terminal.",
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
    a{color:inherit}h1{font-size:1.25rem;line-height:1.3}h2{font-size:1rem;line-height:1.4;margin-top:1.25rem;padding-top:1rem;border-top:1px solid var(--line);overflow-wrap:anywhere}
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
    .silence{inset:auto .75rem .75rem auto;background:var(--spot);padding:.5rem .875rem}
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
  // Shows what is wrong, or takes it away, as `/_handbill/look` tells it.
  let told = "";
  const tell = ({ problems, more, stays, lost }) => {
    const now = JSON.stringify([problems, more, stays, lost]);
    if (now === told) return;
    told = now;
    const top = overlay ? overlay.shadow.firstChild.scrollTop : 0;
    if (overlay) overlay.host.remove();
    overlay = null;
    if ((!problems.length && !lost) || "ours" in own) return;
    const say = words();
    const count = problems.length + more;
    const note = lost ? say.lost : say[stays] || "";
    overlay = shade("handbill-problems");
    const hide = element("button", say.hide);
    hide.type = "button";
    hide.addEventListener("click", () => overlay && overlay.host.remove());
    const sheet = element("section", "", element("div", "",
      lost ? rich("h1", lost) : element("h1", say.problems(count)), hide), element("p", note));
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
    if (more) {
      const desk = element("a", say.all);
      desk.href = "/_handbill/problems/";
      sheet.append(element("h2", `${say.more(more)} `, desk));
    }
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

  // Says that nothing new comes any more, or takes it away: `ended`, `refused`, or nothing.
  let silence = null;
  const hush = (why) => {
    if (silence && silence.host.dataset.why === why) return;
    if (silence) silence.host.remove();
    silence = null;
    if (!why) return;
    silence = shade("handbill-silence");
    silence.host.dataset.why = why;
    const note = element("div", "", element("span", words()[why]));
    note.className = "time silence";
    note.setAttribute("role", "status");
    silence.shadow.append(note);
  };

  const channel = typeof BroadcastChannel === "function" ? new BroadcastChannel("handbill") : null;

  // The place of a reader: what stands at the top of the window, and which details are open, by their words, since others may
  // have come before them. It outlives a reload of ours, and nothing else.
  const PLACE = "handbill-place";
  const BLOCKS = "main :is(h1,h2,h3,h4,h5,h6,p,li,pre,tr,dt,dd,summary)";
  // Each by its words, and how many before it have the same.
  const named = (elements, source) => {
    const before = new Map();
    return Array.from(elements, (found) => {
      const words = `${found.localName} ${source(found).textContent.trim().slice(0, 200)}`;
      before.set(words, (before.get(words) ?? -1) + 1);
      return { found, name: `${before.get(words)} ${words}` };
    });
  };
  const blocks = () => named(document.querySelectorAll(BLOCKS), (block) => block);
  const folds = () => named(document.querySelectorAll("details"), (details) => details.querySelector("summary") || details);
  // What stays where it is while the page moves is no mark of a place.
  const moves = (found) => !found || (!/sticky|fixed/.test(getComputedStyle(found).position) && moves(found.parentElement));
  let leaves = false;
  const leave = () => {
    const open = folds().map(({ found, name }) => [name, found.open]);
    // Several, since the first may be the one that is being written.
    const near = scrollY > 0 ? blocks().map(({ found, name }) => ({ found, name, top: found.getBoundingClientRect().top }))
      .filter(({ found, top }) => top >= 0 && top < innerHeight && moves(found)).slice(0, 20).map(({ name, top }) => ({ name, top })) : [];
    const place = { page: location.pathname, x: scrollX, y: scrollY, open, near };
    try {
      // A browser would put back the number of pixels.
      history.scrollRestoration = "manual";
      leaves = true;
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
    const open = new Map(place.open);
    for (const { found, name } of folds()) if (open.has(name)) found.open = open.get(name);
    const go = () => {
      const here = new Map(blocks().map(({ found, name }) => [name, found]));
      const mark = place.near.find(({ name }) => here.has(name));
      const top = mark ? scrollY + here.get(mark.name).getBoundingClientRect().top - mark.top : place.y;
      scrollTo({ left: place.x, top, behavior: "instant" });
    };
    go();
    // Pictures without a size, and fonts, move the page once more.
    addEventListener("load", go, { once: true });
  };
  // Whoever comes back by the back button is put where they were by the browser.
  addEventListener("pagehide", () => {
    if (!leaves) history.scrollRestoration = "auto";
  });

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


// Finds questions by their words, answers and keywords while a reader types, and keeps what they look for in the address.
(() => {
  const form = document.getElementById("Seek");
  if (!form) return;
  const field = form.elements.q;
  const told = form.querySelector("output");
  const plain = (text) => text.normalize("NFKC").toLowerCase();
  const entry = (part) => document.querySelector(`nav a[href="#${CSS.escape(part.id)}"]`)?.closest("li");
  const all = [...document.querySelectorAll(".answer")].map((part) => [part, entry(part), plain(part.textContent)]);
  const seek = () => {
    const sought = plain(field.value).split(/\s+/).filter(Boolean);
    let n = 0;
    all.forEach(([part, item, text]) => {
      const hit = sought.every((word) => text.includes(word));
      part.hidden = !hit;
      if (item) item.hidden = !hit;
      n += hit;
    });
    told.textContent = sought.length ? told.dataset[n ? "some" : "none"].replace("{n}", n) : "";
    const url = new URL(location);
    if (sought.length) url.searchParams.set("q", field.value.trim());
    else url.searchParams.delete("q");
    // A page on a disk has no address that could be changed.
    try { history.replaceState(null, "", url); } catch {}
  };
  form.addEventListener("submit", (event) => event.preventDefault());
  // Letters of a word that is still being composed are no word.
  field.addEventListener("input", (event) => event.isComposing || seek());
  field.addEventListener("compositionend", seek);
  // A link to an answer shows it, whatever is looked for.
  addEventListener("hashchange", () => {
    const part = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!part?.hidden) return;
    field.value = "";
    seek();
    part.scrollIntoView();
  });
  form.hidden = false;
  field.value = new URLSearchParams(location.search).get("q") ?? "";
  if (field.value) seek();
})();

// Finds questions by their words, answers and keywords while a reader types, and keeps what they look for in the address.
(() => {
  const form = document.getElementById("Seek");
  if (!form) return;
  const field = form.elements.q;
  const told = form.querySelector("output");
  const plain = (text) => text.normalize("NFKC").toLowerCase();
  const items = document.querySelectorAll("nav.ox li");
  const all = [...document.querySelectorAll(".answer")].map((part) => [part, plain(part.textContent)]);
  const seek = () => {
    const sought = plain(field.value).split(/\s+/).filter(Boolean);
    let n = 0;
    all.forEach(([part, text], at) => {
      const hit = sought.every((word) => text.includes(word));
      part.hidden = items[at].hidden = !hit;
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
  form.hidden = false;
  field.value = new URLSearchParams(location.search).get("q") ?? "";
  if (field.value) seek();
})();

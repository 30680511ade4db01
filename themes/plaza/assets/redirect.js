// Follows the link of a redirect page before the refresh does, and takes along the query and the
// fragment that the reader came with.
(() => {
  const link = document.getElementById("Target");
  if (!link) return;
  const to = new URL(link.href);
  if (location.search) to.search = location.search;
  if (location.hash) to.hash = location.hash;
  location.replace(to);
})();

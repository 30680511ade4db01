// Put into pages by the preview alone: reloads the page when the site has changed.
(function () {
  "use strict";
  var script = document.currentScript;
  var shown = script ? script.dataset.edition : "";
  var news = null;

  function listen() {
    news = new EventSource("/_handbill/events");
    news.addEventListener("edition", function (message) {
      if (message.data !== shown) {
        news.close();
        location.reload();
      }
    });
    news.addEventListener("error", function () {
      // The browser tries again by itself, unless it was refused.
      if (news.readyState === EventSource.CLOSED) {
        setTimeout(listen, 1000);
      }
    });
  }

  // A page that waits behind the back button must not hold one of the browser's few connections.
  addEventListener("pagehide", function () {
    if (news) {
      news.close();
    }
  });
  addEventListener("pageshow", function (event) {
    if (event.persisted) {
      listen();
    }
  });
  listen();
})();

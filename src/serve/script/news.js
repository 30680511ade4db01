  // One tab of a browser listens for all: connections to one server are few. It has the lock while it lives; the next one takes it then.
  let edition = own.edition;
  let shows = own.shows;
  let asking = null;
  const ask = (latest) => {
    if (latest === edition) return;
    if (asking) {
      // What is being answered may be of before.
      asking = latest;
      return;
    }
    asking = latest;
    const query = new URLSearchParams({ page: location.pathname, shows });
    fetch(`/_handbill/look?${query}`, { cache: "no-store" })
      .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(String(answer.status)))))
      .then((advice) => {
        if (advice.step === "reload" || (advice.step === "restyle" && !restyle(advice.styles))) return leave();
        edition = advice.edition;
        shows = advice.shows;
        tell(advice.problems);
      })
      .catch(() => {
        // The preview is being started again: the next stream begins with its edition.
        edition = "";
      })
      .finally(() => {
        const missed = asking !== latest ? asking : edition;
        asking = null;
        if (missed !== edition) ask(missed);
      });
  };

  let stream = null;
  let release = null;
  const channel = typeof BroadcastChannel === "function" ? new BroadcastChannel("handbill") : null;
  const hear = (latest) => {
    ask(latest);
    if (channel) channel.postMessage(latest);
  };
  if (channel) channel.onmessage = (message) => (message.data ? ask(message.data) : stream && hear(heard));
  let heard = "";
  const listen = () => {
    if (stream) stream.close();
    stream = new EventSource("/_handbill/events");
    stream.addEventListener("edition", (message) => hear((heard = message.data)));
    stream.addEventListener("error", () => {
      // The browser tries again by itself, unless it was refused.
      if (stream && stream.readyState === EventSource.CLOSED) setTimeout(() => stream && listen(), 1000);
    });
  };
  const begin = () => {
    if (navigator.locks && channel) {
      navigator.locks.request("handbill", () => new Promise((done) => {
        release = done;
        listen();
      }));
      // Whoever listens already says what it has heard last.
      channel.postMessage("");
    } else {
      // Without locks (a phone, by an address that is not this machine's) the tab in front listens.
      document.addEventListener("visibilitychange", () => (document.hidden ? end() : listen()));
      if (!document.hidden) listen();
    }
  };
  const end = () => {
    if (stream) stream.close();
    stream = null;
    if (release) release();
    release = null;
  };

  const start = () => {
    come();
    date();
    begin();
  };
  if (document.readyState === "loading" && own.now) addEventListener("DOMContentLoaded", start);
  else start();
  // A page that waits behind the back button must not hold one of the browser's few connections.
  addEventListener("pagehide", end);
  addEventListener("pageshow", (event) => event.persisted && begin());
})();

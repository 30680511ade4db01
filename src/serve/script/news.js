  // One tab of a browser listens for all: connections to one server are few. It has the lock while it lives; the next one takes it then.
  let edition = own.edition;
  let shows = own.shows;
  let asking = null;
  let pause = 500;
  // Loads the page again, but not for the same news twice: whoever did so was shown the same once more.
  const LEFT = "handbill-left";
  const reload = (latest) => {
    const reason = `${latest} ${location.pathname}`;
    try {
      if (sessionStorage.getItem(LEFT) === reason) return false;
      sessionStorage.setItem(LEFT, reason);
    } catch { /* A browser that keeps nothing has to take it as it comes. */ }
    leave();
    return true;
  };
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
      .then((answer) => (answer.ok ? answer.json() : Promise.reject(answer.status)))
      .then((advice) => {
        const leaves = advice.step === "reload" || (advice.step === "restyle" && !restyle(advice.styles));
        if (leaves && reload(advice.edition)) return;
        pause = 500;
        hush("");
        edition = advice.edition;
        shows = advice.shows;
        tell(advice);
        const missed = asking !== latest ? asking : edition;
        asking = null;
        ask(missed);
      })
      .catch((status) => {
        // The preview is being started again, or has no place: it is asked until it answers.
        if (status === 403) hush("refused");
        const next = asking;
        asking = null;
        edition = "";
        setTimeout(() => ask(next), pause);
        pause = Math.min(pause * 2, 30000);
      });
  };

  let stream = null;
  let release = null;
  let waiting = null;
  const hear = (latest) => {
    hush("");
    ask(latest);
    if (channel) channel.postMessage(latest);
  };
  // How long nothing may answer until readers are told: a preview that is started again is back before.
  const SILENT = 4000;
  let silent = 0;
  const miss = () => {
    silent = silent || setTimeout(async () => {
      const status = await fetch("/_handbill/events", { method: "HEAD" }).then((answer) => answer.status, () => 0);
      if (!silent || status === 200) return;
      const silence = status === 403 ? "refused" : "ended";
      hush(silence);
      if (channel) channel.postMessage({ silence });
    }, SILENT);
  };
  let heard = "";
  if (channel) {
    channel.onmessage = ({ data }) => {
      if (data.reload) leave();
      else if (data.silence) hush(data.silence);
      else if (data) {
        hush("");
        ask(data);
      } else if (stream && heard) hear(heard);
    };
  }
  const listen = () => {
    if (stream) stream.close();
    stream = new EventSource("/_handbill/events");
    stream.addEventListener("edition", (message) => {
      clearTimeout(silent);
      silent = 0;
      hear((heard = message.data));
    });
    stream.addEventListener("error", () => {
      miss();
      // The browser tries again by itself, unless it was refused.
      if (stream && stream.readyState === EventSource.CLOSED) setTimeout(() => stream && listen(), 1000);
    });
  };
  const hasLocks = Boolean(navigator.locks && channel);
  const begin = () => {
    if (hasLocks) {
      waiting = new AbortController();
      navigator.locks.request("handbill", { signal: waiting.signal }, () => new Promise((done) => {
        release = done;
        listen();
      })).catch(() => { /* This page has gone, and waits no longer. */ });
      // Whoever listens already says what it has heard last.
      channel.postMessage("");
    } else if (!document.hidden) listen();
  };
  const end = () => {
    if (stream) stream.close();
    stream = null;
    clearTimeout(silent);
    silent = 0;
    if (waiting) waiting.abort();
    waiting = null;
    if (release) release();
    release = null;
  };
  // Without locks (a phone, by an address that is not this machine's) the tab in front listens.
  if (!hasLocks) document.addEventListener("visibilitychange", () => (document.hidden ? end() : listen()));

  const start = () => {
    come();
    begin();
    date();
  };
  if (document.readyState === "loading" && own.now) addEventListener("DOMContentLoaded", start);
  else start();
  // A page that waits behind the back button must not hold one of the browser's few connections.
  addEventListener("pagehide", end);
  addEventListener("pageshow", (event) => event.persisted && begin());
})();

// The desk's own script: the slider over time, and what is wrong with posters, told in its place.
(function () {
  "use strict";

  function slider(clock) {
    var data = clock.dataset;
    var range = document.getElementById("slider");
    var output = document.getElementById("shown");
    var held = document.getElementById("held");
    var field = document.getElementById("instant");
    var frame = document.getElementById("frame");
    var open = document.getElementById("open");
    var page = document.getElementById("page");
    var now = document.getElementById("now");
    var links = { previous: document.getElementById("previous"), next: document.getElementById("next") };
    var turns = data.turns ? data.turns.split(" ").map(Number) : [];
    var shown = Number(data.shown);
    var zone = data.zone;
    var lang = document.documentElement.lang;
    var name = "handbill-at-" + (location.port || "80");
    var words = new Intl.DateTimeFormat(lang === "zh" ? "zh-CN" : "en-GB", {
      timeZone: zone, year: "numeric", month: lang === "zh" ? "long" : "short", day: "numeric",
      weekday: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23"
    });
    var digits = new Intl.DateTimeFormat("en-CA", {
      timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", hourCycle: "h23"
    });

    function parts(format, second) {
      var found = {};
      format.formatToParts(new Date(second * 1000)).forEach(function (part) {
        found[part.type] = part.value;
      });
      return found;
    }

    // As the server writes it.
    function text(second) {
      var p = parts(words, second);
      var clock = p.hour + ":" + p.minute;
      if (lang === "zh") {
        return p.year + "年" + parseInt(p.month, 10) + "月" + p.day + "日 " + p.weekday + " " + clock;
      }
      return p.weekday + " " + p.day + " " + p.month + " " + p.year + ", " + clock;
    }

    function local(second) {
      var p = parts(digits, second);
      return p.year + "-" + p.month + "-" + p.day + "T" + p.hour + ":" + p.minute;
    }

    function iso(second) {
      return new Date(second * 1000).toISOString().replace(".000Z", "Z");
    }

    function before(second) {
      return turns.filter(function (turn) { return turn < second; }).pop();
    }

    function behind(second) {
      return turns.find(function (turn) { return turn > second; });
    }

    function lead(link, second) {
      if (second === undefined) {
        link.removeAttribute("href");
        link.setAttribute("role", "link");
        link.setAttribute("aria-disabled", "true");
      } else {
        link.href = data.at + "?instant=" + encodeURIComponent(iso(second)) + "&back=" + encodeURIComponent(data.back);
        link.removeAttribute("role");
        link.removeAttribute("aria-disabled");
      }
    }

    // Says an instant, before anything is loaded.
    function say(second) {
      shown = second;
      output.textContent = text(second);
      range.setAttribute("aria-valuetext", output.textContent);
    }

    // Shows the site as of an instant; of none, as of now.
    function show(second, isNow) {
      say(second);
      range.value = String(second);
      field.value = local(second);
      held.textContent = isNow ? held.dataset.now : held.dataset.then;
      held.classList.toggle("on", isNow);
      lead(links.previous, before(second));
      lead(links.next, behind(second));
      document.cookie = name + "=" + (isNow ? "; Max-Age=0" : iso(second)) + "; path=/; SameSite=Strict";
      reload();
    }

    // One load after another: a page that is on its way may be of the instant before.
    var busy = false;
    var again = false;
    function reload() {
      if (busy) {
        again = true;
        return;
      }
      busy = true;
      try {
        frame.contentWindow.location.reload();
      } catch (error) {
        // Another site, by a link.
        frame.src = open.href;
      }
    }

    function go(link, find) {
      link.addEventListener("click", function (event) {
        var second = find();
        event.preventDefault();
        if (second !== undefined) {
          show(second, false);
        }
      });
    }

    var inner = frame.contentDocument;
    busy = !inner || inner.readyState !== "complete" || inner.URL === "about:blank";
    range.closest("[hidden]").hidden = false;
    say(shown);
    range.value = String(shown);
    range.addEventListener("input", function () { say(Number(range.value)); });
    range.addEventListener("change", function () { show(Number(range.value), false); });
    go(links.previous, function () { return before(shown); });
    go(links.next, function () { return behind(shown); });
    now.addEventListener("click", function (event) {
      event.preventDefault();
      show(data.still ? Number(data.now) : Math.floor(Date.now() / 1000), true);
    });
    document.querySelectorAll("a.turn").forEach(function (link) {
      go(link, function () { return Number(link.dataset.second); });
      link.addEventListener("click", function () { clock.scrollIntoView({ block: "start" }); });
    });
    page.addEventListener("change", function () {
      busy = true;
      frame.src = page.value;
    });
    // Where the reader has gone inside the frame.
    frame.addEventListener("load", function () {
      busy = false;
      if (again) {
        again = false;
        reload();
      }
      try {
        open.href = frame.contentWindow.location.href;
      } catch (error) {
        // Another site, by a link: it is none of ours.
      }
    });
  }

  // What is wrong with a poster stands on a page of its own, which takes as long as the drawing.
  function tell(place) {
    var picture = place.closest("figure").querySelector("img");
    function ask() {
      fetch(place.dataset.from, { credentials: "same-origin" }).then(function (answer) {
        return answer.ok ? answer.text() : "";
      }).then(function (html) {
        var told = new DOMParser().parseFromString(html, "text/html").getElementById("told");
        if (told) {
          place.replaceChildren.apply(place, told.children);
        }
      }).catch(function () {});
    }
    // A picture that nobody has come near yet is not being drawn either.
    var near = new IntersectionObserver(function (entries) {
      if (!entries.some(function (entry) { return entry.isIntersecting; })) {
        return;
      }
      near.disconnect();
      if (picture.complete) {
        ask();
      } else {
        picture.addEventListener("load", ask);
        picture.addEventListener("error", ask);
      }
    });
    near.observe(picture);
  }

  var clock = document.getElementById("clock");
  if (clock) {
    slider(clock);
  }
  document.querySelectorAll(".told[data-from]").forEach(tell);
})();

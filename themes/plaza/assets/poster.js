// What only a script can do for a poster: share it, copy its words. And what cannot be done in WeChat's browser is
// taken away there: it neither shares nor downloads.
(() => {
  const inWeChat = /MicroMessenger/i.test(navigator.userAgent);
  document.documentElement.classList.add(inWeChat ? "in-wechat" : "elsewhere");
  const by = (id) => document.getElementById(id);
  const [picture, told, words, link] = ["Poster", "Told", "Words", "Link"].map(by);
  if (!picture || !told || !words || !link) return;

  let gone;
  const tell = (how) => {
    told.textContent = "";
    clearTimeout(gone);
    // Said anew, so that it is read out also when it is the same again.
    setTimeout(() => (told.textContent = told.dataset[how]), 60);
    gone = setTimeout(() => (told.textContent = ""), 6000);
  };
  const mark = (element) => {
    const range = document.createRange();
    range.selectNodeContents(element);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
  };
  const copy = async (element) => {
    try {
      await navigator.clipboard.writeText(element.innerText.trim());
      tell("done");
    } catch {
      mark(element);
      tell(document.execCommand("copy") ? "done" : "failed");
    }
  };
  const share = async (make) => {
    try {
      await navigator.share(await make());
    } catch (error) {
      if (error.name !== "AbortError") copy(link);
    }
  };
  const title = words.innerText.split("\n")[0];
  const text = () => words.innerText.replace(link.innerText, "").trim();
  const file = (parts) => {
    const type = /\.png$/.test(picture.src) ? "image/png" : "image/jpeg";
    return new File(parts, picture.dataset.name, { type });
  };
  const canShare = () => {
    try {
      return navigator.canShare({ files: [file(["-"])] });
    } catch {
      return false;
    }
  };
  const can = { copy: true, share: !inWeChat && !!navigator.share, picture: !inWeChat && canShare() };
  const act = {
    copy: (button) => copy(by(button.dataset.of)),
    share: () => share(() => ({ title, text: text(), url: link.innerText })),
    picture: () =>
      share(async () => {
        const answer = await fetch(picture.src);
        return { files: [file([await answer.blob()])], title, text: text() };
      }),
  };
  for (const button of document.querySelectorAll("[data-do]")) {
    const name = button.dataset.do;
    button.hidden = !can[name];
    button.addEventListener("click", () => act[name](button));
  }
})();

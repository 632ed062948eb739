// Is everything saved? Said in words beside the title of the page, and to who cannot see it when it matters.

const CALM = 600; // "Saving" stays so long that one can read it
const SHORT = 1500; // a connection that comes back sooner is no news

export function makeSaving({ words, isOwnDevice, reads }) {
  const root = document.querySelector("[data-live]");
  const [saved, save, note, said] = ["saved", "save", "live-note", "live-said"].map((id) => document.getElementById(id));
  let facts = { state: "connecting" };
  let since = Date.now();
  let timer = 0;
  let busyUntil = 0;
  let device = isOwnDevice ? "own" : "shared";

  const isShort = () => Date.now() - since < SHORT;

  function sentence() {
    const { state, bound, waits, ended, signedOut, late } = facts;
    if (ended) return words[`ended${ended}`] ?? words.ended;
    if (signedOut) return words.signedOut;
    if (!bound) return late && !reads ? words.late : "";
    if (state === "connected" || isShort()) return { full: words.deviceFull, blocked: words.deviceBlocked }[device] ?? "";
    if (reads) return words.apartRead;
    if (device === "own") return waits ? words.offlineHere : words.apartHere;
    return waits ? words.offlineOpen : words.apartOpen;
  }

  function short() {
    const { state, bound, waits, ended, late, signedOut, typed } = facts;
    if (ended) return waits ? words.unsaved : words.readOnly;
    if (!bound) return typed ? words.unsaved : late || signedOut ? words.notLive : words.connecting;
    if (!waits) return words.saved;
    return state === "connected" || isShort() ? words.saving : words.unsaved;
  }

  function show() {
    clearTimeout(timer);
    const { state, bound, waits, ended, late } = facts;
    const isSaved = Boolean(bound && !waits && !ended);
    const isCalm = isSaved && Date.now() < busyUntil;
    if (!isSaved) busyUntil = Date.now() + CALM;
    root.dataset.live = bound && state === "connected" ? "connected" : bound || ended || late ? "offline" : "connecting";
    root.dataset.saved = isSaved ? "yes" : "no";
    if (saved && !isCalm) {
      saved.classList.toggle("wait", !isSaved);
      saved.dataset.state = isSaved ? "saved" : "unsaved";
      saved.querySelector("[data-words]").textContent = short();
    }
    if (save) save.hidden = Boolean(bound || ended);
    tell(sentence());
    if (isCalm || (bound && state !== "connected" && isShort())) timer = setTimeout(show, isCalm ? CALM : SHORT);
  }

  function tell(text) {
    const place = note.querySelector("p");
    const before = place.textContent;
    note.querySelector("a").hidden = !facts.signedOut || Boolean(facts.ended);
    if (before === text) return;
    place.textContent = text;
    note.hidden = text === "";
    said.textContent = text || words.back;
  }

  document.addEventListener("input", ({ target }) => {
    if (facts.bound || !target.matches("[data-part]")) return;
    facts.typed = true;
    show();
  });

  return {
    /** What is so now: state, bound, waits, late, signedOut, ended. */
    update(news) {
      if (news.state && news.state !== facts.state) since = Date.now();
      if (facts.waits && news.waits === false) document.body.dispatchEvent(new CustomEvent("live:saved"));
      facts = { ...facts, ...news };
      show();
    },
    /** This device keeps nothing, because it is `full` or `blocked`. */
    forgets(reason) {
      device = reason;
      show();
    },
    get facts() {
      return facts;
    },
  };
}

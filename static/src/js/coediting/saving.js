// Is everything saved? Said in words beside the title of the page, and to who cannot see it when it matters.

const CALM = 600; // "Saving" stays so long that one can read it
const SHORT = 1500; // a connection that comes back sooner is no news

export function makeSaving({ words, isOwnDevice }) {
  const root = document.getElementById("placemat");
  const [saved, note, said] = ["saved", "live-note", "live-said"].map((id) => document.getElementById(id));
  const save = document.getElementById("save");
  let facts = {};
  let since = Date.now();
  let shown = "";
  let timer = 0;
  let busyUntil = 0;
  let device = isOwnDevice ? "own" : "shared";

  function sentence() {
    const { state, bound, waits, ended, signedOut } = facts;
    if (ended) return words[`ended${ended}`] ?? words.ended;
    if (signedOut) return words.signedOut;
    if (state === "connected" || (bound && Date.now() - since < SHORT)) return device === "full" || device === "blocked" ? words[device] : "";
    if (!bound) return facts.late ? words.blocked : "";
    const where = device === "own" ? words.here : words.open;
    return waits ? `${words.unsaved}: ${where}` : `${words.apart} ${where}`;
  }

  function short() {
    const { state, bound, waits, ended } = facts;
    if (ended) return waits ? words.unsaved : words.readOnly;
    if (!bound) return facts.late || facts.signedOut ? words.notLive : words.connecting;
    if (!waits) return words.saved;
    return state === "connected" || Date.now() - since < SHORT ? words.saving : words.unsaved;
  }

  function show() {
    clearTimeout(timer);
    const { state, bound, waits } = facts;
    const isSaved = bound && !waits && !facts.ended;
    if (!isSaved) busyUntil = Date.now() + CALM;
    root.dataset.live = state === "connected" && bound ? "connected" : facts.ended || facts.late || bound ? "offline" : "connecting";
    root.dataset.saved = isSaved ? "yes" : "no";
    save.hidden = Boolean(bound || facts.ended);
    const calm = isSaved && shown && Date.now() < busyUntil;
    if (!calm) {
      saved.classList.toggle("wait", !isSaved);
      saved.dataset.state = isSaved ? "saved" : "unsaved";
      saved.querySelector("[data-words]").textContent = short();
      shown = short();
    }
    tell(sentence());
    if (calm || (bound && state !== "connected")) timer = setTimeout(show, calm ? CALM : SHORT);
  }

  function tell(text) {
    const place = note.querySelector("p");
    if (place.dataset.told === text) return;
    const before = place.dataset.told;
    place.dataset.told = place.textContent = text;
    note.hidden = text === "";
    note.querySelector("a").hidden = !facts.signedOut || Boolean(facts.ended);
    said.textContent = text || (before ? words.back : "");
  }

  return {
    /** What is so now: state, bound, waits, late, signedOut, ended. */
    update(news) {
      if (news.state && news.state !== facts.state) since = Date.now();
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

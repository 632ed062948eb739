// News of an open page: a socket that says, in one word, what to look at again. Without it the page looks by itself.

const ASK = "?";
const ANSWER = "!";
const ASKS = 20_000; // between two times that the page asks whether anybody is there
const PATIENCE = 8_000;
const LOOKS = 8_000; // between two looks while no socket gets through
const SLOWEST = 15_000;
const NO_TICKET = 4401;
const NOT_ALLOWED = 4403;

/** `hear(word)` for each piece of news; `missed()` when some may have been missed; `state("up"|"away"|"ended")`. */
export function listen(ticket, { hear, missed, state }) {
  let socket = null;
  let tries = 0;
  let waits = 0;
  let asked = 0;
  let ended = false;

  const address = () => {
    const url = new URL("/news", location.href);
    url.protocol = url.protocol.replace("http", "ws");
    url.searchParams.set("ticket", ticket);
    return url;
  };

  const lost = (code) => {
    clearTimeout(asked);
    socket = null;
    if (ended) return;
    if (code === NO_TICKET || code === NOT_ALLOWED) {
      end();
      return;
    }
    if (tries === 1) state("away");
    const pause = Math.min(SLOWEST, 250 * 2 ** tries) * (0.5 + Math.random() / 2);
    tries += 1;
    clearTimeout(waits);
    waits = setTimeout(open, pause);
  };

  const drop = (code) => {
    if (!socket) return;
    socket.onclose = socket.onmessage = socket.onopen = null;
    socket.close();
    lost(code);
  };

  const ask = () => {
    clearTimeout(asked);
    asked = setTimeout(() => {
      if (!socket) return;
      socket.send(ASK);
      asked = setTimeout(() => drop(0), PATIENCE);
    }, ASKS);
  };

  function open() {
    if (ended || socket) return;
    const one = new WebSocket(address());
    socket = one;
    const given = setTimeout(() => one === socket && drop(0), PATIENCE);
    one.onopen = () => {
      clearTimeout(given);
      if (tries > 0) missed();
      tries = 0;
      state("up");
      ask();
    };
    one.onmessage = ({ data }) => {
      ask();
      if (data !== ANSWER) hear(data);
    };
    one.onclose = ({ code }) => {
      clearTimeout(given);
      if (one === socket) lost(code);
    };
  }

  /** For good: whoever reads this page may no longer see it. */
  function end() {
    ended = true;
    clearTimeout(waits);
    clearTimeout(asked);
    state("ended");
    if (socket) {
      socket.onclose = null;
      socket.close();
    }
  }

  setInterval(() => !ended && !socket?.readyState && tries > 1 && !document.hidden && missed(), LOOKS);
  addEventListener("online", () => { clearTimeout(waits); tries = 1; open(); });
  document.addEventListener("visibilitychange", () => !document.hidden && !socket && (clearTimeout(waits), open()));
  addEventListener("pageshow", (event) => event.persisted && (drop(0), missed()));
  open();
  return { end };
}

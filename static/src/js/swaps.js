// htmx: the token of the page's forms, focus that is not lost when a piece is replaced, and words for who cannot see it.

import { toast } from "./toast.js";

document.addEventListener("htmx:configRequest", (event) => {
  const token = document.querySelector("input[name=csrfmiddlewaretoken]");
  if (token && event.detail.verb !== "get") event.detail.headers["X-CSRFToken"] = token.value;
});

let focused = () => null;
let open = [];

/** How to find the same thing again in the new piece: by its id, or a link by where it leads. */
const findAgain = (element) => {
  if (element.id) return () => document.getElementById(element.id);
  if (!element.matches("a[href]")) return () => null;
  const twins = () => [...document.querySelectorAll(`a[href="${CSS.escape(element.getAttribute("href"))}"]`)];
  const place = twins().indexOf(element);
  return () => (element.isConnected ? element : twins()[place]);
};

document.addEventListener("htmx:beforeSwap", () => {
  // two pieces may come at once: what the first has taken out of the page is still to be found again
  if (document.activeElement && document.activeElement !== document.body) focused = findAgain(document.activeElement);
  open = [...document.querySelectorAll("details[data-stays][open]")].map((one) => one.id);
});

document.addEventListener("htmx:afterSettle", (event) => {
  const piece = event.detail.elt;
  if (!piece.isConnected) return;
  for (const id of open) document.getElementById(id)?.setAttribute("open", "");
  const errors = piece.querySelector("[data-errors], [data-focus]");
  const wanted = errors ?? focused();
  if (wanted && wanted !== document.activeElement) wanted.focus({ preventScroll: !errors });
  focused = () => null;
  announce(piece.querySelector("[data-announce]")?.textContent);
});

// what a page asks for by itself, now and then or because of news, nobody waits for
const isWaitedFor = ({ detail }) => {
  const cause = detail.requestConfig.triggeringEvent;
  return Boolean(cause) && !cause.type.includes(":");
};
const tellOfTrouble = (words) => words && toast(words); // nothing else on the page tells of it
document.addEventListener("htmx:sendError", (event) => isWaitedFor(event) && tellOfTrouble(document.body.dataset.offline));
document.addEventListener("htmx:responseError", (event) => isWaitedFor(event) && tellOfTrouble(document.body.dataset.trouble));

/** Said once, politely, to who cannot see it. */
function announce(words) {
  const region = document.getElementById("announcer");
  if (words && region) region.textContent = words.trim();
}

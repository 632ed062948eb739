// htmx: the token of the page's forms, focus that is not lost when a piece is replaced, and words for who cannot see it.

document.addEventListener("htmx:configRequest", (event) => {
  const token = document.querySelector("input[name=csrfmiddlewaretoken]");
  if (token && event.detail.verb !== "get") event.detail.headers["X-CSRFToken"] = token.value;
});

let focused = "";

document.addEventListener("htmx:beforeSwap", () => {
  focused = document.activeElement?.id ?? "";
});

document.addEventListener("htmx:afterSettle", (event) => {
  const piece = event.detail.elt;
  if (!piece.isConnected) return;
  const errors = piece.querySelector("[data-errors], [data-focus]");
  const wanted = errors ?? (focused && document.getElementById(focused)) ?? null;
  if (wanted && wanted !== document.activeElement) wanted.focus({ preventScroll: !errors });
  announce(piece.querySelector("[data-announce]")?.textContent);
});

document.addEventListener("htmx:sendError", () => announce(document.body.dataset.offline, true));
document.addEventListener("htmx:responseError", () => announce(document.body.dataset.trouble, true));

/** Say it once, politely; a trouble is also shown, because nothing else on the page tells of it. */
export function announce(words, shown = false) {
  const region = document.getElementById(shown ? "toasts" : "announcer");
  if (!words || !region) return;
  if (!shown) {
    region.textContent = words.trim();
    return;
  }
  const toast = document.createElement("p");
  toast.className = "toast-x flush";
  toast.textContent = words;
  region.replaceChildren(toast);
  setTimeout(() => toast.remove(), 12000);
}

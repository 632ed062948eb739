// The guide's margins are fetched anew while people write: what somebody opened stays open, and who is in one keeps their place.

const restless = (target) => {
  const here = target.contains(document.activeElement) ? document.activeElement : null;
  return here && here.matches("summary, button") ? here.id || here.parentElement.id : "";
};

document.addEventListener("htmx:oobBeforeSwap", (event) => {
  const { target, fragment } = event.detail;
  if (!target?.matches("[data-guide]")) return;
  const fresh = fragment.querySelector("[data-guide]") ?? fragment.firstElementChild;
  if (fresh) for (const open of target.querySelectorAll("details[open][id]")) keepOpen(fresh, open.id);
  const id = restless(target);
  if (id) setTimeout(() => refocus(id, target.id));
});

const keepOpen = (fresh, id) => {
  const twin = fresh.querySelector(`#${CSS.escape(id)}`);
  if (twin) twin.open = true;
};

/** The same control where it is still there; else the margin's first or the next beside it: nobody is sent to the top. */
const refocus = (id, margin) => {
  const twin = document.getElementById(id);
  const first = document.querySelector(`#${margin} :is(summary, button)`) ?? document.querySelector(`aside:has(#${margin}) :is(summary, button)`);
  const wanted = (twin?.matches("details") ? twin.querySelector("summary") : twin) ?? first ?? document.querySelector(`.pm-row:has(#${margin}) :is(textarea, a[href])`);
  if (document.activeElement === document.body) wanted?.focus({ preventScroll: true });
};

// A ballot with a script: quick ways without a round trip, dragging over half-hours, ranking themes by a tap.

const boxes = () => [...document.querySelectorAll(".weekgrid input[name=half]")];
const DAY = 48;
const NOON = 24;

/** Tell who keeps unsaved words that something changed. */
const changed = (field) => field?.dispatchEvent(new Event("input", { bubbles: true }));

function tick(some, on) {
  for (const box of some) box.checked = on;
  changed(some[0]);
}

const turn = (some) => tick(some, !some.every((box) => box.checked));

/** As the server does it: collectives/queries/weekly_grid.py. */
function fill(way) {
  const [what, number] = way.split("-");
  const all = boxes();
  const day = (box) => Math.floor(box.value / DAY);
  const time = (box) => box.value % DAY;
  if (what === "all" || what === "none") tick(all, what === "all");
  if (what === "mornings") tick(all.filter((box) => time(box) < NOON), true);
  if (what === "afternoons") tick(all.filter((box) => time(box) >= NOON), true);
  if (what === "day") turn(all.filter((box) => day(box) === Number(number)));
  if (what === "time") turn(all.filter((box) => time(box) === Number(number)));
  if (what === "same") {
    const days = [...new Set(all.map(day))];
    const before = days[days.indexOf(Number(number)) - 1];
    const ticked = new Set(all.filter((box) => day(box) === before && box.checked).map(time));
    const own = all.filter((box) => day(box) === Number(number));
    for (const box of own) box.checked = ticked.has(time(box));
    changed(own[0]);
  }
}

document.addEventListener("click", (event) => {
  const button = event.target.closest(".week button[name=fill]");
  if (!button) return;
  event.preventDefault();
  fill(button.value);
});

// Dragging with a mouse or a pen; a finger scrolls.
let painting = null;
document.addEventListener("pointerdown", (event) => {
  const box = event.target.closest(".half")?.querySelector("input");
  if (!box || event.pointerType === "touch" || event.button !== 0) return;
  painting = { on: !box.checked, first: box, moved: false };
});
document.addEventListener("pointerover", (event) => {
  const box = painting && event.target.closest?.(".half")?.querySelector("input");
  if (!box || box === painting.first && !painting.moved) return;
  painting.moved = true;
  painting.first.checked = painting.on;
  box.checked = painting.on;
  changed(box);
});
document.addEventListener("pointerup", () => setTimeout(() => { painting = null; }));
document.addEventListener("click", (event) => {
  if (painting?.moved && event.detail > 0 && event.target.closest(".half")) event.preventDefault(); // 0: by the keyboard
}, { capture: true });
document.addEventListener("dragstart", (event) => event.target.closest?.(".half") && event.preventDefault());

// Ranking by taps: the three lists stay what is sent.
const RANKS = ["first", "second", "third"];
const selects = () => RANKS.map((rank) => document.querySelector(`select[name=${rank}]`));
const ranked = () => selects().map((select) => select.value).filter(Boolean);

function rank(themes) {
  for (const [place, select] of selects().entries()) select.value = themes[place] ?? "";
  changed(selects()[0]);
}

function show() {
  const themes = ranked();
  for (const line of document.querySelectorAll("[data-theme]")) {
    const place = themes.indexOf(line.dataset.theme);
    const choose = line.querySelector("[data-choose]");
    const words = line.querySelector("[data-words]");
    line.querySelector("[data-rank]").hidden = false;
    choose.setAttribute("aria-pressed", place >= 0);
    choose.disabled = place < 0 && themes.length === RANKS.length;
    words.textContent = words.dataset[RANKS[place] ?? "none"];
    line.querySelector("[data-up]").hidden = place < 1;
  }
}

document.addEventListener("click", (event) => {
  const line = event.target.closest("[data-theme]");
  const theme = line?.dataset.theme;
  const themes = ranked();
  if (event.target.closest("[data-choose]") && line) {
    rank(themes.includes(theme) ? themes.filter((one) => one !== theme) : [...themes, theme]);
  } else if (event.target.closest("[data-up]") && line) {
    const place = themes.indexOf(theme);
    [themes[place - 1], themes[place]] = [themes[place], themes[place - 1]];
    rank(themes);
  }
});

if (document.querySelector("[data-themes]")) {
  document.addEventListener("input", show);
  document.addEventListener("change", show);
  show();
}

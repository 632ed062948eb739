// Clocks that count on from what the server said. What time this device thinks it is does not matter.

const counted = new WeakMap();

const words = (seconds) => {
  const whole = Math.abs(seconds);
  return `${seconds < 0 ? "+" : ""}${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
};

function show(timer) {
  const began = counted.get(timer) ?? performance.now();
  counted.set(timer, began);
  const gone = "paused" in timer.dataset ? 0 : Math.floor((performance.now() - began) / 1000);
  const left = Number(timer.dataset.left) - gone;
  const clock = timer.querySelector("[data-clock]");
  if (clock.textContent !== words(left)) clock.textContent = words(left);
  clock.classList.toggle("over", left < 0);
  const share = timer.closest("main, body").querySelector("[data-share]");
  const length = Number(timer.dataset.length);
  if (share && length) share.value = Math.min(100, (100 * (length - left)) / length);
}

const showAll = () => document.querySelectorAll("[data-timer]").forEach(show);

export function runTimers() {
  showAll();
  setInterval(showAll, 250);
  document.addEventListener("htmx:afterSettle", showAll);
}

// A few words that come and go, and with them perhaps one thing to do.

const STAYS = 20_000;

/** Returns the button, when there is one. */
export function toast(text, { label, act } = {}) {
  const place = document.createElement("div");
  place.className = "toast-x";
  const words = document.createElement("span");
  words.textContent = text;
  place.append(words);
  const button = document.createElement("button");
  if (label) {
    button.type = "button";
    button.className = "btn btn-quiet";
    button.textContent = label;
    button.addEventListener("click", () => {
      place.remove();
      act();
    });
    place.append(button);
  }
  document.getElementById("toasts").replaceChildren(place);
  const leave = () => (place.contains(document.activeElement) ? setTimeout(leave, STAYS) : place.remove());
  setTimeout(leave, STAYS);
  return button;
}

// Answers that were not sent yet, kept on this device only: <form data-draft="a key that only this person's page has">.
// A page that says data-sent="key" takes them away: the server has them.

const PREFIX = "draft:";
const form = document.querySelector("form[data-draft]");
const sent = document.querySelector("[data-sent]")?.dataset.sent;
const keyOf = (key) => PREFIX + key;

/** The device may have no room, or keep nothing for anybody: then the page works as without a script. */
function attempt(work) {
  try {
    return work();
  } catch {
    return null;
  }
}

const typed = () =>
  [...form.elements]
    .filter((field) => field.name && !["hidden", "submit"].includes(field.type) && field.tagName !== "BUTTON")
    .map((field) => (["radio", "checkbox"].includes(field.type) ? [field.name, field.value, field.checked] : [field.name, field.value]));

function bringBack(kept) {
  let changed = false;
  for (const [name, value, checked] of kept) {
    for (const field of form.elements) {
      if (field.name !== name) continue;
      if (checked === undefined) {
        changed ||= field.value !== value;
        field.value = value;
      } else if (field.value === value) {
        changed ||= field.checked !== checked;
        field.checked = checked;
      }
    }
  }
  return changed;
}

if (sent) attempt(() => localStorage.removeItem(keyOf(sent)));

if (form) {
  const key = keyOf(form.dataset.draft);
  const refused = form.parentElement.querySelector("[data-errors]");
  const kept = refused ? null : attempt(() => JSON.parse(localStorage.getItem(key)));
  if (kept && bringBack(kept)) document.querySelector("[data-draft-note]").hidden = false;

  const keep = () =>
    attempt(() => {
      localStorage.setItem(key, JSON.stringify(typed()));
      return true;
    });

  form.addEventListener("input", () => {
    form.querySelector("[data-draft-kept]").hidden = !keep();
  });

  // Another language: what is typed comes back from this device, so nothing needs to be sent, and Back works.
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button[name=speak]");
    if (!button || !keep()) return;
    event.preventDefault();
    location.assign(`?lang=${button.value}`);
  });

  form.addEventListener("submit", (event) => {
    const note = form.querySelector("[data-draft-offline]");
    note.hidden = navigator.onLine;
    if (navigator.onLine) return;
    event.preventDefault();
    note.textContent = form.dataset.offline;
  });
}

// Dialogs are <dialog> elements. A button with data-dialog="id" opens one; without a script its link or form is used.
// A form or button with data-confirm="words" asks first, in the page's own dialog.

document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-dialog]");
  const dialog = opener && document.getElementById(opener.dataset.dialog);
  if (dialog) {
    event.preventDefault();
    dialog.showModal();
  }
});

const asking = document.getElementById("confirm");

/** Put the question; the answer comes as a promise. */
function ask(words, verb) {
  asking.querySelector("[data-question]").textContent = words;
  asking.querySelector("[data-yes]").textContent = verb;
  asking.returnValue = "";
  asking.showModal();
  return new Promise((resolve) => {
    asking.addEventListener("close", () => resolve(asking.returnValue === "yes"), { once: true });
  });
}

const asked = new WeakSet();

document.addEventListener(
  "submit",
  (event) => {
    const words = event.submitter?.dataset.confirm ?? event.target.dataset.confirm;
    if (!asking || !words || asked.delete(event.target)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const { target, submitter } = event;
    ask(words, submitter?.textContent.trim() ?? "").then((yes) => {
      if (!yes) return;
      asked.add(target);
      target.requestSubmit(submitter);
    });
  },
  { capture: true },
);

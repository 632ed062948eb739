// Signing out: what pages kept on this device goes with the person, and words that wait there are not lost in silence.

import { forgetAnswers, keptStores, someWait, sweep } from "./kept.js";

const isSignOut = (form) => form.matches('form[action*="/accounts/logout/"]');

document.addEventListener(
  "submit",
  (event) => {
    if (isSignOut(event.target) && someWait()) event.target.dataset.confirm = document.body.dataset.leaving;
  },
  { capture: true }, // before dialogs.js asks
);

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (isSignOut(form)) forgetAnswers();
  if (!isSignOut(form) || keptStores().length === 0) return;
  event.preventDefault();
  await sweep(() => true);
  delete form.dataset.confirm;
  form.requestSubmit(event.submitter);
});

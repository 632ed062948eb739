// The faces of a session: clocks, news, answers that are kept. Without this file every page works when it is opened anew.

import { keepAnswers } from "../js/answers.js";
import { listen } from "../js/news.js";
import { tell } from "../js/tell.js";
import { runTimers } from "../js/timer.js";

const WORDS = ["step", "prompt", "answers", "people", "agenda", "notes", "commitments", "decisions", "questions"];

const note = document.getElementById("connection");

runTimers();
keepAnswers();

if (note) {
  const news = listen(note.dataset.news, {
    hear: tell,
    missed: () => WORDS.forEach(tell),
    state: (now) => {
      note.textContent = { away: note.dataset.away, ended: note.dataset.ended }[now] ?? "";
      note.hidden = now === "up";
    },
  });
  document.addEventListener("htmx:responseError", ({ detail }) => {
    const asked = detail.requestConfig.triggeringEvent?.type ?? "";
    if (asked.startsWith("news:") && [401, 403, 404].includes(detail.xhr.status)) news.end();
  });
  document.addEventListener("htmx:afterSettle", () => {
    if (!document.querySelector("[data-gone]")) return;
    news.end();
    note.hidden = true; // the page says it itself
  });
}

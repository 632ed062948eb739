// A session's notes, which a whole group writes. Without this file, or where no socket gets through, their form saves them.

import { begin } from "../js/coediting/page.js";

if (!begin([])) {
  const wait = () => {
    if (begin([])) document.removeEventListener("htmx:afterSettle", wait); // a page that asks for the notes by address
  };
  document.addEventListener("htmx:afterSettle", wait);
}

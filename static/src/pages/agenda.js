// Planning an agenda: an item is dragged by its grip. Up and down stay beside it for the keyboard, a finger and no script.

import { makeDragging } from "../js/dragging.js";

const page = document.getElementById("agenda")?.parentElement;

if (page) {
  makeDragging(page, {
    row: ".run > li[data-item]",
    key: "item",
    grip: "[draggable]",
    move: (item, to) => {
      const form = document.querySelector(`li[data-item="${item}"] form.moves`);
      const place = form.querySelector("[name=place]");
      place.name = "to";
      place.value = String(to + 1);
      form.requestSubmit();
    },
  });
}

// Saved or not, in words: <form data-tells> has #saved and #unsaved somewhere on the page, one of which is shown.

const tell = (saved) => {
  const [yes, no] = [document.getElementById("saved"), document.getElementById("unsaved")];
  if (yes) yes.hidden = !saved;
  if (no) no.hidden = saved;
};
const telling = (element) => Boolean((element.form ?? element).closest?.("form[data-tells]"));

document.addEventListener("input", (event) => telling(event.target) && tell(false));
document.addEventListener("htmx:afterRequest", (event) => {
  if (telling(event.detail.elt)) tell(event.detail.successful);
});

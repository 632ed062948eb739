// A text box grows with its words. Browsers that know field-sizing do it alone.

if (!CSS.supports("field-sizing", "content")) {
  const grow = (box) => {
    box.style.height = "auto";
    box.style.height = `${box.scrollHeight + 2}px`;
  };
  const growAll = (root) => root.querySelectorAll("textarea.form-control").forEach(grow);

  document.addEventListener("input", (event) => event.target.matches("textarea.form-control") && grow(event.target));
  document.addEventListener("written", (event) => grow(event.target)); // by somebody else
  document.addEventListener("htmx:afterSettle", (event) => growAll(event.detail.elt));
  growAll(document);
}

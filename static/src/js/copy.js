// Copying what stands in a field. The button is hidden until a script can do it.

const showAll = (root) => root.querySelectorAll("[data-copy]").forEach((button) => (button.hidden = false));

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  const field = document.querySelector(button.dataset.copy);
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
    button.textContent = button.dataset.copied;
  } catch {
    field.focus(); // it stays selected, for the keyboard
  }
});
document.addEventListener("htmx:afterSettle", (event) => showAll(event.detail.elt));
showAll(document);

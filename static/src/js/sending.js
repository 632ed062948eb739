// How much of what is being sent has left: large files take a while on a phone.

document.addEventListener("htmx:xhr:progress", (event) => {
  const shown = event.target.closest?.("[data-sending]")?.querySelector("[data-sent]");
  if (!shown || !event.detail.lengthComputable) return;
  shown.hidden = false;
  shown.querySelector("progress").value = (100 * event.detail.loaded) / event.detail.total;
});

document.addEventListener("htmx:afterRequest", (event) => {
  const shown = event.target.closest?.("[data-sending]")?.querySelector("[data-sent]");
  if (shown) shown.hidden = true;
});

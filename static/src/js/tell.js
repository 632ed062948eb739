// Telling a page what to look at again: pieces that carry hx-trigger="news:<word> from:body" ask for themselves.

// A piece that is on its way is about to be replaced, and what it hears meanwhile would go with it: it is told again.
const SETTLED = 50;
const late = new Set();
let onTheWay = 0;

const isNews = ({ detail }) => detail.requestConfig?.triggeringEvent?.type.startsWith("news:") ?? false;

document.addEventListener("htmx:beforeRequest", (event) => {
  if (isNews(event)) onTheWay += 1;
});

document.addEventListener("htmx:afterRequest", (event) => {
  if (!isNews(event)) return;
  setTimeout(() => {
    onTheWay -= 1;
    if (onTheWay > 0) return;
    const words = [...late];
    late.clear();
    words.forEach(tell);
  }, SETTLED);
});

export function tell(word) {
  if (onTheWay > 0) late.add(word);
  document.body.dispatchEvent(new CustomEvent(`news:${word}`));
}

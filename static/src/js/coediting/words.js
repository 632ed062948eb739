// Sentences come from the page, in its language: <template id="live-words" data-…>.

/** "{name} is here" with what stands for `name`. */
export const fill = (sentence, values) => sentence.replace(/\{(\w+)\}/g, (_, name) => values[name]);

/** "Zoë", "Zoë and Hồng", "Zoë, Hồng and Wendy". */
export const list = (names) => new Intl.ListFormat(document.documentElement.lang, { type: "conjunction" }).format(names);

// Tells whether a line of a list is one that a reader looks for.

/** Makes a test of texts, which come from `asWords`: each word that the reader typed begins a word of the text.
 * @param {string} query @returns {(text: string) => boolean} */
export function hasWordsOf(query) {
  const wanted = asWords(query).split(" ").filter(Boolean).map((word) => ` ${word}`);
  return (text) => wanted.every((start) => text.includes(start));
}

/** A text as it is looked at: its words in small letters, a space before each. @param {string} text */
export function asWords(text) {
  return ` ${text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim()}`;
}

// Tells whether a line of a list is one that a reader looks for.

/** Makes a test of texts: each word that the reader typed begins a word of the text. @param {string} query
 * @returns {(text: string) => boolean} */
export function hasWordsOf(query) {
  const wanted = split(query);
  return (text) => {
    const words = split(text);
    return wanted.every((start) => words.some((word) => word.startsWith(start)));
  };
}

/** @param {string} text */
const split = (text) => text.toLowerCase().split(/[^\p{L}\p{N}]+/u).filter(Boolean);

// Copies a text for the reader, as far as the browser lets a page do that.

/** @param {string} text @returns {Promise<boolean>} Whether it is copied. */
export async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyMarked(text);
  }
}

/** The old way, which works where the new one is kept from pages: mark the text and copy the mark.
 * @param {string} text */
function copyMarked(text) {
  const before = document.activeElement;
  const field = document.createElement("textarea");
  field.className = "copied-text";
  field.value = text;
  document.body.append(field);
  field.select();
  let done = false;
  try {
    done = document.execCommand("copy");
  } catch {
    // Some browsers refuse with an error, others with false.
  }
  field.remove();
  if (before instanceof HTMLElement) before.focus();
  return done;
}

// Short forms such as "HR": what they mean comes up on a tap or by keyboard, not only under a mouse.

/** Let every short form be opened: its meaning then stands behind it, in brackets. */
export function explainShortForms() {
  for (const form of document.querySelectorAll("article abbr[title]")) explain(/** @type {HTMLElement} */ (form));
}

/** @param {HTMLElement} form */
function explain(form) {
  const meaning = document.createElement("span");
  meaning.className = "short-form";
  meaning.textContent = ` (${form.title})`;
  meaning.hidden = true;
  form.after(meaning);
  form.tabIndex = 0;
  form.setAttribute("role", "button");

  /** @param {boolean} open */
  const show = (open) => {
    meaning.hidden = !open;
    form.setAttribute("aria-expanded", String(open));
  };
  show(false);
  form.addEventListener("click", () => show(meaning.hidden));
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    show(meaning.hidden);
  });
}

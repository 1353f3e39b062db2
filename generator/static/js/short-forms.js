// Short forms such as "HR": what they mean comes up on a tap or by keyboard, not only under a mouse.

/** Let every short form be opened: its meaning then stands behind it, in brackets. */
export function explainShortForms() {
  for (const form of document.querySelectorAll("article abbr[title]")) {
    // Inside of a link or label, a press already means something else.
    if (form instanceof HTMLElement && !form.closest("a, button, label, summary")) explain(form);
  }
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

  form.setAttribute("aria-expanded", "false");

  const turn = () => {
    meaning.hidden = !meaning.hidden;
    form.setAttribute("aria-expanded", String(!meaning.hidden));
  };
  form.addEventListener("click", turn);
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    turn();
  });
}

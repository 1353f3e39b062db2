// The menu in the header: Esc closes it, and means no more than that.

/** @param {HTMLDetailsElement} menu */
export function closeByEscape(menu) {
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    event.preventDefault();
    menu.open = false;
    menu.querySelector("summary")?.focus();
  });
}

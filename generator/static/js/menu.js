// The menu in the header: Esc closes it, and means no more than that.

/** Listen for Esc in the menu, which may still have to be loaded. */
export function closeMenuByEscape() {
  document.addEventListener("keydown", (event) => {
    const menu = event.target instanceof Element ? event.target.closest(".hb-menu") : null;
    if (event.key !== "Escape" || !(menu instanceof HTMLDetailsElement) || !menu.open) return;
    event.preventDefault();
    menu.open = false;
    menu.querySelector("summary")?.focus();
  });
}

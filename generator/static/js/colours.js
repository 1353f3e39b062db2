// The theme would keep the colours of a first look. They are kept only once the reader changes them.

const NAME = "__palette"; // the theme's name for them

/** To be called before the theme's own script runs. */
export function keepChosenColours() {
  const theme = /** @type {{__md_set?: (name: string, ...rest: unknown[]) => void}} */ (/** @type {unknown} */ (window));
  const keep = theme.__md_set;
  if (!keep) return;
  let isChosen = false;
  document.addEventListener("change", ({ target }) => {
    isChosen ||= target instanceof HTMLInputElement && target.name === NAME;
  }, true);
  theme.__md_set = (name, ...rest) => {
    if (name !== NAME || isChosen) keep(name, ...rest);
  };
}

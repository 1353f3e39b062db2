// The table of contents beside a page shows which part is being read.

// What is above this share of the window has been read.
const READ = 0.25;

/** Mark the part that is being read, now and whenever the page moves. */
export function followContents() {
  const list = document.querySelector(".hb-contents");
  const parts = [...(list?.querySelectorAll("a") ?? [])].flatMap((link) => {
    const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    return heading ? [{ link, heading }] : [];
  });
  if (!list || parts.length === 0) return;
  const frame = list.closest(".md-sidebar__scrollwrap");
  /** @type {HTMLAnchorElement | undefined} */
  let marked;

  const mark = () => {
    const edge = window.innerHeight * READ;
    const now = parts.findLast(({ heading }) => heading.getBoundingClientRect().top < edge)?.link;
    if (now === marked) return;
    marked?.removeAttribute("aria-current");
    now?.setAttribute("aria-current", "true");
    marked = now;
    if (frame && now) bringIntoView(frame, now);
  };
  addEventListener("scroll", () => requestAnimationFrame(mark), { passive: true });
  mark();
}

/** Scroll a frame, and not the page, until something in it is seen. @param {Element} frame @param {Element} part */
function bringIntoView(frame, part) {
  const [outer, inner] = [frame.getBoundingClientRect(), part.getBoundingClientRect()];
  if (inner.top < outer.top || inner.bottom > outer.bottom) {
    frame.scrollTop += inner.top - outer.top - outer.height / 2;
  }
}

// The panel that turns saving on and off, and writes, reads and clears what is saved: on every worksheet and in one place.

import { readBrought } from "./store.js";

/** @typedef {import("./store.js").Store} Store */
/** @typedef {import("./store.js").Sheets} Sheets */
/** @typedef {import("./store.js").Brought} Brought */
/**
 * @typedef {object} Host What the page around the panel does.
 * @property {() => void} flush Save what waits to be saved.
 * @property {() => Sheets} filled What is filled in on the page, to go into a file too.
 * @property {() => string} joined Saving was turned on: bring page and store together. Gives what to say.
 * @property {() => void} parted Saving was turned off.
 * @property {(brought: Brought, isSaved: boolean) => string} opened A file was read. Gives what to say if it is saved.
 * @property {(name: string) => boolean} clear Clear what the button with this name is for. Gives whether it worked.
 * @property {() => void} changed Anything above is done.
 */

const LARGEST_FILE = 1024 * 1024;

export class SavePanel {
  /** @param {HTMLElement} panel @param {Store} store */
  constructor(panel, store) {
    this.panel = panel;
    this.store = store;
    this.agree = /** @type {HTMLInputElement} */ (this.part("agree"));
    /** @type {HTMLElement | undefined} The button that asked. */
    this.asker = undefined;
  }

  /** A part of the panel. @param {string} name @returns {HTMLElement} */
  part(name) {
    return /** @type {HTMLElement} */ (this.panel.querySelector(`[data-part="${name}"]`));
  }

  /** Say one line. All words stand in the page. @param {string} name */
  say(name) {
    const words = name && this.panel.getAttribute(`data-say-${name}`);
    const status = this.part("status");
    if (status.textContent !== words) status.textContent = words;
  }

  /** What to say when saving is off. */
  whyOff() {
    const holds = this.store.holdsAnything;
    if (this.store.state !== "ok") return this.store.state;
    return holds ? "kept" : "off";
  }

  /** Show whether saving is on, and what can be done then. */
  show() {
    this.agree.checked = this.store.agreed;
    this.part("tools").hidden = !this.agree.checked && !this.store.holdsAnything;
    this.part("file-tools").hidden = !this.agree.checked;
  }

  /** Start to work. @param {Host} host */
  connect(host) {
    this.host = host;
    this.agree.addEventListener("change", () => this.#switch(host));
    this.part("to-file").addEventListener("click", () => this.#write(host));
    const file = /** @type {HTMLInputElement} */ (this.part("file"));
    this.part("from-file").addEventListener("click", () => file.click());
    file.addEventListener("change", async () => {
      const [chosen] = file.files ?? [];
      if (!chosen) return;
      this.say(await this.#read(chosen, host));
      file.value = ""; // so that the same file can be chosen again
    });
    for (const button of this.panel.querySelectorAll("[data-ask]")) {
      button.addEventListener("click", () => this.#ask(/** @type {HTMLElement} */ (button)));
    }
    this.part("no").addEventListener("click", () => this.#closeQuestion());
    this.part("yes").addEventListener("click", () => this.#clear(host));
    this.part("question").addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.preventDefault(); // it is used, and means no more than no
      this.#closeQuestion();
    });
    this.panel.hidden = false;
  }

  /** @param {Host} host */
  #switch(host) {
    const wanted = this.agree.checked;
    if (!wanted) host.flush();
    const done = this.store.agree(wanted);
    const problem = this.store.state;
    this.#closeQuestion();
    this.show();
    if (!done) this.say(problem);
    else if (wanted) this.say(host.joined());
    else {
      host.parted();
      this.say(this.whyOff());
    }
    host.changed();
  }

  // --- files -----------------------------------------------------------------------------------

  /** @param {Host} host */
  #write(host) {
    host.flush();
    const text = JSON.stringify(this.store.exported(host.filled()), null, 2);
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    link.download = `${this.panel.dataset.fileName}.json`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
    this.say("file");
  }

  /** Open a file of what was saved. @param {File} chosen @param {Host} host @returns {Promise<string>} What to say. */
  async #read(chosen, host) {
    if (chosen.size > LARGEST_FILE) return "large";
    let brought;
    try {
      brought = readBrought(JSON.parse(await chosen.text()));
    } catch {
      brought = null;
    }
    if (!brought) return "wrong";
    host.flush();
    const isSaved = this.store.bring(brought);
    const problem = this.store.state;
    const said = host.opened(brought, isSaved);
    this.show();
    host.changed();
    return isSaved ? said : problem;
  }

  // --- clearing --------------------------------------------------------------------------------

  /** Ask once, in the page. @param {HTMLElement} button */
  #ask(button) {
    this.asker = button;
    this.part("asked").textContent = button.dataset.ask ?? "";
    this.part("question").hidden = false;
    this.part("question").focus(); // not on "yes", which a key held down would press
  }

  #closeQuestion() {
    const question = this.part("question");
    const hadFocus = question.contains(document.activeElement);
    question.hidden = true;
    if (hadFocus) (this.asker?.offsetParent ? this.asker : this.agree).focus();
    this.asker = undefined;
  }

  /** @param {Host} host */
  #clear(host) {
    const name = this.asker?.dataset.part ?? "";
    const done = host.clear(name);
    const problem = this.store.state;
    this.show();
    this.#closeQuestion();
    this.say(done ? name.replace("clear", "cleared") : problem);
    host.changed();
  }
}

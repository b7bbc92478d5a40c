// @ts-check
/** What stands around the conversation: head, emergency line, first screen, composer; and how things come into view. */
import { documentButtons } from "./cards.js";
import { button, el, fresh, icon, iconButton } from "./dom.js";

/** @typedef {typeof import("./locale.en.js").default} Texts */

const MAX_LENGTH = 2000;
/** So many characters before the end the counter shows. */
const LOW = 200;

export class View {
  /** @param {Texts} t @param {string[]} numbers @param {() => string[]} documents @param {string} greeting */
  constructor(t, numbers, documents, greeting) {
    this.t = t;
    this.numbers = numbers;
    this.documents = documents;
    this.log = el("div.log", { role: "log", "aria-live": "off", "aria-label": t.conversation });
    this.announcer = el("p.sr", { role: "status", "aria-live": "polite" });
    this.dots = el("div.typing", { hidden: true }, el("span.dots", { "aria-hidden": "true" }, el("i"), el("i"), el("i")),
      el("span.sr", {}, t.typing), el("p.slow", { hidden: true }, t.slow, el("br"), t.advice(numbers)));
    const first = this.#welcome(greeting);
    this.welcome = first.card;
    this.starts = first.starts;
    this.scroller = el("div.scroller", { tabIndex: 0, role: "group", "aria-label": t.conversation },
      this.welcome, this.log, this.dots);
    const composer = this.#composer();
    this.form = composer.form;
    this.input = composer.input;
    this.bar = el("p.bar", {}, el("b", {}, t.barQuestion), ` ${t.barCall} `,
      numbers.map((n) => el("a", { href: `tel:${n}` }, n)));
  }

  /** @param {string} greeting */
  #welcome(greeting) {
    const { t } = this;
    const ask = (/** @type {string} */ words) => (/** @type {HTMLElement} */ from) =>
      from.dispatchEvent(new CustomEvent("say", { bubbles: true, detail: { message: words } }));
    const starts = el("div.starts", {}, button(t.start, ask(t.start), ".primary.big"),
      el("details", {}, el("summary", {}, t.ideasTitle), el("div.choices", {}, t.ideas.map((idea) => button(idea, ask(idea), ".quiet")))));
    const card = el("div.card.welcome", {}, el("h3", { tabIndex: -1 }, t.hello), el("p", {}, greeting || t.intro), starts,
      el("div.signs", {}, el("h4", {}, icon("alert"), t.signsTitle), el("ul", {}, t.signs.map((sign) => el("li", {}, sign)))),
      el("p.small", {}, t.privacy));
    return { card, starts };
  }

  #composer() {
    const { t } = this;
    const [id, note] = [fresh(), fresh()];
    const input = el("textarea", { id, rows: 1, maxLength: MAX_LENGTH, placeholder: t.placeholder, enterkeyhint: "send",
      "aria-describedby": note });
    const counter = el("p.small", { id: note, hidden: true });
    const submit = el("button.primary", { type: "submit", "aria-label": t.send }, icon("send"));
    input.addEventListener("input", () => {
      input.style.height = "auto";
      input.style.height = `${input.scrollHeight + 2}px`;
      const left = MAX_LENGTH - input.value.length;
      counter.hidden = left > LOW;
      counter.textContent = t.left(left);
    });
    const form = el("form.composer", { "aria-label": t.inputLabel }, el("label.sr", { htmlFor: id }, t.inputLabel), input, submit, counter);
    input.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      form.requestSubmit();
    });
    return { form, input };
  }

  /**
   * The head with its buttons.
   * @param {string} titleId @param {() => void} onMenu @param {(() => void) | null} onClose only where it can be closed
   */
  head(titleId, onMenu, onClose) {
    const { t } = this;
    const menu = iconButton("menu", t.menu, onMenu, ".icon-button");
    menu.setAttribute("aria-expanded", "false");
    const logo = el("span.logo", { "aria-hidden": "true" }, icon("spine"));
    return { menu, node: el("div.head", {}, logo,
      el("div", {}, el("h2", { id: titleId, tabIndex: -1 }, t.name), el("p", {}, t.subtitle)),
      menu, onClose ? iconButton("close", t.close, onClose, ".icon-button") : null) };
  }

  /** @param {boolean} live @returns {import("./messages.js").Context} */
  context(live) { return { t: this.t, numbers: this.numbers, documents: this.documents(), live }; }

  papers() {
    const papers = documentButtons(this.context(true));
    return papers.length ? [el("p", {}, el("b", {}, this.t.documents)), el("div.choices", {}, papers)] : [];
  }

  get text() { return this.input.value; }

  set text(value) {
    this.input.value = value;
    this.input.dispatchEvent(new Event("input"));
  }

  /** Whether there is a conversation: the first buttons go. @param {boolean} on */
  begun(on) { this.starts.hidden = on; }

  /** @param {boolean} on */
  typing(on) {
    this.dots.hidden = !on;
    if (on) this.scroller.scrollTop = Math.max(this.scroller.scrollTop, this.scroller.scrollHeight - this.scroller.clientHeight);
  }

  /** @param {boolean} on */
  slow(on) { this.dots.lastChild.hidden = !on; }

  /** @param {string} text */
  announce(text) {
    this.announcer.textContent = "";
    setTimeout(() => { this.announcer.textContent = text; }, 50);
  }

  /** Shows new content from its start, and moves nothing but the conversation. @param {HTMLElement} node @param {boolean} [atOnce] */
  reveal(node, atOnce = false) {
    const calm = atOnce || matchMedia("(prefers-reduced-motion: reduce)").matches;
    const top = node.getBoundingClientRect().top - this.scroller.getBoundingClientRect().top + this.scroller.scrollTop - 12;
    this.scroller.scrollTo({ top, behavior: calm ? "instant" : "smooth" });
  }

  /** Gives the focus a place if its own has gone. @param {HTMLElement | null} node */
  rescueFocus(node) {
    const root = /** @type {ShadowRoot} */ (this.scroller.getRootNode());
    const active = root.activeElement;
    if (document.activeElement !== document.body && document.activeElement !== root.host) return;
    if (!active || active.matches(":disabled") || active.closest("fieldset:disabled")) node?.focus({ preventScroll: true });
  }

  /** A phone's keyboard would hide an alarm. */
  hideKeyboard() {
    if (!matchMedia("(pointer: fine)").matches) this.input.blur();
  }
}

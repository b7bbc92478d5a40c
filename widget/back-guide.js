// @ts-check
/**
 * `<back-guide>`: the whole chat in one tag, see docs/embedding.md.
 * Attributes: server, locale, country, theme, position, greeting, open. Events: backguide-ready, -open, -close, -error.
 */
import { Channel } from "./channel.js";
import { el, fresh, icon } from "./dom.js";
import texts from "./locale.en.js";
import { emergencyNumbers } from "./numbers.js";
import { eraseDialog, optionsPanel } from "./options.js";
import { papersFor } from "./papers.js";
import { Store } from "./store.js";
import { css } from "./style.js";
import { Talk } from "./talk.js";
import { View } from "./view.js";

const PATH = "/webhooks/web";
const SIZES = 3;
const sheet = new CSSStyleSheet();
sheet.replaceSync(css);

/** Where the channel is: named by the page, else beside this file. @param {string | null} server */
function address(server) {
  const base = new URL(server ?? ".", server === null ? import.meta.url : location.href).href.replace(/\/+$/, "");
  return base.endsWith(PATH) ? base : base + PATH;
}

class BackGuide extends HTMLElement {
  static observedAttributes = ["theme", "open"];

  /** @type {Store} */
  store;
  /** @type {Channel} */
  channel;
  /** @type {View} */
  view;
  /** @type {Talk} */
  talk;
  /** @type {HTMLButtonElement} */
  menu;

  constructor() {
    super();
    this.root = this.attachShadow({ mode: "open" });
    this.root.adoptedStyleSheets = [sheet];
    /** @type {AbortController | null} */
    this.life = null;
  }

  connectedCallback() {
    this.life = new AbortController();
    this.store = new Store(address(this.getAttribute("server")));
    this.channel = new Channel(this.store.api, this.store, () => ({ country: this.#country() || undefined, locale: this.#locale() }));
    this.view = new View(texts, emergencyNumbers(this.#country()), () => this.store.session?.documents ?? [],
      this.getAttribute("greeting") ?? "");
    this.talk = new Talk(this.view, this.channel, this.store, (code) => this.#tell("error", { code }));
    this.#build();
    this.#listen();
    this.#restore();
  }

  disconnectedCallback() {
    this.life?.abort();
    this.talk.clearTrouble();
    this.store.end();
  }

  /** @param {string} name */
  attributeChangedCallback(name) {
    if (!this.frame) return;
    if (name === "theme") this.#look(); else this.#show();
  }

  get floating() { return (this.getAttribute("position") ?? "inline") !== "inline"; }

  open() { this.setAttribute("open", ""); }

  close() { this.removeAttribute("open"); }

  /** Asks the guide to begin again; the answers so far no longer count. */
  restart() { this.say(texts.restartWords); }

  /** Says something for the person. @param {string} words */
  say(words) { this.talk.send({ message: words }); }

  /** Deletes the chat here and on the server, without asking. @returns {Promise<void>} */
  erase() { return this.talk.erase(); }

  #locale() { return this.getAttribute("locale") ?? this.closest("[lang]")?.getAttribute("lang") ?? ""; }

  #country() { return this.getAttribute("country") ?? /[-_]([A-Za-z]{2})$/.exec(this.#locale())?.[1] ?? ""; }

  /** @param {string} name @param {object} [detail] never about health: the page and its scripts see it */
  #tell(name, detail = {}) {
    this.dispatchEvent(new CustomEvent(`backguide-${name}`, { bubbles: true, composed: true, detail }));
  }

  #build() {
    const { view, store, floating } = this;
    const [title, panel] = [fresh(), fresh()];
    const { node: head, menu } = view.head(title, () => this.#menu(), floating ? () => this.close() : null);
    this.menu = menu;
    this.options = optionsPanel(texts, { size: store.look.size ?? 0, theme: this.#theme(), kept: store.kept }, {
      size: (size) => this.#look({ size }), theme: (theme) => this.#look({ theme }),
      keep: (on) => { store.kept = on; },
      restart: () => { this.#menu(false); this.restart(); }, erase: () => this.dialog.showModal(),
    });
    menu.setAttribute("aria-controls", this.options.id);
    this.dialog = eraseDialog(texts, () => this.#eraseHere());
    this.panel = el("div.panel", { id: panel }, head, view.bar, this.options, view.scroller, view.form, view.announcer, this.dialog);
    this.launcher = floating ? el("button.launcher", { type: "button", "aria-controls": panel, onclick: () => this.open() },
      icon("chat"), el("span", {}, texts.launch)) : null;
    this.frame = el("div.frame", { role: "region", "aria-label": texts.name, lang: texts.lang, dir: this.getAttribute("dir") || texts.dir,
      "data-position": this.getAttribute("position") ?? "inline" }, this.launcher, this.panel);
    this.root.replaceChildren(this.frame);
    view.text = store.draft;
    this.shown = !floating;
    this.#look();
    this.#show(false);
  }

  #listen() {
    const { view, talk, store } = this;
    const { signal } = /** @type {AbortController} */ (this.life);
    const on = (/** @type {EventTarget} */ target, /** @type {string} */ name, /** @type {(event: any) => void} */ act) =>
      target.addEventListener(name, act, { signal });
    on(this.frame, "say", ({ detail }) => talk.send(detail));
    on(this.frame, "again", () => talk.again());
    on(this.frame, "document", ({ detail }) => papersFor(this, detail));
    on(this.frame, "keydown", (event) => this.#key(event));
    on(view.input, "input", () => { store.draft = view.text; });
    on(view.form, "submit", (event) => {
      event.preventDefault();
      const message = view.text.trim();
      if (message) talk.send({ message, typed: true });
    });
    on(window, "online", () => { view.announce(texts.online); talk.backOnline(); });
    on(matchMedia("(prefers-color-scheme: dark)"), "change", () => this.#look());
    on(document, "visibilitychange", () => talk.catchUp());
    store.heard = (what) => {
      if (what === "erased") { store.forget(); talk.empty(); } else { talk.behind = true; talk.catchUp(); }
    };
  }

  async #restore() {
    await this.talk.restore();
    if (this.isConnected) this.#tell("ready");
  }

  /** Escape closes the topmost thing that is open. @param {KeyboardEvent} event */
  #key(event) {
    if (event.key !== "Escape" || this.dialog.open) return;
    if (!this.options.hidden) { this.#menu(false); this.menu.focus(); }
    else if (this.floating) this.close();
    else return;
    event.stopPropagation();
  }

  #menu(open = this.options.hidden) {
    this.options.hidden = !open;
    this.menu.setAttribute("aria-expanded", String(open));
    if (open) this.options.querySelector(".papers").replaceChildren(...this.view.papers());
  }

  async #eraseHere() {
    this.#menu(false);
    await this.erase();
    this.options.querySelector("[type=checkbox]").checked = this.store.kept;
    this.view.scroller.scrollTop = 0;
    if (!this.view.log.childElementCount) this.view.welcome.querySelector("h3")?.focus({ preventScroll: true });
  }

  #theme() { return this.store.look.theme ?? this.getAttribute("theme") ?? "auto"; }

  /** @param {import("./store.js").Look} [change] what the person has just chosen */
  #look(change) {
    if (change) this.store.look = { ...this.store.look, ...change };
    const theme = this.#theme();
    const dark = matchMedia("(prefers-color-scheme: dark)").matches;
    this.frame.dataset.theme = theme === "auto" ? (dark ? "dark" : "light") : theme;
    this.frame.dataset.size = String(Math.min(SIZES - 1, this.store.look.size ?? 0));
  }

  #show(byHand = true) {
    if (!this.floating) return;
    const open = this.hasAttribute("open");
    const changed = open !== this.shown;
    this.shown = open;
    this.panel.hidden = !open;
    this.launcher.hidden = open;
    this.launcher.setAttribute("aria-expanded", String(open));
    if (!byHand || !changed) return;
    (open ? this.panel.querySelector("h2") : this.launcher).focus();
    this.#tell(open ? "open" : "close");
  }
}

if (!customElements.get("back-guide")) customElements.define("back-guide", BackGuide);

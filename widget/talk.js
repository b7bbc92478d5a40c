// @ts-check
/** The conversation: what is said, what is waited for, what failed, and where the eye and the ear go next. */
import { Trouble } from "./channel.js";
import { drawTrouble } from "./trouble.js";
import { draw, drawYours, spoken } from "./messages.js";
import { el } from "./dom.js";
import { questionId } from "./question.js";

/** @typedef {import("./messages.js").Message} Message */
/** @typedef {import("./view.js").View} View */
/** @typedef {HTMLFieldSetElement | null} Group */
/** @typedef {{message: string, shown: string, key: string, typed: boolean, at: number, group: Group, bubble: HTMLElement}} Turn */

/** Messages that end the question before them. */
const ENDS_QUESTIONS = new Set(["question", "confirm", "emergency", "crisis", "triage_result"]);
const SLOW_MS = 8_000;
/** The server knows a key for ten minutes; sent later it could be answered twice. */
const KEY_LIFE_MS = 9 * 60_000;
/** Longer than this the person decides when to try again. */
const LONGEST_WAIT_S = 60;

const newKey = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (b) => b.toString(16).padStart(2, "0")).join("");

export class Talk {
  /**
   * @param {View} view @param {import("./channel.js").Channel} channel @param {import("./store.js").Store} store
   * @param {(code: string) => void} onTrouble
   */
  constructor(view, channel, store, onTrouble) {
    this.view = view;
    this.channel = channel;
    this.store = store;
    this.onTrouble = onTrouble;
    this.waiting = 0;
    /** Whether the server knows more of this conversation than is shown. */
    this.behind = false;
    /** Counts the erasures: an answer to what was said before one is not shown. */
    this.era = 0;
    /** @type {Turn | null} */
    this.last = null;
    /** @type {Turn | null} */
    this.failed = null;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.timer = undefined;
  }

  /** @param {{message: string, shown?: string, group?: Group, typed?: boolean}} what */
  send({ message, shown = message, group = null, typed = false }) {
    if (this.failed?.shown === shown && (typed || this.failed.message === message)) return this.deliver(this.failed);
    // a second tap while the first is on its way says nothing new
    if (this.waiting && !typed && this.last?.message === message) return Promise.resolve();
    this.view.begun(true);
    const bubble = drawYours(shown, this.view.t);
    this.view.log.append(bubble);
    return this.deliver({ message, shown, typed, group, bubble, key: newKey(), at: Date.now() });
  }

  /** @param {Turn} turn */
  async deliver(turn) {
    const { era } = this;
    this.clearTrouble();
    this.last = turn;
    delete turn.bubble.dataset.unsent;
    if (turn.group) turn.group.disabled = true;
    if (turn.typed && this.view.text.trim() === turn.shown) this.view.text = "";
    if (Date.now() - turn.at > KEY_LIFE_MS) Object.assign(turn, { key: newKey(), at: Date.now() });
    const { message, shown, key, typed, at } = turn;
    this.store.pending = { message, shown, key, typed, at };
    const done = this.wait();
    try {
      const answer = await this.channel.exchange(turn, (same) => { if (era === this.era) this.sayRenewed(same); else throw new Trouble("gone"); });
      if (era !== this.era) return;
      this.settle(key);
      this.showAll(answer);
      this.store.tell("said");
    } catch (error) {
      if (era === this.era) this.fail(turn, error);
    } finally {
      done();
    }
    this.catchUp();
  }

  /** @param {string} key */
  settle(key) {
    if (this.store.pending?.key === key) this.store.pending = null;
  }

  /** Shows that an answer is awaited, and after a while that this is known. @returns {() => void} ends it */
  wait() {
    const { view } = this;
    view.typing(++this.waiting > 0);
    const slow = setTimeout(() => { view.slow(true); view.announce(view.t.slow); }, SLOW_MS);
    return () => {
      clearTimeout(slow);
      view.typing(--this.waiting > 0);
      if (!this.waiting) view.slow(false);
    };
  }

  /** @param {boolean} same whether it is the same conversation */
  sayRenewed(same) {
    this.view.log.append(el("p.note", {}, same ? this.view.t.renewed : this.view.t.startedNew));
  }

  /** @param {Turn} turn @param {any} error */
  fail(turn, error) {
    turn.bubble.dataset.unsent = this.view.t.unsent;
    if (turn.group && !("stale" in turn.group.dataset)) turn.group.disabled = false;
    if (turn.typed && !this.view.text) this.view.text = turn.shown;
    const kind = error.kind === "gone" ? "down" : error.kind ?? "down";
    this.trouble(kind, () => this.deliver(turn), error.wait);
    this.failed = turn;
  }

  clearTrouble() {
    clearInterval(this.timer);
    this.failed = null;
    this.view.log.querySelector("[data-trouble]")?.remove();
  }

  /** @param {string} kind @param {() => void} retry @param {number} [wait] seconds until it is tried again by itself */
  trouble(kind, retry, wait = 0) {
    this.clearTrouble();
    const { view } = this;
    const again = () => { this.clearTrouble(); retry(); };
    const left = wait > 0 && wait <= LONGEST_WAIT_S ? Math.ceil(wait) : 0;
    const { box, count } = drawTrouble(kind, again, view.context(true), left);
    view.log.append(box);
    view.reveal(box);
    view.rescueFocus(box.querySelector("button"));
    if (left) this.countDown(left, count, again);
    this.onTrouble(kind);
  }

  /** @param {number} left @param {(left: number) => void} show @param {() => void} then */
  countDown(left, show, then) {
    this.timer = setInterval(() => { if (--left > 0) show(left); else then(); }, 1000);
  }

  /** What failed for want of a network goes out by itself. */
  backOnline() {
    if (this.failed) this.deliver(this.failed);
  }

  /** @param {Message} message @param {boolean} live */
  show(message, live) {
    const custom = message.custom ?? {};
    if (ENDS_QUESTIONS.has(custom.type)) this.closeQuestions(questionId(custom));
    const node = draw(message, this.view.context(live));
    this.view.log.append(node);
    return node;
  }

  /** An old answer must not be taken for a new one. @param {string} id the question that stays open */
  closeQuestions(id) {
    for (const group of this.view.log.querySelectorAll("fieldset[data-question]")) {
      const old = /** @type {HTMLFieldSetElement} */ (group);
      old.disabled = true;
      if (old.dataset.question !== id) old.dataset.stale = "";
    }
  }

  /** @param {Message[]} messages */
  showAll(messages) {
    const { view } = this;
    const nodes = messages.map((message) => this.show(message, true));
    view.announce(messages.map((message) => spoken(message, view.t)).join(" ").trim());
    const alarm = nodes.find((node) => node.querySelector(".emergency, .crisis"));
    if (alarm) view.hideKeyboard();
    view.reveal(alarm ?? nodes[0]);
    view.rescueFocus(alarm ?? nodes[0]);
  }

  /** Shows what another tab has said, or what was loading while something was said here. */
  catchUp() {
    if (!this.behind || document.hidden || this.waiting || this.failed) return;
    this.behind = false;
    this.last = null;
    this.restore();
  }

  /** Shows again what was said; a message that was on its way goes first, and counts once. */
  async restore() {
    const { store, channel, era } = this;
    const waiting = this.last ? null : store.pending;
    if (!store.session && !(await store.join())) return;
    try {
      const lost = waiting ? await this.resend(waiting) : null;
      const past = await channel.history();
      if (era !== this.era) return;
      if (this.last) this.behind = true; else this.showPast(past);
      if (waiting && lost) this.failAgain(waiting, lost);
      this.catchUp();
    } catch {
      if (era === this.era) this.trouble("history", () => this.restore());
    }
  }

  /** @param {Message[]} past */
  showPast(past) {
    this.view.log.replaceChildren();
    this.view.begun(past.length > 0);
    const nodes = past.map((message) => this.show(message, false));
    if (nodes.length) this.view.reveal(nodes[past.map((m) => m.from).lastIndexOf("you") + 1] ?? nodes[0], true);
  }

  /** @param {import("./store.js").Pending} waiting @returns {Promise<any>} why it failed, or null */
  async resend(waiting) {
    try {
      if (Date.now() - waiting.at > KEY_LIFE_MS) throw new Trouble("slow");
      await this.channel.exchange(waiting, (same) => this.sayRenewed(same));
      this.settle(waiting.key);
      return null;
    } catch (error) {
      return error;
    }
  }

  /** @param {import("./store.js").Pending} waiting @param {any} error */
  failAgain(waiting, error) {
    this.view.begun(true);
    const bubble = drawYours(waiting.shown, this.view.t);
    this.view.log.append(bubble);
    this.fail({ ...waiting, group: null, bubble }, error);
  }

  async erase() {
    this.era += 1;
    try {
      await this.channel.erase();
    } catch {
      return this.trouble("erase", () => this.erase());
    }
    this.store.tell("erased");
    return this.empty();
  }

  /** Back to the first screen. */
  empty() {
    this.era += 1;
    this.clearTrouble();
    this.last = null;
    this.view.log.replaceChildren();
    this.view.text = "";
    this.view.begun(false);
    this.view.announce(this.view.t.erased);
  }

  again() {
    if (this.last) this.deliver({ ...this.last, key: newKey(), at: Date.now() });
  }
}

// @ts-check
/** The card that says what went wrong, that nothing is lost, and what to do in an emergency. */
import { callLinks } from "./cards.js";
import { button, el } from "./dom.js";

/** @typedef {import("./messages.js").Context} Context */

/** @param {string} kind a key of the locale's `trouble` @param {() => void} retry @param {Context} context @param {number} left seconds */
export function drawTrouble(kind, retry, { t, numbers }, left) {
  // outside the alert: each second would be read out
  const counter = el("p.small", { hidden: !left }, t.again(left));
  const keeps = ["history", "erase", "document", "refused"].includes(kind) ? "" : ` ${t.kept}`;
  const box = el("div.card.trouble", { "data-trouble": kind },
    el("div.words", { role: "alert" }, el("p", {}, el("b", {}, t.trouble[kind] ?? t.trouble.down), keeps),
      el("p", {}, t.advice(numbers)), el("div.calls", {}, callLinks(t, numbers))),
    counter, button(t.retry, retry, ".primary"));
  return { box, count: (/** @type {number} */ seconds) => { counter.textContent = t.again(seconds); } };
}

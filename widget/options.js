// @ts-check
/** The panel behind the menu button: text size, colours, keeping, starting again, deleting. */
import { button, el, fresh } from "./dom.js";

/** @typedef {typeof import("./locale.en.js").default} Texts */
/** @typedef {{size: number, theme: string, kept: boolean}} Now */

/**
 * A row of radio buttons.
 * @param {string} legend @param {[string, string][]} entries value and label @param {string} now @param {(value: string) => void} choose
 */
function radios(legend, entries, now, choose) {
  const name = fresh();
  return el("fieldset", {}, el("legend", {}, legend), el("div.row", {}, entries.map(([value, label]) => el("label", {},
    el("input", { type: "radio", name, value, checked: value === now, onchange: () => choose(value) }), el("span", {}, label)))));
}

/**
 * @param {Texts} t @param {Now} now
 * @param {{size: (n: number) => void, theme: (name: string) => void, keep: (on: boolean) => void, restart: () => void,
 *   erase: () => void}} act
 */
export function optionsPanel(t, now, act) {
  const hint = fresh();
  const keep = el("input", { type: "checkbox", checked: now.kept, "aria-describedby": hint,
    onchange: (/** @type {any} */ event) => act.keep(event.currentTarget.checked) });
  return el("div.options", { id: fresh(), role: "group", "aria-label": t.menu, hidden: true },
    radios(t.size, t.sizes.map((label, n) => [String(n), label]), String(now.size), (value) => act.size(Number(value))),
    radios(t.theme, Object.entries(t.themes), now.theme, act.theme),
    el("div.checks", {}, el("label", {}, keep, el("span", {}, t.keep))), el("p.small", { id: hint }, t.keepHint),
    el("div.papers"),
    el("div.choices", {}, button(t.restart, act.restart, ".quiet"), button(t.erase, act.erase, ".quiet")));
}

/** Asks before it deletes. @param {Texts} t @param {() => void} erase */
export function eraseDialog(t, erase) {
  const title = fresh();
  const dialog = el("dialog", { "aria-labelledby": title },
    el("h3", { id: title }, t.eraseTitle), el("p", {}, t.eraseText),
    el("div.choices", {}, button(t.eraseYes, () => { dialog.close(); erase(); }, ".primary"),
      button(t.eraseNo, () => dialog.close(), ".quiet.keep")));
  return dialog;
}

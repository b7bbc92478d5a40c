// @ts-check
/** Draws a question: its words, how far it is, and the control that fits its kind. */
import { bodyMap, isDrawn } from "./bodymap.js";
import { bubble, choices, replies } from "./bubbles.js";
import { button, el, fresh, prose, say } from "./dom.js";

/** @typedef {import("./messages.js").Option} Option */
/** @typedef {import("./messages.js").Message} Message */
/** @typedef {import("./messages.js").Context} Context */
/** @typedef {typeof import("./locale.en.js").default} Texts */

/** "None of these" and "Not sure" cannot be ticked beside others. @param {Option} o */
const standsAlone = (o) => !o.sets?.length && (/^(none|unsure|not_sure|private|cant_point)$/.test(o.id ?? "")
  || /^(none|neither|not sure|rather not|i (cannot|can.t|don.t)|no$)/i.test(o.title));

/** @param {Option[]} options @param {Texts} t @param {boolean} [map] */
function checklist(options, t, map = false) {
  const several = options.filter((o) => !standsAlone(o));
  const boxes = new Map(several.map((o) => [o.id ?? o.title, el("input", { type: "checkbox", value: o.title })]));
  const row = (/** @type {Option} */ o) => {
    const box = boxes.get(o.id ?? o.title);
    return el("label", {}, box, el("span", {}, o.title));
  };
  // what no finger can point at stands right below the drawing
  const places = map ? [...several].sort((a, b) => Number(isDrawn(a.id)) - Number(isDrawn(b.id))) : several;
  const hint = el("p.hint", { role: "alert" });
  const submit = (/** @type {HTMLElement} */ from) => {
    const picked = [...boxes.values()].filter((box) => box.checked).map((box) => box.value).join(", ");
    if (picked) say(from, picked, picked); else hint.textContent = t.tickOne;
  };
  return [
    map ? [el("p.small", {}, t.mapHint), bodyMap(t, boxes)] : null,
    el("div.checks", { onchange: () => { hint.textContent = ""; } }, places.map(row)),
    el("div.choices.stay", {}, hint, button(t.sendAnswer, submit, ".primary")),
    // last, so that "none of these" comes after all of them
    choices(options.filter(standsAlone)),
  ];
}

/** @param {Option[]} options @param {Texts} t */
function scale(options, t) {
  const steps = Array.from({ length: 11 }, (_, step) => String(step));
  const given = (/** @type {string} */ step) => options.find((o) => o.title === step) ?? { title: step, payload: step };
  return [choices(steps.map(given), ".scale"),
    el("div.ends", {}, el("span", {}, t.scaleLow), el("span", {}, t.scaleHigh)),
    choices(options.filter((o) => !steps.includes(o.title)))];
}

/**
 * A field for the exact number, with or without a unit. What is in it is sent as words.
 * @param {Option[]} options @param {Texts} t @param {string} legend @param {string[]} [units]
 */
function exact(options, t, legend, units) {
  const [field, hint] = [fresh(), el("p.hint", { role: "alert" })];
  const number = el("input", { id: field, type: "text", inputMode: "decimal", autocomplete: "off", maxLength: 6 });
  const unit = units ? el("select", { "aria-label": t.unit }, units.map((u) => el("option", {}, u))) : null;
  if (unit) unit.selectedIndex = 1;
  const use = (/** @type {HTMLElement} */ from) => {
    const value = number.value.trim().replace(",", ".");
    if (!/^\d+(\.\d+)?$/.test(value)) { hint.textContent = t.numberOnly; number.focus(); return; }
    const words = unit ? `${value} ${unit.value}` : value;
    say(from, words, words);
  };
  const press = button(t.use, use);
  number.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
    if (event.key === "Enter") { event.preventDefault(); use(press); }
  });
  return [choices(options), el("div.exact", {}, el("label", { htmlFor: field }, legend), el("div", {}, number, unit, press), hint)];
}

/** @type {Record<string, (options: Option[], t: Texts) => any[]>} */
const CONTROLS = {
  multi: checklist, regions: (options, t) => checklist(options, t, true), scale,
  number: (options, t) => exact(options, t, t.exact),
  duration: (options, t) => exact(options, t, t.exactTime, t.units),
};

/** @param {number} asked @param {number} about @param {Texts} t */
function progress(asked, about, t) {
  const bar = el("i", { "aria-hidden": "true" });
  bar.style.setProperty("--done", `${Math.min(100, Math.round((100 * asked) / Math.max(about, asked, 1)))}%`);
  return el("p.small.progress", {}, bar, t.more(about - asked));
}

/** @param {Message} message @param {any} c the custom payload @param {Context} context */
export function question(message, c, { t }) {
  const options = c.options ?? message.buttons ?? [];
  const offered = new Set(options.map((/** @type {Option} */ o) => o.payload));
  const words = bubble(t.guide, message.text);
  const { asked, about, at_most: most } = c.progress ?? {};
  const controls = (CONTROLS[c.kind] ?? ((o) => [choices(o)]))(options, t);
  const others = message.buttons?.filter((b) => !offered.has(b.payload)) ?? [];
  const back = asked > 1 ? button(t.back, (from) => say(from, t.backWords, t.back), ".link") : null;
  return [
    asked ? progress(asked, about ?? most, t) : null,
    c.quote && !message.text?.includes(c.quote) ? el("blockquote", {}, `“${c.quote}”`) : null,
    words, el("fieldset", { "data-question": questionId(c), "aria-labelledby": named(words) }, controls, el("div.extras", {},
      c.why ? el("details", {}, el("summary", {}, t.why), prose(c.why)) : null,
      replies(others, ".link"), back)),
  ];
}

/** The id of the question itself, without what was said before it. @param {HTMLElement | null} words */
function named(words) {
  const line = [...words?.querySelectorAll("p") ?? []].at(-1) ?? words;
  if (line && !line.id) line.id = fresh();
  return line?.id ?? "";
}

/** @param {any} custom */
export const questionId = (custom) => `${custom.type}:${custom.id ?? custom.finding ?? ""}`;

// @ts-check
/** Draws what is more than a question: alarms, the result, what was understood, answers to questions, errors. */
import { bubble, choices } from "./bubbles.js";
import { button, el, icon, prose, say } from "./dom.js";

/** @typedef {import("./messages.js").Message} Message */
/** @typedef {import("./messages.js").Context} Context */
/** @typedef {typeof import("./locale.en.js").default} Texts */

/** @type {Record<string, string>} */
const SIGNS = { emergency: "alert", urgent: "clock", soon: "calendar", routine: "calendar", selfcare: "home" };

/** @type {(message: Message, c: any, context: Context) => any[]} */
export const plain = (message, _, { t }) => [bubble(t.guide, message.text), choices(message.buttons)];

/** @param {string} title @param {string} href */
const dial = (title, href) => el("a.call", { href }, icon("phone"), title);

/** @param {Texts} t @param {string[]} numbers */
export const callLinks = (t, numbers) => numbers.map((n) => dial(`${t.call} ${n}`, `tel:${n.replace(/[^\d+]/g, "")}`));

/** The first number; up to three where the country is unknown, because one may be wrong there. @param {any} call */
function numbersIn(call) {
  const numbers = String(call?.number ?? "").match(/\+?\d[\d ()-]*\d/g) ?? [];
  const known = call?.locale && !/^(other|unknown)$/i.test(call.locale);
  return numbers.slice(0, known ? 1 : 3);
}

/** A crisis line's number reads "116 123", "text 50808" or "988 call or text". @param {any} line @param {Texts} t */
function lifeline({ name, number = "", hours }, t) {
  const first = /\d[\d -]*\d/.exec(number)?.[0] ?? "";
  const texting = /^\s*text/i.test(number) || /\btext\b/i.test(name) && !/call/i.test(name);
  const [verb, scheme] = texting ? [t.text, "sms"] : [t.call, "tel"];
  const words = number.replace(/^\s*(text|call)\s*/i, "");
  return el("li", {}, el("span", {}, el("b", {}, name), hours ? `, ${hours}` : ""),
    first ? dial(`${verb} ${words}`, `${scheme}:${first.replace(/\D/g, "")}`) : number);
}

/** @type {(message: Message, c: any, context: Context) => any[]} */
export function alarm(message, c, { t, live, numbers }) {
  const reason = c.reason && !message.text?.includes(c.reason) ? el("p", {}, c.reason) : null;
  const own = numbersIn(c.call);
  const call = el("div.calls", {}, callLinks(t, own.length ? own : numbers));
  const lines = c.lines?.length ? el("ul.lines", {}, c.lines.map((/** @type {any} */ line) => lifeline(line, t))) : null;
  const [kind, sign, title, words] = c.type === "crisis"
    ? ["crisis", "heart", t.crisis, [prose(message.text), lines, call]]
    : ["emergency", "alert", t.routes[c.route] ?? t.emergency, [call, reason, prose(message.text)]];
  return [el(`div.card.${kind}`, {},
    el("div.words", live ? { role: "alert" } : {}, el("h3", {}, icon(sign), title), words),
    choices(message.buttons), c.source ? el("p.small", {}, `${t.source}: ${c.source}`) : null)];
}

/** A string, or the readable part of an object; a bare id becomes words. @param {any} item @returns {string} */
function label(item) {
  const text = typeof item === "string" ? item : item?.label ?? item?.text ?? item?.title ?? item?.id ?? "";
  return /^[a-z0-9_]+$/.test(text) ? text.replaceAll("_", " ") : text;
}

/** @param {Texts} t @param {string} title @param {any[] | undefined} items @param {string} [kind] */
const section = (t, title, items, kind = "") => items?.length
  ? el(`div.part${kind}`, {}, title ? el("h4", {}, title) : null, el("ul", {}, items.map((item) => el("li", {}, label(item),
    item.source ? el("span.small", {}, `${t.source}: ${item.source}`) : null)))) : null;

/** @param {Context} context */
export const documentButtons = ({ t, documents }) => Object.keys(t.document).filter((name) => documents.includes(name)).map((name) =>
  button(t.document[name], (from) => from.dispatchEvent(new CustomEvent("document", { bubbles: true, detail: name })),
    name === "page" ? ".primary" : ".quiet"));

/** @type {(message: Message, c: any, context: Context) => any[]} */
export function result(message, c, context) {
  if (!c.headline) return plain(message, c, context);
  const { t } = context;
  const answers = section(t, "", c.answered);
  const papers = documentButtons(context);
  return [el("div.card.result", { "data-level": c.level },
    el("div.verdict", {}, icon(SIGNS[c.level] ?? "calendar"), el("div", {}, el("p.level", {}, t.levels[c.level] ?? t.result),
      el("h3", {}, c.headline), c.within ? el("p", {}, `${t.within}: ${c.within}`) : null)),
    c.level === "emergency" ? el("div.calls", {}, callLinks(t, context.numbers)) : null,
    c.complete === false ? el("p.partial", {}, icon("alert"), el("span", {}, el("b", {}, t.incomplete), ` ${t.incompleteWhy}`)) : null,
    section(t, t.reasons, c.reasons), section(t, t.todo, c.do), section(t, t.avoid, c.avoid),
    c.because_of?.length ? el("p", {}, `${t.because}: ${c.because_of.join("; ")}.`) : null,
    section(t, t.watch, c.watch_for, ".watch"), section(t, t.wouldChange, c.more_urgent_if, ".watch"),
    section(t, t.tell, c.tell_doctor), section(t, t.unanswered, c.unanswered),
    answers ? el("details", {}, el("summary", {}, t.answers), answers.lastChild) : null,
    papers.length ? el("div.part", {}, el("h4", {}, t.documents), el("div.choices", {}, papers)) : null,
    el("p.small", {}, t.noDiagnosis, c.content_version ? ` ${t.version} ${c.content_version}.` : "")),
  choices(message.buttons, ".quiet")];
}

/** @type {(message: Message, c: any, context: Context) => any[]} */
export function understood(message, c, context) {
  if (!c.findings?.length) return plain(message, c, context);
  const { t } = context;
  const row = (/** @type {any} */ f) => {
    const change = f.payload ? button(t.change, (b) => say(b, f.payload, `${t.change}: ${label(f)}`), ".quiet") : null;
    change?.setAttribute("aria-label", `${t.change}: ${label(f)}`);
    return el("li", { "data-assertion": f.assertion },
      el("span", {}, label(f), ": ", el("b", {}, t.assertions[f.assertion] ?? "")), change);
  };
  return [el("div.bubble.noted", {}, el("p", {}, el("b", {}, t.noted)), el("ul", {}, c.findings.map(row)),
    el("p.small", {}, t.notedHint)), choices(message.buttons, ".quiet")];
}

/** @type {(message: Message, c: any, context: Context) => any[]} */
export const article = (message, c, { t }) => [bubble(t.guide, message.text),
  c.sources?.length ? el("p.small.source", {}, `${t.fromArticle}: ${c.sources.join("; ")}`) : null,
  choices(message.buttons, ".quiet")];

/** @type {(message: Message, c: any, context: Context) => any[]} */
export function refusal(message, c, { t, live, numbers }) {
  const again = button(t.retry, (from) => from.dispatchEvent(new Event("again", { bubbles: true })));
  return [el("div.card.trouble", live ? { role: "alert" } : {}, prose(message.text ?? t.advice(numbers))),
    c.retry && live ? el("div.choices", {}, again) : null, choices(message.buttons)];
}

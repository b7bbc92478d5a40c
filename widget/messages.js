// @ts-check
/**
 * Draws the messages of the wire contract. A message whose custom type is unknown or malformed is drawn
 * from its `text` and `buttons`. Only DOM nodes, never HTML strings: no server word can become markup.
 * A pressed button raises a bubbling `say` event with {message, shown, group}, or `again`.
 *
 * @typedef {{title: string, payload: string, id?: string, sets?: string[]}} Option
 * @typedef {Record<string, any>} Custom
 * @typedef {{from?: "you" | "guide", text?: string, buttons?: Option[], custom?: Custom}} Message
 */

import { openDocument } from "./channel.js";

export const ADVICE = "If you have chest pain, trouble breathing, new weakness or numbness, trouble with pee or poo, "
  + "or you feel very unwell, do not wait for this page: call your local emergency number now (999, 112, 911).";
/** @type {Record<string, [string, string]>} Label and icon of each level. */
const LEVELS = {
  emergency: ["Get emergency help now", "alert"], urgent: ["Get help today", "clock"],
  soon: ["See a doctor within days", "calendar"], routine: ["Book an ordinary appointment", "calendar"],
  selfcare: ["You can look after this at home", "home"],
};
/** @type {Record<string, string>} */
const ROUTES = {
  ambulance: "Call for an ambulance now", go_now: "Go to the emergency room (A&E) now",
  poison: "Get poison help now", maternity: "Call your maternity unit now",
};
/** @type {Record<string, string>} */
const ASSERTIONS = {
  absent: "do not have", possible: "not sure", historical: "in the past", family: "in the family",
};
/** Titles by payload, so that a restored answer shows words. @type {Map<string, string>} */
const titles = new Map();
let serial = 0;

/**
 * `el("p.small", {hidden: true}, "text", node)`: properties where the element has them, else attributes.
 * @param {string} spec @param {Record<string, any>} props @param {...any} children @returns {any}
 */
export function el(spec, props = {}, ...children) {
  const [tag, ...classes] = spec.split(".");
  const node = document.createElement(tag);
  if (classes.length) node.className = classes.join(" ");
  for (const [name, value] of Object.entries(props)) {
    if (name in node) /** @type {any} */ (node)[name] = value; else node.setAttribute(name, value);
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== ""));
  return node;
}

/** @param {string} name */
function icon(name) {
  const [svg, use] = ["svg", "use"].map((tag) => document.createElementNS("http://www.w3.org/2000/svg", tag));
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  use.setAttribute("href", `#i-${name}`);
  svg.append(use);
  return svg;
}

/** Paragraphs, lines and "- " lists. @param {string | undefined} text @returns {HTMLElement[]} */
function prose(text) {
  /** @type {any[]} */
  const out = [];
  for (const block of (text ?? "").trim().split(/\n\s*\n/)) {
    let open = null;
    for (const line of block.split("\n")) {
      const item = /^\s*[-•]\s+(.+)/.exec(line);
      const tag = item ? "UL" : "P";
      if (open?.tagName !== tag) out.push(open = el(tag)); else if (!item) open.append(el("br"));
      open.append(item ? el("li", {}, item[1]) : line);
    }
  }
  return out;
}

/** @param {string | undefined} text @param {string} [who] */
const bubble = (text, who = "Guide") => text
  ? el("div.bubble", { id: `m${++serial}` }, el("span.sr", {}, `${who}: `), prose(text)) : null;

/** @param {string} title @param {(button: HTMLElement) => void} press @param {string} [kind] */
const button = (title, press, kind = "") =>
  el(`button${kind}`, { type: "button", onclick: (/** @type {any} */ event) => press(event.currentTarget) }, title);

/** @param {HTMLElement} from @param {string} message @param {string} shown */
function say(from, message, shown) {
  const detail = { message, shown, group: from.closest("fieldset") };
  from.dispatchEvent(new CustomEvent("say", { bubbles: true, detail }));
}

/** @param {Option[]} options */
const replies = (options) => options.map((o) => button(o.title, (b) => say(b, o.payload, o.title)));

/** @param {Option[] | undefined} options @param {string} [kind] */
const choices = (options, kind = "") => options?.length ? el(`div.choices${kind}`, {}, replies(options)) : null;

/** @type {(message: Message) => any[]} */
const plain = (message) => [bubble(message.text), choices(message.buttons)];

/** "None of these" and "Not sure" cannot be ticked beside others. @param {Option} o */
const standsAlone = (o) => !o.sets?.length && (/^(none|unsure|not_sure|private)$/.test(o.id ?? "")
  || /^(none|neither|not sure|rather not|i (cannot|can.t|don.t)|no$)/i.test(o.title));

/** @param {Option[]} options */
function checklist(options) {
  const boxes = options.filter((o) => !standsAlone(o)).map((o) => el("input", { type: "checkbox", value: o.title }));
  const hint = el("p.hint", { role: "alert" });
  const submit = (/** @type {HTMLElement} */ from) => {
    const picked = boxes.filter((box) => box.checked).map((box) => box.value).join(", ");
    if (picked) say(from, picked, picked); else hint.textContent = "Tick at least one, or use a button below.";
  };
  return [
    el("div.checks", { onchange: () => { hint.textContent = ""; } },
      boxes.map((box) => el("label", {}, box, el("span", {}, box.value)))),
    hint,
    el("div.choices", {}, button("Send my answer", submit, ".primary"), replies(options.filter(standsAlone))),
  ];
}

/** @param {Option[]} options */
function scale(options) {
  const steps = Array.from({ length: 11 }, (_, step) => String(step));
  const given = (/** @type {string} */ step) => options.find((o) => o.title === step) ?? { title: step, payload: step };
  return [choices(steps.map(given), ".scale"),
    el("div.ends", {}, el("span", {}, "0 is no pain"), el("span", {}, "10 is the worst")),
    choices(options.filter((o) => !steps.includes(o.title)))];
}

/** @type {Record<string, (options: Option[]) => any[]>} */
const CONTROLS = {
  multi: checklist, regions: checklist, scale,
  number: (options) => [choices(options), el("p.hint", {}, "Or type a number below.")],
  duration: (options) => [choices(options), el("p.hint", {}, "Or type it below, for example “3 weeks”.")],
};

/** @param {Custom} custom */
export const questionId = (custom) => `${custom.type}:${custom.id ?? custom.finding ?? ""}`;

/** @param {Message} message @param {Custom} c */
function question(message, c) {
  const options = c.options ?? message.buttons ?? [];
  const offered = new Set(options.map((/** @type {Option} */ o) => o.payload));
  const words = bubble(message.text);
  const { asked, about } = c.progress ?? {};
  const controls = (CONTROLS[c.kind] ?? ((o) => [choices(o)]))(options);
  return [
    asked ? el("p.small.progress", {}, `Question ${asked}${about ? ` of about ${about}` : ""}`) : null,
    c.quote && !message.text?.includes(c.quote) ? el("blockquote", {}, `“${c.quote}”`) : null,
    words, el("fieldset", { "data-question": questionId(c), "aria-labelledby": words.id }, controls, el("div.extras", {},
      c.why ? el("details", {}, el("summary", {}, "Why do you ask?"), prose(c.why)) : null,
      choices(message.buttons?.filter((b) => !offered.has(b.payload)), ".quiet"))),
  ];
}

/** @param {string} title @param {string} href */
const dial = (title, href) => el("a.call", { href }, icon("phone"), title);

/** The first number; up to three where the country is unknown, because one may be wrong there. @param {any} call */
function callButtons(call) {
  const numbers = String(call?.number ?? "").match(/\+?\d[\d ()-]*\d/g) ?? [];
  const known = call?.locale && !/^(other|unknown)$/i.test(call.locale);
  return numbers.slice(0, known ? 1 : 3).map((n) => dial(`Call ${n}`, `tel:${n.replace(/[^\d+]/g, "")}`));
}

/** A crisis line's number reads "116 123", "text 50808" or "988 call or text". @param {Custom} line */
function lifeline({ name, number = "", hours }) {
  const digits = number.replace(/[^\d+]/g, "");
  const [verb, scheme] = /^\s*text/i.test(number) ? ["Text", "sms"] : ["Call", "tel"];
  const words = number.replace(/^\s*(text|call)\s*/i, "");
  return el("li", {}, el("span", {}, el("b", {}, name), hours ? `, ${hours}` : ""),
    digits.length > 2 ? dial(`${verb} ${words}`, `${scheme}:${digits}`) : number);
}

/** @param {Message} message @param {Custom} c @param {boolean} live */
function alarm(message, c, live) {
  const reason = c.reason && !message.text?.includes(c.reason) ? el("p", {}, c.reason) : null;
  const call = el("div.calls", {}, callButtons(c.call));
  const lines = c.lines?.length ? el("ul.lines", {}, c.lines.map(lifeline)) : null;
  const [kind, sign, title, words] = c.type === "crisis"
    ? ["crisis", "heart", "You are not alone", [prose(message.text), lines, call]]
    : ["emergency", "alert", ROUTES[c.route] ?? "Get emergency help now", [reason, call, prose(message.text)]];
  return [el(`div.card.${kind}`, {},
    el("div.words", live ? { role: "alert" } : {}, el("h2", {}, icon(sign), title), words.flat()),
    choices(message.buttons), c.source ? el("p.small", {}, `Source: ${c.source}`) : null)];
}

/** A string, or the readable part of an object; a bare id becomes words. @param {any} item @returns {string} */
function label(item) {
  const text = typeof item === "string" ? item : item?.label ?? item?.text ?? item?.title ?? item?.id ?? "";
  return /^[a-z0-9_]+$/.test(text) ? text.replaceAll("_", " ") : text;
}

/** @param {string} title @param {any[] | undefined} items @param {string} [kind] */
const section = (title, items, kind = "") => items?.length
  ? el(`section${kind}`, {}, el("h3", {}, title), el("ul", {}, items.map((item) => el("li", {}, label(item),
    item.source ? el("span.small", {}, `Source: ${item.source}`) : null)))) : null;

/** @param {Custom} c */
function verdict(c) {
  const [level, sign] = LEVELS[c.level] ?? ["Your result", "calendar"];
  return el("div.verdict", {}, icon(sign), el("div", {}, el("p.level", {}, level), el("h2", {}, c.headline),
    c.within ? el("p", {}, `How soon: ${c.within}`) : null));
}

const PARTIAL = "Some questions have no answer, so I could not check everything. If in doubt, get help sooner.";
const NO_DIAGNOSIS = "This guide does not diagnose. If you are worried, call, even if it says that you can wait.";

/** @param {Message} message @param {Custom} c */
function result(message, c) {
  if (!c.headline) return plain(message);
  const answers = section("", c.answered);
  return [el("article.card.result", { "data-level": c.level }, verdict(c),
    c.complete === false ? el("p.partial", {}, icon("alert"), el("span", {}, el("b", {}, "Not complete. "), PARTIAL)) : null,
    section("Why", c.reasons), section("What to do", c.do), section("What not to do", c.avoid),
    c.because_of?.length ? el("p", {}, `It is this urgent because of: ${c.because_of.join("; ")}.`) : null,
    section("Get help sooner if", c.watch_for, ".watch"), section("What would make it more urgent", c.more_urgent_if, ".watch"),
    section("Tell the doctor", c.tell_doctor),
    section("Not answered", c.unanswered),
    answers ? el("details", {}, el("summary", {}, "Your answers"), answers.lastChild) : null,
    el("p.small", {}, NO_DIAGNOSIS, c.content_version ? ` Content version ${c.content_version}.` : "", el("span.printed")),
    button("For the doctor: one page", () => openDocument("report"), ".primary"),
    button("Print this result", () => window.print(), ".quiet"),
    button("Save as FHIR", () => openDocument("fhir"), ".quiet")), choices(message.buttons, ".quiet")];
}

/** @param {Message} message @param {Custom} c */
function understood(message, c) {
  if (!c.findings?.length) return plain(message);
  const chip = (/** @type {any} */ f) => {
    const words = `${label(f)}${ASSERTIONS[f.assertion] ? ` (${ASSERTIONS[f.assertion]})` : ""}`;
    const undo = f.payload ? button("✕", (b) => say(b, f.payload, `Not right: ${words}`), ".undo") : null;
    undo?.setAttribute("aria-label", `Not right: ${words}`);
    return el("li", { "data-assertion": f.assertion }, words, undo);
  };
  return [el("div.bubble.noted", {}, el("p", {}, "I noted:"), el("ul.chips", {}, c.findings.map(chip)),
    el("p.small", {}, "Not right? Tap the cross, or just tell me.")), choices(message.buttons, ".quiet")];
}

/** @param {Message} message @param {Custom} c */
const article = (message, c) => [bubble(message.text),
  c.sources?.length ? el("p.small", {}, `From the article: ${c.sources.join("; ")}`) : null,
  choices(message.buttons, ".quiet")];

/** @param {Message} message @param {Custom} c @param {boolean} live */
function refusal(message, c, live) {
  const again = button("Try again", (from) => from.dispatchEvent(new Event("again", { bubbles: true })));
  return [el("div.card.trouble", live ? { role: "alert" } : {}, prose(message.text ?? ADVICE)),
    c.retry && live ? el("div.choices", {}, again) : null, choices(message.buttons)];
}

/** @type {Record<string, (message: Message, c: Custom, live: boolean) => any[]>} */
const RENDER = {
  question, confirm: question, emergency: alarm, crisis: alarm, triage_result: result, faq_answer: article, understood,
  error: refusal,
};

/**
 * `live` is false for restored messages: an old alarm must not sound again.
 * @param {Message} message @param {boolean} live
 */
export function draw(message, live) {
  if (message.from === "you") return drawYours(titles.get(message.text ?? "") ?? message.text ?? "");
  const custom = message.custom ?? {};
  for (const o of [...(message.buttons ?? []), ...(custom.options ?? [])]) titles.set(o.payload, o.title);
  let parts;
  try { parts = (RENDER[custom.type] ?? plain)(message, custom, live); } catch { parts = plain(message); }
  return el("div.msg.guide", { tabIndex: -1 }, ...parts);
}

/** @param {string} text @returns {HTMLElement} */
export const drawYours = (text) => el("div.msg.you", {}, bubble(text, "You"));

/** What a screen reader hears: short, and nothing that an alert says by itself. @param {Message} message */
export function spoken({ text = "", buttons, custom = {} }) {
  if (["emergency", "crisis", "error"].includes(custom.type)) return "";
  if (custom.type === "triage_result") return `Your result: ${LEVELS[custom.level]?.[0] ?? ""}. ${custom.headline ?? ""}`;
  const count = (custom.options ?? buttons ?? []).length;
  const words = text.replace(/\s+/g, " ");
  return (words.length > 300 ? `${words.slice(0, 300)}…` : words) + (count ? ` ${count} choices.` : "");
}

/** @param {string} text @param {() => void} retry */
export const drawTrouble = (text, retry) => el("div.card.trouble", { id: "trouble", role: "alert" },
  el("p", {}, el("b", {}, text)), el("p", {}, ADVICE), button("Try again", retry, ".primary"));

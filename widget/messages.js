// @ts-check
/**
 * Draws the messages of the wire contract (docs/contract.md). A message whose custom type is unknown or malformed is
 * drawn from its `text` and `buttons`. A pressed button raises a bubbling `say`, `again` or `document` event.
 *
 * @typedef {{title: string, payload: string, id?: string, sets?: string[]}} Option
 * @typedef {{from?: "you" | "guide", text?: string, buttons?: Option[], custom?: Record<string, any>}} Message
 * @typedef {typeof import("./locale.en.js").default} Texts
 * @typedef {{t: Texts, numbers: string[], documents: string[], live: boolean}} Context
 *   `live` is false for restored messages: an old alarm must not sound again
 */
import { bubble } from "./bubbles.js";
import { alarm, article, plain, refusal, result, understood } from "./cards.js";
import { el } from "./dom.js";
import { question } from "./question.js";

/** @type {Record<string, (message: Message, c: any, context: Context) => any[]>} */
const RENDER = {
  question, confirm: question, emergency: alarm, crisis: alarm, triage_result: result, faq_answer: article, understood,
  error: refusal,
};
/** Titles by payload, so that a restored answer shows words. @type {Map<string, string>} */
const titles = new Map();

/** @param {Message} message @param {Context} context */
export function draw(message, context) {
  if (message.from === "you") return drawYours(titles.get(message.text ?? "") ?? message.text ?? "", context.t);
  const custom = message.custom ?? {};
  for (const o of [...(message.buttons ?? []), ...(custom.options ?? [])]) titles.set(o.payload, o.title);
  let parts;
  try { parts = (RENDER[custom.type] ?? plain)(message, custom, context); } catch { parts = plain(message, custom, context); }
  return el("div.msg.guide", { tabIndex: -1 }, parts);
}

/** @param {string} text @param {Texts} t @returns {HTMLElement} */
export const drawYours = (text, t) => el("div.msg.you", {}, bubble(t.you, text));

/** What a screen reader hears: short, and nothing that an alert says by itself. @param {Message} message @param {Texts} t */
export function spoken({ text = "", buttons, custom = {} }, t) {
  if (["emergency", "crisis", "error"].includes(custom.type)) return "";
  if (custom.type === "triage_result") return `${t.result}: ${t.levels[custom.level] ?? ""}. ${custom.headline ?? ""}`;
  const count = (custom.options ?? buttons ?? []).length;
  const words = text.replace(/\s+/g, " ").trim();
  return (words.length > 300 ? `${words.slice(0, 300)}…` : words) + (count ? t.choices(count) : "");
}

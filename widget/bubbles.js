// @ts-check
/** Speech bubbles and buttons to answer with. */
import { button, el, fresh, prose, say } from "./dom.js";

/** @typedef {import("./messages.js").Option} Option */

/** @param {string} who @param {string | undefined} text */
export const bubble = (who, text) =>
  text ? el("div.bubble", { id: fresh() }, el("span.sr", {}, `${who}: `), prose(text)) : null;

/** @param {Option[]} options @param {string} [kind] */
export const replies = (options, kind = "") => options.map((o) => button(o.title, (b) => say(b, o.payload, o.title), kind));

/** @param {Option[] | undefined} options @param {string} [kind] */
export const choices = (options, kind = "") => options?.length ? el(`div.choices${kind}`, {}, replies(options)) : null;

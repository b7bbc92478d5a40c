// @ts-check
/** Nodes, never HTML strings: no word of a server can become markup, and trusted types may be 'none'. */

const SVG = "http://www.w3.org/2000/svg";
/** @type {Record<string, string>} */
const PATHS = {
  alert: "M12 3 2 20h20L12 3ZM12 10v4M12 17v.2",
  phone: "M5 4h4l2 5-2.5 1.5a11 11 0 0 0 5 5L15 13l5 2v4a2 2 0 0 1-2 2A16 16 0 0 1 3 6a2 2 0 0 1 2-2Z",
  heart: "M12 20S3.500 15 3.500 9A4.500 4.500 0 0 1 12 7a4.500 4.500 0 0 1 8.500 2C20.500 15 12 20 12 20Z",
  clock: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18ZM12 7.500V12l3 2",
  calendar: "M4 6h16v14H4ZM4 10.500h16M8 3v4M16 3v4",
  home: "m3 11 9-8 9 8M6 9.500V20h12V9.500M10 20v-6h4v6",
  send: "M12 20V5m-6 6 6-6 6 6",
  menu: "M4 7h16M4 12h16M4 17h16",
  close: "m6 6 12 12M18 6 6 18",
  chat: "M4 5h16v11H9l-5 4Z",
  spine: "M12 2.500c-2 3.200 2 6.300 0 9.500s2 6.300 0 9.500M7 6h2m6 0h2M6.500 12H9m6 0h2.500M7 18h2m6 0h2",
};
let serial = 0;

/** An id that no other node of the page has. */
export const fresh = () => `bg${++serial}`;

/**
 * `el("p.small", {hidden: true}, "text", node)`: properties where the element has them, else attributes.
 * @param {string} spec @param {Record<string, any>} [props] @param {...any} children @returns {any}
 */
export function el(spec, props = {}, ...children) {
  const [tag, ...classes] = spec.split(".");
  const node = document.createElement(tag);
  if (classes.length) node.className = classes.join(" ");
  for (const [name, value] of Object.entries(props)) {
    if (name in node && name !== "role") /** @type {any} */ (node)[name] = value; else node.setAttribute(name, value);
  }
  node.append(...children.flat(9).filter((child) => child !== null && child !== undefined && child !== ""));
  return node;
}

/** @param {string} tag @param {Record<string, string>} attributes @param {...(Node | string)} children */
export function svg(tag, attributes, ...children) {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

/** @param {string} name */
export const icon = (name) =>
  svg("svg", { class: "icon", viewBox: "0 0 24 24", "aria-hidden": "true" }, svg("path", { d: PATHS[name] }));

/** A paragraph for each line, and "- " lists. @param {string | undefined} text @returns {HTMLElement[]} */
export function prose(text) {
  /** @type {any[]} */
  const out = [];
  for (const line of (text ?? "").split("\n").filter((words) => words.trim())) {
    const item = /^\s*[-•]\s+(.+)/.exec(line);
    if (!item) out.push(el("p", {}, line));
    else {
      if (out.at(-1)?.tagName !== "UL") out.push(el("ul"));
      out.at(-1).append(el("li", {}, item[1]));
    }
  }
  return out;
}

/** @param {any} title @param {(button: HTMLElement) => void} press @param {string} [kind] @returns {HTMLButtonElement} */
export const button = (title, press, kind = "") =>
  el(`button${kind}`, { type: "button", onclick: (/** @type {any} */ event) => press(event.currentTarget) }, title);

/** A button that shows a picture and says words. @param {string} sign @param {string} label @param {() => void} press @param {string} kind */
export function iconButton(sign, label, press, kind) {
  const node = button(icon(sign), press, kind);
  node.setAttribute("aria-label", label);
  return node;
}

/** Asks the conversation to send something. @param {HTMLElement} from @param {string} message @param {string} shown */
export function say(from, message, shown) {
  const detail = { message, shown, group: from.closest("fieldset") };
  from.dispatchEvent(new CustomEvent("say", { bubbles: true, detail }));
}

// @ts-check
/**
 * Our own drawing of the upper body, from behind and from the front. It is for fingers and mice only: the real
 * checkboxes beside it hold the answer, and both always show the same. Ids are those of the question's options.
 */
import { el, svg } from "./dom.js";

/** @typedef {typeof import("./locale.en.js").default} Texts */

/** The left half; the right one is its mirror image. */
const OUTLINE = "M60.5 4C51 4 47 11 48 19c0 6 2 10 5 13v7c-1 6-8 8-16 10-11 3-17 8-18 19l-4 48c-1 10 0 18 2 24h8l6-52c1 12 2 20 "
  + "1 30-1 9-4 16-4 28v20h32.5";
const MIRROR = "translate(120 0) scale(-1 1)";
/** Shapes on the left of the picture and in its middle; a second id is the mirror image. @type {[string, string, string?][]} */
const BACK = [
  ["M53 31h14v8c1 3 3 5 7 7H46c4-2 6-4 7-7Z", "neck"],
  ["M46 48 37 50.500C28 53 21 57 20 67l13-1 13-8Z", "shoulder_top_l", "shoulder_top_r"],
  ["M42 62 53 56v30H42Z", "between_l", "between_r"],
  ["M47.500 48h25L66 55v31H54V55Z", "upper_mid"],
  ["M32 68 41 63v23h-8.500Z", "blade_l", "blade_r"],
  ["M32.500 88H53v22H32.800Z", "mid_l", "mid_r"],
  ["M54 88h12v22H54Z", "mid"],
  ["M33 112h13v20H31c1-6 2-13 2-20Z", "flank_l", "flank_r"],
  ["M47 112h26v22h16.500c1.500 5 2 9 2 14h-63c0-5 .5-9 2-14H47Z", "low"],
];
/** Seen from the front your left is on the right. @type {[string, string, string?][]} */
const FRONT = [
  ["M33 62c4-6 11-9 20-10v34H32.500Z", "chest_r", "chest_l"],
  ["M54 51h12v35H54Z", "chest_centre"],
  ["M32.500 88h55l-.3 24H32.800Z", "tummy"],
];

/** @param {[string, string, string?][]} shapes @param {Map<string, HTMLInputElement>} boxes */
function regions(shapes, boxes) {
  const drawn = [];
  for (const [d, ...ids] of shapes) {
    for (const [n, id] of ids.entries()) {
      const box = boxes.get(id ?? "");
      if (!box) continue;
      const shape = svg("path", { d, class: "region", "data-region": id ?? "", ...(n ? { transform: MIRROR } : {}) },
        svg("title", {}, box.value));
      const show = () => shape.classList.toggle("on", box.checked);
      shape.addEventListener("click", () => { if (!box.matches(":disabled")) box.click(); });
      box.addEventListener("change", show);
      drawn.push(shape);
    }
  }
  return drawn;
}

/**
 * @param {string} title @param {[string, string]} sides what is at the picture's left and right
 * @param {Node[]} shapes @param {boolean} spine
 */
function figure(title, sides, shapes, spine) {
  const word = (/** @type {string} */ x, /** @type {string} */ text) => svg("text", { x, y: "28", "text-anchor": "middle" }, text);
  return el("figure", {}, svg("svg", { viewBox: "10 2 100 152", class: spine ? "body" : "body front" },
    svg("path", { d: OUTLINE, class: "skin" }), svg("path", { d: OUTLINE, class: "skin", transform: MIRROR }),
    ...shapes, ...(spine ? [svg("path", { d: "M60 36v108", class: "spine" })] : []), word("27", sides[0]), word("93", sides[1])),
  el("figcaption", {}, title));
}

/** @param {Texts} t @param {Map<string, HTMLInputElement>} boxes checkboxes by option id */
export function bodyMap(t, boxes) {
  return el("div.map", { "aria-hidden": "true" },
    figure(t.mapBack, [t.left_, t.right_], regions(BACK, boxes), true),
    figure(t.mapFront, [t.right_, t.left_], regions(FRONT, boxes), false));
}

/** Whether a place is in the drawing. @param {string | undefined} id */
export const isDrawn = (id) => [...BACK, ...FRONT].some((shape) => shape.slice(1).includes(id));

// @ts-check
/** The conversation: what is said, what is waited for, what failed, and where the eye and the ear go next. */
import { erase, exchange, history } from "./channel.js";
import { draw, drawTrouble, drawYours, el, questionId, spoken } from "./messages.js";
/** @typedef {import("./messages.js").Message} Message */
/** @typedef {HTMLFieldSetElement | null} Group */
/** @typedef {{message: string, shown: string, typed: boolean, group: Group, bubble: HTMLElement}} Turn */

/** Messages that end the question before them. */
const ENDS_QUESTIONS = new Set(["question", "confirm", "emergency", "crisis", "triage_result"]);
const LOW = 200;

/** @type {(id: string) => any} */
const $ = (id) => document.getElementById(id);
const [log, input, typing, counter] = ["log", "input", "typing", "counter"].map($);
const finePointer = matchMedia("(pointer: fine)");
let waiting = 0;
/** @type {Turn | null} */
let last = null;
/** @type {Turn | null} */
let failed = null;

/** @param {{message: string, shown?: string, group?: Group, typed?: boolean}} what */
function send({ message, shown = message, group = null, typed = false }) {
  if (typed && failed?.shown === message) return deliver(failed);
  $("start").hidden = $("ideas").hidden = true;
  const bubble = drawYours(shown);
  log.append(bubble);
  return deliver({ message, shown, typed, group, bubble });
}

/** @param {Turn} turn */
async function deliver(turn) {
  clearTrouble();
  last = turn;
  turn.bubble.classList.remove("unsent");
  if (turn.group) turn.group.disabled = true;
  if (turn.typed && input.value.trim() === turn.shown) setInput("");
  wait(1);
  try {
    const answer = await exchange(turn.message, turn.shown, () => sayRenewed(turn));
    if (turn.bubble.isConnected) showAll(answer);
  } catch {
    if (turn.bubble.isConnected) fail(turn);
  } finally {
    wait(-1);
  }
}

/** @param {number} change */
function wait(change) {
  waiting += change;
  typing.hidden = !waiting;
  if (change > 0) typing.scrollIntoView({ block: "nearest" });
}

/** Nothing goes into a new session for a person who has just erased the old one. @param {Turn} turn */
function sayRenewed(turn) {
  if (!turn.bubble.isConnected) throw new Error("erased");
  log.append(el("p.note", {}, "Your earlier chat is no longer kept, so this is a new one."));
}

/** @param {Turn} turn */
function fail(turn) {
  turn.bubble.classList.add("unsent");
  if (turn.group && !("stale" in turn.group.dataset)) turn.group.disabled = false;
  if (turn.typed && !input.value) setInput(turn.shown);
  trouble("I could not get an answer. Your message is kept.", () => deliver(turn));
  failed = turn;
}

function clearTrouble() {
  failed = null;
  $("trouble")?.remove();
}

/** @param {string} text @param {() => void} retry */
function trouble(text, retry) {
  clearTrouble();
  const box = drawTrouble(text, () => { clearTrouble(); retry(); });
  log.append(box);
  reveal(box);
  if (document.activeElement === document.body) box.lastChild.focus({ preventScroll: true });
}

/** @param {Message} message @param {boolean} live */
function show(message, live) {
  const custom = message.custom ?? {};
  if (ENDS_QUESTIONS.has(custom.type)) closeQuestions(questionId(custom));
  const node = draw(message, live);
  log.append(node);
  return node;
}

/** An old answer must not be taken for a new one. @param {string} id the question that stays open */
function closeQuestions(id) {
  for (const group of log.querySelectorAll("fieldset[data-question]")) {
    if (group.dataset.question === id) continue;
    group.disabled = true;
    group.dataset.stale = "";
  }
}

/** @param {Message[]} messages */
function showAll(messages) {
  const nodes = messages.map((message) => show(message, true));
  announce(messages.map(spoken).join(" ").trim());
  const alarm = nodes.find((node) => node.querySelector(".emergency, .crisis"));
  if (alarm && !finePointer.matches) input.blur(); // a phone's keyboard would hide it
  reveal(alarm ?? nodes[0]);
  if (document.activeElement === document.body) (alarm ?? nodes[0]).focus({ preventScroll: true });
}

/** Shows new content from its start. @param {HTMLElement} node */
function reveal(node) {
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  node.scrollIntoView({ block: "start", behavior: calm ? "auto" : "smooth" });
}

/** @param {string} text */
function announce(text) {
  $("announcer").textContent = "";
  setTimeout(() => { $("announcer").textContent = text; }, 50);
}

async function restore() {
  try {
    const past = await history();
    if (!past.length) return;
    $("start").hidden = true;
    const nodes = past.map((message) => show(message, false));
    nodes[past.findLastIndex((message) => message.from === "you") + 1]?.scrollIntoView({ block: "start" });
  } catch {
    trouble("I could not load your chat. It is not lost.", restore);
  }
}

async function eraseAll() {
  try {
    await erase();
  } catch {
    return trouble("Your chat is not erased yet.", eraseAll);
  }
  clearTrouble();
  log.replaceChildren();
  setInput("");
  $("start").hidden = false;
  announce("Your chat is erased.");
  scrollTo({ top: 0 });
  $("hello").focus({ preventScroll: true });
}

/** @param {string} text */
function setInput(text) {
  input.value = text;
  input.dispatchEvent(new Event("input"));
}

input.addEventListener("input", () => {
  input.style.height = "auto";
  input.style.height = `${input.scrollHeight + 2}px`;
  const left = input.maxLength - input.value.length;
  counter.hidden = left > LOW;
  counter.textContent = `${left} characters left`;
});
input.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  $("composer").requestSubmit();
});
$("composer").addEventListener("submit", (/** @type {Event} */ event) => {
  event.preventDefault();
  const message = input.value.trim();
  if (message) send({ message, typed: true });
  if (finePointer.matches) input.focus();
});
log.addEventListener("say", (/** @type {CustomEvent} */ event) => send(event.detail));
log.addEventListener("again", () => last && deliver(last));
for (const button of document.querySelectorAll("[data-say]")) {
  button.addEventListener("click", () => send({ message: /** @type {HTMLElement} */ (button).dataset.say ?? "" }));
}
$("ask").addEventListener("click", () => {
  $("ideas").hidden = !$("ideas").hidden;
  $("ask").setAttribute("aria-expanded", String(!$("ideas").hidden));
});
$("end").addEventListener("click", () => $("erase").showModal());
$("erase").addEventListener("close", () => $("erase").returnValue === "erase" && eraseAll());
addEventListener("beforeprint", () => {
  for (const fold of log.querySelectorAll(".result details")) fold.open = true;
  for (const stamp of log.querySelectorAll(".printed")) stamp.textContent = ` Printed ${new Date().toLocaleString()}.`;
});

new ResizeObserver(([header]) => {
  document.documentElement.style.setProperty("--head", `${header.target.clientHeight}px`);
}).observe(/** @type {Element} */ (document.querySelector("body > header")));

$("start").hidden = false;
restore();

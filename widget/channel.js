// @ts-check
/** The web channel's client: one session token, one deadline a turn, and no silent failure. */
/** @typedef {import("./messages.js").Message} Message */

const TIMEOUT_MS = 15_000;
const TOKEN_KEY = "backguide.session";
/** Where storage is blocked the token lives as long as the page. @type {string | null} */
let inMemory = null;
/** @type {Promise<string> | null} */
let opening = null;

class HttpError extends Error {
  /** @param {number} status */
  constructor(status) {
    super(`HTTP ${status}`);
    this.gone = status === 401 || status === 404;
  }
}

const isGone = (/** @type {unknown} */ error) => error instanceof HttpError && error.gone;

function token() {
  try { return localStorage.getItem(TOKEN_KEY) ?? inMemory; } catch { return inMemory; }
}

/** @param {string | null} value */
function keep(value) {
  inMemory = value;
  try {
    if (value) localStorage.setItem(TOKEN_KEY, value); else localStorage.removeItem(TOKEN_KEY);
  } catch { /* kept in memory only */ }
}

function deadline() {
  const stop = new AbortController();
  setTimeout(() => stop.abort(), TIMEOUT_MS);
  return stop.signal;
}

/** @param {string} path @param {RequestInit} init @param {AbortSignal} signal */
async function request(path, init, signal = deadline()) {
  const response = await fetch(`${document.body.dataset.api}/${path}`, { ...init, signal, cache: "no-store" });
  if (!response.ok) throw new HttpError(response.status);
  const body = await response.text();
  return body ? JSON.parse(body) : null;
}

/** @param {string} path @param {object} body @param {AbortSignal} [signal] */
function post(path, body, signal) {
  const headers = { "Content-Type": "application/json" };
  return request(path, { method: "POST", headers, body: JSON.stringify(body) }, signal);
}

/** The token kept, or a new one; messages sent at the same moment share it. @param {AbortSignal} signal */
async function session(signal) {
  const kept = token();
  if (kept) return kept;
  opening ??= post("session", { locale: document.documentElement.lang }, signal).then((answer) => {
    if (typeof answer?.token !== "string") throw new Error("no token");
    keep(answer.token);
    return answer.token;
  }).finally(() => { opening = null; });
  return opening;
}

/** Silence would leave a frightened person alone, so an empty answer is a failure. @param {any} answer */
function messagesIn(answer) {
  const usable = Array.isArray(answer) ? answer.filter((m) => m && (m.text || m.custom || m.buttons?.length)) : [];
  if (!usable.length) throw new Error("empty answer");
  return usable;
}

/**
 * Sends one message. If the server no longer knows the session, the words shown go into a new one:
 * a payload would mean nothing there, and an emergency must be heard.
 * @param {string} message @param {string} shown @param {() => void} onRenewed @returns {Promise<Message[]>}
 */
export async function exchange(message, shown, onRenewed) {
  const signal = deadline();
  const used = await session(signal);
  try {
    return messagesIn(await post("message", { token: used, message }, signal));
  } catch (error) {
    if (!isGone(error)) throw error;
    if (token() === used) keep(null);
    onRenewed();
    return messagesIn(await post("message", { token: await session(signal), message: shown }, signal));
  }
}

/** The conversation so far; empty when there is none. @returns {Promise<Message[]>} */
export async function history() {
  const kept = token();
  if (!kept) return [];
  try {
    return (await request("history", { headers: { "X-Session": kept } })) ?? [];
  } catch (error) {
    if (!isGone(error)) throw error;
    keep(null);
    return [];
  }
}

/** Erases on the server first; the token is forgotten only when that has worked. */
export async function erase() {
  const kept = token();
  try {
    if (kept) await post("erase", { token: kept });
  } catch (error) {
    if (!isGone(error)) throw error;
  }
  keep(null);
}

/** Opens a document of this conversation in a new tab, or saves it; the token goes in the body, not in the address. @param {string} name */
export function openDocument(name) {
  const kept = token();
  if (!kept) return;
  const form = document.createElement("form");
  Object.assign(form, { method: "post", action: `${document.body.dataset.api}/${name}`, target: "_blank" });
  const field = document.createElement("input");
  Object.assign(field, { type: "hidden", name: "token", value: kept });
  form.style.display = "none";
  form.append(field);
  document.body.append(form);
  form.submit();
  // a form that is gone at once is not sent
  setTimeout(() => form.remove(), 1000);
}

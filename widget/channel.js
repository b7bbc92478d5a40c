// @ts-check
/** The web channel's client: one session, one deadline for each request, and no silent failure. */
/** @typedef {import("./messages.js").Message} Message */
/** @typedef {import("./store.js").Store} Store */

/** The server always ends within 20 s. */
const DEADLINE_MS = 22_000;

export class Trouble extends Error {
  /** @param {string} kind a key of the locale's `trouble`, or "gone" @param {number} [wait] seconds to wait */
  constructor(kind, wait = 0) {
    super(kind);
    this.kind = kind;
    this.wait = wait;
  }
}

/** @type {Record<number, string>} */
const KINDS = { 401: "gone", 404: "gone", 403: "refused", 429: "busy" };

/** @param {any} error */
const isGone = (error) => error.kind === "gone";

/** Silence would leave a frightened person alone, so an empty answer is a failure. @param {any} answer */
function messagesIn(answer) {
  const usable = Array.isArray(answer) ? answer.filter((m) => m && (m.text || m.custom || m.buttons?.length)) : [];
  if (!usable.length) throw new Trouble("empty");
  return usable;
}

export class Channel {
  /** @param {string} api @param {Store} store @param {() => {country?: string, locale?: string}} place */
  constructor(api, store, place) {
    this.api = api;
    this.store = store;
    this.place = place;
    /** @type {Promise<string> | null} */
    this.opening = null;
  }

  /** @param {string} path @param {RequestInit} init @returns {Promise<Response>} */
  async request(path, init) {
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), DEADLINE_MS);
    try {
      const options = { ...init, signal: stop.signal };
      const response = await fetch(`${this.api}/${path}`, { cache: "no-store", credentials: "omit", ...options });
      if (!response.ok) throw new Trouble(KINDS[response.status] ?? "down", Number(response.headers.get("Retry-After")));
      // the whole body, under the same deadline
      return new Response(await response.blob(), { headers: response.headers });
    } catch (error) {
      if (error instanceof Trouble) throw error;
      throw new Trouble(stop.signal.aborted ? "slow" : navigator.onLine ? "down" : "offline");
    } finally {
      clearTimeout(timer);
    }
  }

  /** @param {string} path @param {object} body @returns {Promise<Response>} */
  post(path, body) {
    const headers = { "Content-Type": "application/json" };
    return this.request(path, { method: "POST", headers, body: JSON.stringify(body) });
  }

  /** @param {Response} response */
  async json(response) {
    try { return await response.json(); } catch { throw new Trouble("empty"); }
  }

  /** Opens a session, or with a token goes on with its own; who asks at the same moment shares it. @param {string} [token] */
  open(token) {
    this.opening ??= (async () => {
      const answer = await this.json(await this.post("session", { ...this.place(), token }));
      if (typeof answer?.token !== "string") throw new Trouble("empty");
      const refreshAt = Date.now() + (answer.refresh_in ?? 3600) * 1000;
      this.store.session = { token: answer.token, refreshAt, documents: answer.documents ?? [] };
      return answer.token;
    })().finally(() => { this.opening = null; });
    return this.opening;
  }

  /**
   * A fresh token instead of one that the server refused. `same` tells whether the conversation goes on.
   * @param {string} used
   */
  async renew(used) {
    const now = this.store.session?.token;
    if (now && now !== used) return { token: now, same: true };
    try {
      return { token: await this.open(used), same: true };
    } catch (error) {
      if (!isGone(error)) throw error;
      this.store.session = null;
      return { token: await this.open(), same: false };
    }
  }

  /** Does something with the token, and once more with a fresh one. @template T @param {(token: string, same: boolean) => Promise<T>} what */
  async withToken(what) {
    const used = this.store.session?.token ?? await this.open();
    try {
      return await what(used, true);
    } catch (error) {
      if (!isGone(error)) throw error;
    }
    const { token, same } = await this.renew(used);
    return what(token, same);
  }

  /**
   * Sends one message. In a new conversation its payload would mean nothing, so the words shown go there: an emergency
   * must be heard.
   * @param {{message: string, shown: string, key: string}} turn @param {(same: boolean) => void} onRenewed
   * @returns {Promise<Message[]>}
   */
  async exchange({ message, shown, key }, onRenewed) {
    let first = true;
    const answer = await this.withToken(async (token, same) => {
      if (!first) onRenewed(same);
      first = false;
      return messagesIn(await this.json(await this.post("message", { token, message: same ? message : shown, key })));
    });
    const { session } = this.store;
    if (session && Date.now() > session.refreshAt) this.open(session.token).catch(() => {}); // tried again next time
    return answer;
  }

  /** The conversation so far; empty when there is none. @returns {Promise<Message[]>} */
  async history() {
    if (!this.store.session) return [];
    return this.withToken(async (token, same) => {
      if (!same) return [];
      return (await this.json(await this.request("history", { headers: { "X-Session": token } }))) ?? [];
    });
  }

  /** Erases on the server first; the token is forgotten only when that has worked. */
  async erase() {
    if (this.store.session) await this.withToken(async (token, same) => { if (same) await this.post("erase", { token }); });
    this.store.forget();
  }

  /** @param {string} name one of the session's documents */
  async document(name) {
    return this.withToken(async (token) => (await this.post(name, { token })).blob());
  }
}

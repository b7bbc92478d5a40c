// @ts-check
/**
 * What the browser remembers. The token opens a talk about somebody's health, and a family may share the device: so it
 * lives in this tab only, unless the person chooses to keep it. A second tab asks the open ones for it.
 *
 * @typedef {{token: string, refreshAt: number, documents: string[]}} Session
 * @typedef {{message: string, shown: string, key: string, typed: boolean, at: number}} Pending
 * @typedef {{size?: number, theme?: string}} Look
 */

const ASK_MS = 120;

export class Store {
  /** @param {string} api the server's address: two guides on one site keep apart */
  constructor(api) {
    this.api = api;
    this.name = `backguide ${api}`;
    /** Where storage is blocked all lives as long as the page. @type {Record<string, string>} */
    this.memory = {};
    /** What another tab did: "erased" or "said". @type {(what: string) => void} */
    this.heard = () => {};
    this.tabs = this.meet();
    this.tabs?.addEventListener("message", ({ data }) => {
      if (data === "who") { if (this.session) this.tabs?.postMessage({ session: this.session }); }
      else if (typeof data === "string") this.heard(data);
    });
  }

  meet() {
    try { return new BroadcastChannel(this.name); } catch { return null; } // a sandbox without an origin
  }

  end() { this.tabs?.close(); }

  /** @param {string} what */
  tell(what) { this.tabs?.postMessage(what); }

  /** @param {"sessionStorage" | "localStorage"} where @param {string} key @returns {any} */
  read(where, key) {
    const name = `${this.name} ${key}`;
    try { return JSON.parse(window[where].getItem(name) ?? this.memory[name] ?? "null"); } catch {
      return JSON.parse(this.memory[name] ?? "null");
    }
  }

  /** @param {"sessionStorage" | "localStorage"} where @param {string} key @param {any} value */
  write(where, key, value) {
    const name = `${this.name} ${key}`;
    const none = value === null || value === undefined || value === "";
    try {
      if (none) window[where].removeItem(name); else window[where].setItem(name, JSON.stringify(value));
      delete this.memory[name];
    } catch {
      if (none) delete this.memory[name]; else this.memory[name] = JSON.stringify(value);
    }
  }

  /** @returns {Session | null} */
  get session() { return this.read("sessionStorage", "session") ?? this.read("localStorage", "session"); }

  set session(value) {
    const kept = this.kept;
    this.write("sessionStorage", "session", value);
    this.write("localStorage", "session", kept ? value : null);
  }

  /** Whether the chat outlives the tab. */
  get kept() { return this.read("localStorage", "keep") === true; }

  set kept(value) {
    const { session } = this;
    this.write("localStorage", "keep", value || null);
    this.session = session;
  }

  /** Asks the other tabs of this site for their session. @returns {Promise<boolean>} whether one had it */
  join() {
    const { tabs } = this;
    if (!tabs) return Promise.resolve(false);
    return new Promise((done) => {
      const timer = setTimeout(() => done(false), ASK_MS);
      tabs.addEventListener("message", ({ data }) => {
        if (!data?.session || this.session) return;
        this.session = data.session;
        clearTimeout(timer);
        done(true);
      });
      tabs.postMessage("who");
    });
  }

  forget() {
    this.session = this.pending = null;
    this.draft = "";
    this.kept = false;
  }

  /** @returns {string} */
  get draft() { return this.read("sessionStorage", "draft") ?? ""; }

  set draft(value) { this.write("sessionStorage", "draft", value); }

  /** The message that waits for its answer: after a reload it is sent again with the same key. @returns {Pending | null} */
  get pending() { return this.read("sessionStorage", "pending"); }

  set pending(value) { this.write("sessionStorage", "pending", value); }

  /** @returns {Look} */
  get look() { return this.read("localStorage", "look") ?? {}; }

  set look(value) { this.write("localStorage", "look", value); }
}

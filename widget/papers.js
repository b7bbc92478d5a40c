// @ts-check
/** Documents about the conversation. The token goes in a body, never in an address. */
import { el } from "./dom.js";

/** @type {Record<string, string>} */
const FILES = { page: "backguide.html", pdf: "backguide.pdf", summary: "backguide.txt", fhir: "backguide.fhir.json" };

/**
 * The page for the doctor opens in a new tab to be read and printed; on another site's page, whose rules may forbid that
 * form, it is saved like the others.
 * @param {any} guide the element @param {string} name
 */
export async function papersFor(guide, name) {
  const { channel, store, talk, view } = guide;
  if (name === "page" && store.session && new URL(channel.api).origin === location.origin) {
    return openPage(guide.root, `${channel.api}/${name}`, store.session.token);
  }
  try {
    save(guide.root, await channel.document(name), FILES[name] ?? name);
    view.announce(view.t.saved);
  } catch {
    talk.trouble("document", () => papersFor(guide, name));
  }
}

/** @param {ShadowRoot} root @param {string} action @param {string} token */
function openPage(root, action, token) {
  const form = el("form", { method: "post", action, target: "_blank", hidden: true },
    el("input", { type: "hidden", name: "token", value: token }));
  root.append(form);
  form.submit();
  setTimeout(() => form.remove(), 1000); // a form that is gone at once is not sent
}

/** @param {ShadowRoot} root @param {Blob} blob @param {string} download */
function save(root, blob, download) {
  const href = URL.createObjectURL(blob);
  const link = el("a", { href, download, hidden: true });
  root.append(link);
  link.click();
  setTimeout(() => { link.remove(); URL.revokeObjectURL(href); }, 1000);
}

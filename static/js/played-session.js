/**
 * <played-session account visitor>: a session that was led through on this device and is in no
 * diary yet, because there was no account, no log-in or no network when it ended. Its form sends
 * what was done as the player would have. Shows itself only while there is one.
 */
import { valueOf } from "./kept-drafts.js";
import { Kept, keptUnder } from "./player/device.js";

const NEAR = 30 * 60 * 1000; // milliseconds

class PlayedSession extends HTMLElement {
  connectedCallback() {
    const marks = [this.getAttribute("account"), this.getAttribute("visitor")];
    // One after the other: when the first is saved, the page comes again with the next.
    const all = marks.flatMap((mark) => keptUnder(mark, "played"));
    [this.waiting] = all.filter((kept) => !isOnPage(valueOf(kept.read().fields, "client_key")));
    if (!this.waiting) return;
    const { at, fields } = this.waiting.read();
    const { lang } = document.documentElement;
    const time = new Date(at).toLocaleString(lang, { weekday: "long", hour: "numeric", minute: "2-digit" });
    const words = this.dataset.words.replace("TIME", time).replace("MINUTES", valueOf(fields, "minutes"));
    const form = this.querySelector("form");
    form.prepend(...[...fields, ...this.#when(at)].map(([name, value]) => hidden(name, value)));
    this.querySelector("[data-forget]").addEventListener("click", () => {
      this.waiting.forget();
      location.reload();
    });
    this.hidden = false;
    this.querySelector("[role=status]").textContent = words;
  }

  /** The day and the time at which it ended, unless "now" is near enough. */
  #when(at) {
    const ended = new Date(at);
    if (Date.now() - at < NEAR) return [];
    const two = (number) => String(number).padStart(2, "0");
    const date = `${ended.getFullYear()}-${two(ended.getMonth() + 1)}-${two(ended.getDate())}`;
    const time = `${two(ended.getHours())}:${two(ended.getMinutes())}`;
    return [["date", date], ["time", time]];
  }
}

/** Whether a form of this page is that session already, drawn again for another look. */
function isOnPage(key) {
  return [...document.querySelectorAll("[name=client_key]")].some(({ value }) => value === key);
}

function hidden(name, value) {
  const field = document.createElement("input");
  Object.assign(field, { type: "hidden", name, value });
  return field;
}

/**
 * <cut-off-session account>: a session that was led through here and is not over yet. Its link goes
 * on from there. Shows itself only while there is one.
 */
class CutOffSession extends HTMLElement {
  connectedCallback() {
    const kept = new Kept(this.getAttribute("account"), "playing").read();
    const name = kept?.items?.[kept.moments?.[kept.index]?.item]?.name;
    if (!name || !kept.href) return;
    const time = new Date(kept.at).toLocaleTimeString(document.documentElement.lang, { timeStyle: "short" });
    this.querySelector("[role=status]").textContent = this.dataset.words.replace("TIME", time).replace("NAME", name);
    this.querySelector("a").href = new URL(kept.href).pathname + new URL(kept.href).search;
    this.hidden = false;
  }
}

customElements.define("played-session", PlayedSession);
customElements.define("cut-off-session", CutOffSession);

/**
 * <played-session account visitor>: a session that was led through on this device and is in no
 * diary yet, because there was no account, no log-in or no network when it ended. Its form sends
 * what was done as the player would have. Shows itself only while there is one.
 */
import { valueOf } from "./kept-drafts.js";
import { keptUnder } from "./player/device.js";

const NEAR = 30 * 60 * 1000; // milliseconds

class PlayedSession extends HTMLElement {
  connectedCallback() {
    const marks = [this.getAttribute("account"), this.getAttribute("visitor")];
    // One after the other: when the first is saved, the page comes again with the next.
    [this.waiting] = marks.flatMap((mark) => keptUnder(mark, "played"));
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

function hidden(name, value) {
  const field = document.createElement("input");
  Object.assign(field, { type: "hidden", name, value });
  return field;
}

customElements.define("played-session", PlayedSession);

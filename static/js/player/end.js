/**
 * When it is over: what was done is put into a form, which is a session's form like any other, and
 * sent. Finishing saves by itself; what is answered afterwards corrects what was saved. What could
 * not be sent waits on the device.
 */
import { TOKEN, valueOf } from "../kept-drafts.js";
import { Kept } from "./device.js";

const SAVED = /\/sessions\/[^/]+\/$/;

export class End {
  constructor(element, words) {
    this.element = element;
    this.words = words;
    this.form = element.querySelector("[data-finish]");
    this.waiting = new Kept(element.getAttribute("account"), "played");
    this.form?.addEventListener("submit", () => this.form.action.endsWith("/edit/") || this.#wait());
  }

  /** Show `record` (record.js). `hurts` has what was said of pain on the way. */
  show({ isNothing, fields }, hurts) {
    this.#part("nothing").hidden = !isNothing;
    this.#part("something").hidden = isNothing;
    if (isNothing) return;
    const { pain } = this.element.dataset;
    const all = [...fields, ...(pain === undefined ? [] : [["pain_before", pain]])];
    this.#part("fields").replaceChildren(...all.map(([name, value]) => hiddenField(name, value)));
    this.#say("did", this.words.did.replace("MINUTES", valueOf(fields, "minutes")));
    this.#answerWorst(hurts);
    if (!this.#wait()) this.#say("kept", this.words["no-room"]);
    if ("keeps" in this.form.dataset) this.#save();
  }

  #part(name) {
    return this.element.querySelector(`[data-${name}]`);
  }

  #say(name, text) {
    this.#part(name).textContent = text;
  }

  /** The worst of what was said on the way is the worst of the session, until it is said otherwise. */
  #answerWorst(hurts) {
    const pains = Object.values(hurts).flatMap(({ worst }) => (worst === "" ? [] : [Number(worst)]));
    if (pains.length) this.form.querySelector(`[name=pain_worst][value="${Math.max(...pains)}"]`).checked = true;
  }

  /** Keep it on the device until it is saved. Gives whether there was room. */
  #wait() {
    const fields = [...new FormData(this.form)].filter(([name]) => name !== TOKEN);
    return this.waiting.write({ sent: true, fields });
  }

  async #save() {
    const { form, words } = this;
    try {
      const answer = await fetch(form.action, { method: "POST", body: new FormData(form), keepalive: true });
      const path = new URL(answer.url).pathname;
      if (answer.status === 422 || answer.status === 409) return this.#say("kept", words.refused);
      if (!answer.redirected || !SAVED.test(path)) {
        return this.#say("kept", path.includes("/login/") ? words["logged-out"] : words.unsaved);
      }
      form.action = `${path}edit/`;
      this.#part("fields").append(hiddenField("version", "1"));
      this.waiting.forget();
      this.#say("kept", words.saved);
    } catch {
      this.#say("kept", words.unsaved);
    }
  }
}

function hiddenField(name, value) {
  const field = document.createElement("input");
  Object.assign(field, { type: "hidden", name, value });
  return field;
}

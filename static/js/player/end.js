/**
 * When it is over: what was done is put into a form, which is a session's form like any other, and
 * sent. Finishing saves by itself; what is answered afterwards corrects what was saved. What could
 * not be sent waits on the device, each session by itself.
 */
import { TOKEN, valueOf } from "../kept-drafts.js";
import { Kept } from "./device.js";

const SAVED = /\/sessions\/[^/]+\/$/;

export class End {
  constructor(element, words) {
    this.element = element;
    this.words = words;
    this.form = element.querySelector("[data-finish]");
    this.form?.addEventListener("submit", (event) => this.#send(event));
    this.form?.addEventListener("change", () => this.#wait());
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
    const key = this.form.elements.client_key.value;
    this.waiting = new Kept(this.element.getAttribute("account"), `played ${key}`);
    if (!this.#wait()) this.#say("kept", this.words["no-room"]);
    // Sent again it has to be the same to the letter: then it is one session, however often it arrives.
    this.body = new FormData(this.form);
    if ("keeps" in this.form.dataset) this.saving = this.#save();
  }

  /** Whoever presses Save waits for what saves by itself: their answers are a correction of that. */
  async #send(event) {
    if (!this.saving || this.isSettled) return;
    event.preventDefault();
    if (this.isSending) return;
    this.isSending = true;
    this.isSettled = (await this.saving) || (await this.#save());
    this.isSending = false;
    if (this.isSettled) this.form.requestSubmit(event.submitter);
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
    if (this.isSaved) return true;
    const fields = [...new FormData(this.form)].filter(([name]) => name !== TOKEN);
    return this.waiting.write({ sent: true, fields });
  }

  /** Send what was done. Gives whether the site answered; what it answered is said on the page. */
  async #save() {
    const { form, body, words } = this;
    try {
      const answer = await fetch(form.action, { method: "POST", body, keepalive: true });
      const path = new URL(answer.url).pathname;
      if (answer.redirected && SAVED.test(path)) this.#saved(path);
      else this.#say("kept", this.#refusal(answer.status, path));
      return answer.status < 500;
    } catch {
      this.#say("kept", words.unsaved);
      return false;
    }
  }

  #saved(path) {
    this.isSaved = true;
    this.form.action = `${path}edit/`;
    this.#part("fields").append(hiddenField("version", "1"));
    this.waiting.forget();
    this.#say("kept", this.words.saved);
  }

  #refusal(status, path) {
    const { words } = this;
    if (status === 422 || status === 409) return words.refused;
    return path.includes("/login/") ? words["logged-out"] : words.unsaved;
  }
}

function hiddenField(name, value) {
  const field = document.createElement("input");
  Object.assign(field, { type: "hidden", name, value });
  return field;
}

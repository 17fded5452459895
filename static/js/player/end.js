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
    this.form?.addEventListener("change", () => this.#answered());
    this.last = new Kept(element.getAttribute("account"), "played-last");
  }

  /** Show `record` (record.js). `hurts` is what was said of pain on the way. */
  show({ isNothing, fields }, hurts) {
    this.#part("nothing").hidden = !isNothing;
    this.#part("something").hidden = isNothing;
    this.#part("unkept").hidden = !hurts.length;
    if (isNothing) return;
    const { pain } = this.element.dataset;
    const all = [...fields];
    if (pain !== undefined) all.push(["pain_before", pain]);
    const last = this.last.read();
    if (last) all.push(["beside", last.key]); // the same once more is meant: it was played
    this.#part("fields").replaceChildren(...all.map(([name, value]) => hiddenField(name, value)));
    this.#say("did", this.words.did.replace("MINUTES", valueOf(fields, "minutes")));
    this.#answerWorst(hurts);
    const key = this.form.elements.client_key.value;
    this.waiting = new Kept(this.element.getAttribute("account"), `played ${key}`);
    const isKept = this.#wait();
    this.#part("for-a-day")?.toggleAttribute("hidden", !isKept);
    if (!isKept) this.#say("kept", this.words["no-room"]);
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
    this.isSettled = navigator.onLine && ((await this.saving) || (await this.#save()));
    await this.correcting;
    this.isSending = false;
    if (!navigator.onLine) this.#say("kept", this.words.unsaved);
    // Not before this press is over: a form that is being sent cannot be sent.
    else if (this.isSettled) setTimeout(() => this.form.requestSubmit(event.submitter));
  }

  /** An answer corrects what was saved, one after the other; Done only leaves. */
  #answered() {
    if (!this.isSaved) {
      this.isAhead = true;
      this.#wait();
      return;
    }
    this.correcting = Promise.resolve(this.correcting).then(() => this.#correct());
  }

  async #correct() {
    const { form } = this;
    try {
      const answer = await fetch(form.action, { method: "POST", body: new FormData(form), keepalive: true });
      if (!answer.redirected) return;
      const path = new URL(answer.url).pathname;
      const version = form.elements.version;
      if (SAVED.test(path)) version.value = String(Number(version.value) + 1);
      else location.assign(answer.url); // what was answered needs to be read first
    } catch {
      // Done sends the answers again.
    }
  }

  #part(name) {
    return this.element.querySelector(`[data-${name}]`);
  }

  #say(name, text) {
    this.#part(name).textContent = text;
  }

  /** The worst of what was said on the way is the worst of the session, until it is said otherwise. */
  #answerWorst(hurts) {
    const pains = hurts.flatMap(({ worst }) => (worst === "" ? [] : [Number(worst)]));
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
    this.last.write({ key: this.form.elements.client_key.value });
    const isNew = this.#part("new-sign");
    if (isNew) Object.assign(isNew, { href: this.form.action, hidden: false });
    this.#say("kept", this.words.saved);
    if (this.isAhead) this.#answered();
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

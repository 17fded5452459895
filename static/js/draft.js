/**
 * <form-draft>: keeps what is typed into its form on this device for a day, until it is saved.
 * Stands in the form, hidden; shows itself once it has put a draft back. Its attributes:
 * `account` (who is signed in, as a code that says nothing else), `typed` on a page that the
 * server drew from what was sent, and `whole` where it always does. Without scripts: nothing.
 * A form with `data-forget-drafts` (logging out, deleting the account) takes the drafts along.
 */
const DAY = 24 * 60 * 60 * 1000;
const PREFIX = "draft ";
const TOKEN = "csrfmiddlewaretoken";
// The key of the form that was saved last, as the server's cookie says it.
const saved = document.cookie.match(/(?:^|; )saved=([^;]*)/)?.[1];

/** `act`, where the browser keeps things at all. */
function quietly(act) {
  try {
    return act();
  } catch {
    return null;
  }
}

function drop(isOver) {
  quietly(() => {
    for (const key of Object.keys(localStorage).filter((each) => each.startsWith(PREFIX))) {
      if (isOver(key, quietly(() => JSON.parse(localStorage.getItem(key))) ?? { at: 0 })) {
        localStorage.removeItem(key);
      }
    }
  });
}

const valueOf = (fields, name) => fields.find(([each]) => each === name)?.[1] ?? "";

class FormDraft extends HTMLElement {
  connectedCallback() {
    this.form = this.closest("form");
    this.key = `${PREFIX}${this.getAttribute("account")} ${location.pathname}`;
    this.begin = this.values();
    const draft = quietly(() => JSON.parse(localStorage.getItem(this.key)));
    if (draft && this.hasAttribute("typed")) {
      // The server has just shown what was sent: only a draft that it made whole is told of.
      if (draft.whole) this.tell(draft);
      this.keep();
    } else if (draft) {
      this.putBack(draft);
    }
    for (const kind of ["input", "change", "submit"]) {
      this.form.addEventListener(kind, (event) => {
        this.keep(kind === "submit" && !event.defaultPrevented);
      });
    }
    // Places of the body map change boxes without an event.
    this.form.addEventListener("click", () => setTimeout(() => this.keep()));
    this.querySelector("button").addEventListener("click", () => {
      this.over = true;
      quietly(() => localStorage.removeItem(this.key));
      location.assign(location.pathname + location.search);
    });
  }

  values() {
    return [...new FormData(this.form)].filter(([name]) => name !== TOKEN);
  }

  keep(sent = false) {
    const fields = this.values();
    if (this.over) return;
    if (String(fields) !== String(this.begin) || this.hasAttribute("typed")) {
      quietly(() => localStorage.setItem(this.key, JSON.stringify({ at: Date.now(), sent, fields })));
    } else {
      quietly(() => localStorage.removeItem(this.key)); // what was typed is taken out again
    }
  }

  putBack(draft) {
    const key = valueOf(draft.fields, "client_key");
    // Another version than the one that was being changed: it was saved, here or elsewhere.
    const moved = valueOf(draft.fields, "version") !== valueOf(this.begin, "version");
    if (!draft.sent) {
      // Another tab may save it still: this copy is an entry of its own.
      const isKey = ([name]) => name === "client_key";
      draft.fields = [...draft.fields.filter((one) => !isKey(one)), ...this.begin.filter(isKey)];
    }
    const lost = ([name]) => name.startsWith("lines-") && !this.form.elements[name];
    if (key === saved || moved) {
      quietly(() => localStorage.removeItem(this.key));
    } else if (this.hasAttribute("whole") || draft.fields.some(lost)) {
      this.makeWhole(draft);
    } else {
      // "Yesterday" means another day by now: it is asked again.
      const today = new Date(draft.at).toDateString() === new Date().toDateString();
      this.fill(draft.fields.filter(([name]) => today || name !== "day"));
      this.tell(draft);
    }
  }

  fill(fields) {
    const controls = [...this.form.elements].filter((one) => one.name && one.type !== "submit");
    for (const control of controls.filter((one) => one.name !== TOKEN)) {
      const values = fields.filter(([name]) => name === control.name).map(([, said]) => said);
      if (["checkbox", "radio"].includes(control.type)) {
        control.checked = values.includes(control.value);
      } else {
        control.value = values[0] ?? "";
      }
      if (control.checked || (control.type !== "hidden" && values[0])) {
        // The body map folds its own list away; every other fold shows what it holds.
        control.closest("details:not(body-map details)")?.setAttribute("open", "");
      }
    }
    for (const own of this.form.querySelectorAll("body-map input, step-field input")) {
      own.dispatchEvent(new Event("input", { bubbles: true }));
      own.dispatchEvent(new Event("change", { bubbles: true }));
    }
  }

  /** Exercises that were shown one by one are drawn by the server: it gets them, unjudged. */
  makeWhole(draft) {
    quietly(() => localStorage.setItem(this.key, JSON.stringify({ ...draft, whole: true })));
    const form = document.createElement("form");
    form.method = "post";
    form.hidden = true;
    const more = [[TOKEN, this.form.querySelector(`[name=${TOKEN}]`).value], ["adjust", "adjust"]];
    for (const [name, value] of [...draft.fields, ...more]) {
      const field = document.createElement("textarea");
      field.name = name;
      field.value = value;
      form.append(field);
    }
    document.body.append(form);
    form.submit();
  }

  tell(draft) {
    const time = new Date(draft.at).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
    const loggedOut = document.referrer.includes("/accounts/login");
    this.hidden = false;
    const words = loggedOut ? this.dataset.loggedOut : this.dataset.kept;
    // Into a live region that is in the page already, so that it is read aloud.
    this.querySelector("[role=status]").textContent = words.replace("TIME", time);
  }
}

drop((_, { at, fields }) => !(Date.now() - at < DAY) || valueOf(fields, "client_key") === saved);
customElements.define("form-draft", FormDraft);
for (const form of document.querySelectorAll("form[data-forget-drafts]")) {
  const mine = `${PREFIX}${form.dataset.forgetDrafts} `;
  form.addEventListener("submit", () => drop((key) => key.startsWith(mine)));
}

/**
 * <form-draft>: keeps what is typed into its form on this device for a day, until it is saved.
 * Stands in the form, hidden; shows itself once it has put a draft back. Its attributes:
 * `account` (who is signed in, as a code that says nothing else), `zone` (of their clock), `typed`
 * on a page that the server drew from what was sent, and `whole` where it always does.
 * A draft is kept twice: for the page, where another tab may take it up, and for its own tab,
 * whose words no other tab takes away. Its key goes along: of two tabs that save it, the second
 * meets what the first one saved. Without scripts: nothing.
 * A form with `data-forget-drafts` (logging out, deleting the account) takes the drafts along.
 */
import { PREFIX, TOKEN, quietly, tab, valueOf, words } from "./kept-drafts.js";

class FormDraft extends HTMLElement {
  connectedCallback() {
    this.form = this.closest("form");
    this.page = `${PREFIX}${this.getAttribute("account")} ${location.pathname}`;
    this.own = `${this.page} ${tab}`;
    this.begin = this.values();
    const draft = this.kept(this.own) ?? this.kept(this.page);
    if (this.hasAttribute("typed")) {
      // The server has just shown what was sent: only a draft that it made whole is told of.
      if (draft?.whole) this.tell(draft);
      this.keep();
    } else if (draft) {
      this.putBack(draft);
    }
    for (const kind of ["input", "change", "submit"]) {
      this.form.addEventListener(kind, (event) => {
        this.keep(kind === "submit" && !event.defaultPrevented);
      });
    }
    // Places of the body map change boxes without an event. A press that sends is told of above.
    this.form.addEventListener("click", ({ target }) => {
      if (!target.closest("[type=submit]")) setTimeout(() => this.keep());
    });
    this.querySelector("button").addEventListener("click", () => {
      this.over = true;
      this.forget();
      location.assign(location.pathname + location.search);
    });
  }

  values() {
    return [...new FormData(this.form)].filter(([name]) => name !== TOKEN);
  }

  kept(key) {
    return quietly(() => JSON.parse(localStorage.getItem(key)));
  }

  keep(sent = false) {
    const fields = this.values();
    if (this.over) return;
    if (String(fields) !== String(this.begin) || this.hasAttribute("typed")) {
      this.store({ at: Date.now(), sent, fields });
    } else if ((this.kept(this.page)?.tab ?? tab) === tab) {
      this.forget(); // what was typed is taken out again
    }
  }

  store(draft) {
    const kept = JSON.stringify({ ...draft, tab });
    for (const key of [this.page, this.own]) quietly(() => localStorage.setItem(key, kept));
  }

  forget() {
    for (const key of [this.page, this.own]) quietly(() => localStorage.removeItem(key));
  }

  putBack(draft) {
    // Another version than the one that was being changed: it was saved meanwhile, elsewhere.
    draft.moved = valueOf(draft.fields, "version") !== valueOf(this.begin, "version");
    const lost = ([name, value]) => /^(lines-|since)/.test(name)
      ? !this.form.elements[name]
      : /^(own|movements)$/.test(name) && value && !this.hasBox(name, value);
    if (draft.moved && words(draft.fields) === words(this.begin)) {
      this.forget();
    } else if (this.hasAttribute("whole") || draft.fields.some(lost)) {
      this.makeWhole(draft);
    } else {
      // "Yesterday" means another day by now: it is asked again.
      const today = this.dayOf(draft.at) === this.dayOf(Date.now());
      this.fill(draft.fields.filter(([name]) => today || name !== "day"));
      this.tell(draft);
    }
  }

  hasBox(name, value) {
    return [...this.form.elements].some((one) => one.name === name && one.value === value);
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

  /** What the page does not ask is drawn by the server, which gets it unjudged: exercises that
   * were shown one by one, a movement that was named, the morning after a session that is gone. */
  makeWhole(draft) {
    this.store({ ...draft, whole: true });
    const form = document.createElement("form");
    form.method = "post";
    form.hidden = true;
    const more = [[TOKEN, this.form.querySelector(`[name=${TOKEN}]`).value], ["adjust", "draft"]];
    for (const [name, value] of [...draft.fields, ...more]) {
      const field = document.createElement("textarea");
      field.name = name;
      field.value = value;
      form.append(field);
    }
    document.body.append(form);
    form.submit();
  }

  /** Day or clock as the site writes them, in the person's own zone if the browser knows it. */
  written(at, parts) {
    const { lang } = document.documentElement;
    const write = (zone) => new Date(at).toLocaleString(lang, { ...parts, ...zone });
    return quietly(() => write({ timeZone: this.getAttribute("zone") ?? undefined })) ?? write({});
  }

  dayOf(at) {
    return this.written(at, { dateStyle: "short" });
  }

  tell(draft) {
    const time = this.written(draft.at, { timeStyle: "short", hourCycle: "h23" });
    const loggedOut = document.referrer.includes("/accounts/login");
    const said = loggedOut ? this.dataset.loggedOut : this.dataset.kept;
    this.hidden = false;
    // Into a live region that is in the page already, so that it is read aloud.
    this.querySelector("[role=status]").textContent = (draft.moved ? this.dataset.moved : said)
      .replace("TIME", time);
  }
}

customElements.define("form-draft", FormDraft);

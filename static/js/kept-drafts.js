// What was typed and not saved, as it is kept on this device for a day.

const DAY = 24 * 60 * 60 * 1000;
export const PREFIX = "draft ";
export const TOKEN = "csrfmiddlewaretoken";
// The key of the form that was saved last, as the server's cookie says it.
const saved = document.cookie.match(/(?:^|; )saved=([^;]*)/)?.[1];
// What a form carries and nobody has typed.
const UNSAID = ["client_key", "version", "beside"];

/** `act`, where the browser keeps things at all. */
export function quietly(act) {
  try {
    return act();
  } catch {
    return null;
  }
}

// No secret: it tells the tabs of one device apart.
export const tab = quietly(() => (sessionStorage.tab ??= Math.random().toString(36).slice(2)));

function drop(isOver) {
  quietly(() => {
    for (const key of Object.keys(localStorage).filter((each) => each.startsWith(PREFIX))) {
      if (isOver(key, quietly(() => JSON.parse(localStorage.getItem(key))) ?? { at: 0 })) {
        localStorage.removeItem(key);
      }
    }
  });
}

export const valueOf = (fields, name) => fields.find(([each]) => each === name)?.[1] ?? "";

/** What is said in a form, besides what tells forms apart. */
export const words = (fields) => String(fields.filter(([name]) => !UNSAID.includes(name)));

// What was sent, and not touched again on a page that stood there still.
const isSaved = ({ sent, fields }) => sent && valueOf(fields, "client_key") === saved;
drop((_, draft) => !(Date.now() - draft.at < DAY) || isSaved(draft));
for (const form of document.querySelectorAll("form[data-forget-drafts]")) {
  const mine = `${PREFIX}${form.dataset.forgetDrafts} `;
  form.addEventListener("submit", () => drop((key) => key.startsWith(mine)));
}

/**
 * Which groups of questions were left open, remembered on this device in a cookie.
 *
 * A cookie, so that the page arrives as it was left and nothing moves. "where.-followed": the
 * first is open, the second is folded. Without scripts the page opens what holds an answer.
 */
const COOKIE = "groups";
const YEAR = 365 * 24 * 60 * 60;

function remember(group, isOpen) {
  const kept = document.cookie.match(new RegExp(`(?:^|; )${COOKIE}=([^;]*)`))?.[1] ?? "";
  const others = kept.split(".").filter((one) => one && one.replace(/^-/, "") !== group);
  const value = [...others, isOpen ? group : `-${group}`].join(".");
  const secure = location.protocol === "https:" ? "; secure" : "";
  document.cookie = `${COOKIE}=${value}; path=/; max-age=${YEAR}; samesite=lax${secure}`;
}

for (const fold of document.querySelectorAll("details[data-group]")) {
  // What a draft or an error opens was nobody's choice: only a press on its title is.
  fold.querySelector("summary").addEventListener("click", () => {
    remember(fold.dataset.group, !fold.open);
  });
}

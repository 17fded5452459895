/**
 * What is wrong with a page: what is too wide, too small or in the way, and what axe finds.
 *
 * `faultsOf(html)` draws a page in a frame of this window, whose width costs nothing to change.
 * Every page is measured at every width. Axe takes its time, and most of a page is as on another
 * one: so axe sees of each page what is built as nothing before, and text in colours as none
 * before, each within all that is around it. What was seen already is taken away from there.
 */
const SCREEN = 844; // the height of a phone, in CSS pixels
const NARROW = 320;
const WIDTHS = [390, 1280]; // a phone and a desk
const SMALLEST = 24; // WCAG 2.5.8
const MOST_OF_SCREEN = 30; // per cent
const LEAST_LETTERS = 5; // in a line of a text that has several lines
const ENOUGH_ALIKE = 2;
const THEMES = ["light", "dark"];
// What has its name or its sense from all that is in it, and what belongs to something beside it.
const WHOLE = "a, button, label, legend, summary, select, table, h1, h2, h3, h4, h5, h6";
const BESIDE =
  "head, h1, h2, h3, h4, h5, h6, dt, dd, legend, summary, label:not(:has(input)), input, " +
  "select, textarea, title, desc";
// Colours are asked by theme; headings of each page are asked of its HTML.
const ASKED_APART = ["color-contrast", "heading-order", "page-has-heading-one"];

const builds = new Map(); // a number for each way in which something is built
const colours = new Set(); // each way in which text is coloured
let frame;

async function faultsOf(html) {
  const page = await drawn(html);
  const faults = [...measured(page, NARROW), ...withLargeText(page)];
  const fresh = new Set();
  const freshAt = [];
  const looks = [];
  for (const width of WIDTHS) {
    faults.push(...measured(page, width));
    if (addFresh(page, fresh)) freshAt.push(width);
    if (fresh.size > 0) looks.push(...freshLooks(page, width));
  }
  if (fresh.size === 0) return faults;
  const texts = looks.flatMap(({ include }) => include);
  hush(page.defaultView);
  thin(page.documentElement, withAround([...fresh, ...texts, ...named(page)]));
  for (const width of freshAt) {
    const breaches = await violations(page, given.rules, { width, off: ASKED_APART });
    faults.push(...breaches.map((fault) => `${width} px: ${fault}`));
  }
  for (const { width, theme, include } of looks) {
    page.documentElement.dataset.theme = theme;
    const breaches = await violations(page, ["color-contrast"], { width, include });
    faults.push(...breaches.map((fault) => `${width} px, ${theme}: ${fault}`));
  }
  return faults;
}

/** Where the page of `html` can be moved sideways, at every width. */
async function tooWide(html) {
  const page = await drawn(html);
  return [NARROW, ...WIDTHS].flatMap((width) => {
    fit(width, SCREEN);
    return overflow(page);
  });
}

/** The page of `html` in the frame, as on a device that remembers nothing, with open folds. */
async function drawn(html) {
  localStorage.clear();
  sessionStorage.clear();
  if (!frame) {
    // Nobody looks at it: what is not on the screen is laid out and never painted.
    frame = document.body.appendChild(document.createElement("iframe"));
    frame.attributeStyleMap.set("position", "fixed");
    frame.attributeStyleMap.set("left", CSS.px(-5000));
  }
  fit(NARROW, SCREEN);
  const loaded = new Promise((resolve) => frame.addEventListener("load", resolve, { once: true }));
  frame.srcdoc = html;
  await loaded;
  const page = frame.contentDocument;
  await page.fonts.ready;
  for (const fold of page.querySelectorAll("details")) fold.open = true;
  return page;
}

function fit(width, height) {
  frame.attributeStyleMap.set("width", CSS.px(width));
  frame.attributeStyleMap.set("height", CSS.px(height));
}

function measured(page, width) {
  fit(width, SCREEN);
  return [...overflow(page), ...smallTargets(page).map((fault) => `${width} px: ${fault}`)];
}

function withLargeText(page) {
  const style = page.documentElement.attributeStyleMap;
  style.set("font-size", CSS.percent(200));
  const faults = [...overflow(page), ...bars(page), ...cramped(page)];
  style.delete("font-size");
  return faults.map((fault) => `200 % text: ${fault}`);
}

const beginOf = (node) => node.outerHTML.replace(/\s+/g, " ").slice(0, 80);

/** How far the page can be moved sideways, and what sticks out. */
function overflow(page) {
  const room = page.documentElement.clientWidth;
  const over = page.documentElement.scrollWidth - room;
  if (over <= 0) return [];
  const out = [...page.querySelectorAll("body *")].filter(
    (node) => node.getBoundingClientRect().right > room + 1 && !node.closest("svg, .scroll-x"),
  );
  const inner = out.filter((node) => !out.some((other) => node !== other && node.contains(other)));
  return [`${over} px too wide at ${room} px: ${inner.slice(0, 3).map(beginOf).join(" ")}`];
}

/** What can be pressed, is seen, is not a link within a sentence, and has no room for a finger. */
function smallTargets(page) {
  const pressed = "a[href], button, input:not([type=hidden]), select, textarea, summary";
  const faults = [];
  for (const node of page.querySelectorAll(pressed)) {
    if (node.closest("svg, .visually-hidden, [hidden]") || !node.checkVisibility()) continue;
    const style = getComputedStyle(node);
    if ((node.matches("a") && style.display === "inline") || style.opacity === "0") continue;
    const { width, height } = (node.closest("label") ?? node).getBoundingClientRect();
    if (width && Math.min(width, height) < SMALLEST) {
      faults.push(`a small target: ${beginOf(node)} ${width}x${height}`);
    }
  }
  return faults;
}

/** How much of the screen the bars take that stay in their place. */
function bars(page) {
  const fixed = [...page.querySelectorAll("body *")].filter(
    (node) => getComputedStyle(node).position === "fixed" && node.checkVisibility(),
  );
  const high = fixed.reduce((sum, node) => sum + node.getBoundingClientRect().height, 0);
  const share = Math.round((100 * high) / page.defaultView.innerHeight);
  return share > MOST_OF_SCREEN ? [`bars take ${share} % of the screen`] : [];
}

/** Where a text stands in a column that has no room for its words. */
function cramped(page) {
  const faults = [];
  for (const node of page.querySelectorAll("main *")) {
    if (!hasText(node) || node.closest("svg, .visually-hidden") || !node.checkVisibility()) continue;
    const { display, fontSize, paddingLeft, paddingRight } = getComputedStyle(node);
    const size = parseFloat(fontSize);
    const room = node.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight);
    const letters = Math.round((2 * room) / size); // each about half as wide as it is high
    const isLong = ownText(node).length > LEAST_LETTERS && node.clientHeight > 2.2 * size;
    if (display !== "inline" && isLong && letters < LEAST_LETTERS) {
      faults.push(`a line of ${letters} letters: ${beginOf(node)}`);
    }
  }
  return faults;
}

const ownText = (node) =>
  [...node.childNodes].map((child) => (child.nodeType === Node.TEXT_NODE ? child.data.trim() : "")).join("");

const hasText = (node) => ownText(node) !== "";

/** The name of an attribute; its value too where a rule of axe reads one. */
function attributeOf({ name, value }) {
  const isRead = ["class", "role", "type", "dir", "lang"].includes(name);
  const isState = /^aria-(?!label|.*by$|controls|details|owns|activedescendant)/.test(name);
  if (isRead || isState) return `${name}=${value}`;
  return name === "href" ? value.replace(/^(\w+:|.).*/, "$1") : `${name}${!value.trim()}`;
}

const attributesOf = (node) => [...node.attributes].map(attributeOf).sort().join(" ");

/** Adds what is seen at this width and is built as nothing before; whether there is any. */
function addFresh(page, fresh) {
  const main = page.querySelector("main");
  const before = builds.size;
  const counts = new Map();
  const buildOf = (node) => {
    const isDrawing = node.namespaceURI.endsWith("svg"); // its title is never seen, and names it
    if (!isDrawing && !node.checkVisibility()) return 0;
    const parts = fewAlike([...node.children].map(buildOf));
    const inner = node.contains(main) ? [] : parts; // known parts around others are nothing new
    const key = `${node.localName} ${attributesOf(node)} ${hasText(node)} ${inner}`;
    if (!builds.has(key)) builds.set(key, builds.size + 1);
    const build = builds.get(key);
    counts.set(build, (counts.get(build) ?? 0) + 1);
    if (build > before && counts.get(build) <= ENOUGH_ALIKE) fresh.add(node);
    return build;
  };
  buildOf(page.documentElement);
  return builds.size > before;
}

/** These builds, with a few of each kind. */
function fewAlike(inner) {
  const counts = new Map();
  return inner.filter((build) => {
    counts.set(build, (counts.get(build) ?? 0) + 1);
    return build && counts.get(build) <= ENOUGH_ALIKE;
  });
}

/** The main part, and what others have their names from. */
function named(page) {
  const labelled = [...page.querySelectorAll("[aria-labelledby]")];
  const ids = labelled.flatMap((node) => node.getAttribute("aria-labelledby").split(/\s+/));
  return ["main", ...ids.map((id) => `#${CSS.escape(id)}`)].map((name) => page.querySelector(name));
}

function withAround(nodes) {
  const all = new Set();
  for (const node of nodes) {
    for (let around = node; around && !all.has(around); around = around.parentElement) {
      all.add(around);
    }
  }
  return all;
}

/** From here on the scripts of the page may miss what is taken away. */
function hush(view) {
  for (const kind of ["error", "unhandledrejection"]) {
    view.addEventListener(kind, (event) => event.preventDefault());
  }
}

/** Takes away what is not `kept`. */
function thin(node, kept) {
  for (const child of [...node.children]) {
    if (!kept.has(child) && !child.matches(BESIDE)) child.remove();
    else if (kept.has(child) && !child.matches(WHOLE)) thin(child, kept);
  }
}

/** What axe says of the page, or of `include` in it, by `kinds` of rules or single ones. */
async function violations(page, kinds, { width, off = [], include } = {}) {
  const view = page.defaultView;
  if (!view.axe) view.eval(given.axe);
  // As high as the page, so that a bar at the bottom covers nothing.
  if (width) fit(width, page.documentElement.scrollHeight + 100);
  const result = await view.axe.run(include ? { include } : page, {
    runOnly: kinds,
    rules: Object.fromEntries(off.map((rule) => [rule, { enabled: false }])),
    resultTypes: ["violations"],
    preload: false,
  });
  return result.violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`,
  );
}

/** By day and by night, the text that has colours as none before. */
function freshLooks(page, width) {
  const { dataset } = page.documentElement;
  const chosen = dataset.theme;
  const looks = [];
  for (const theme of chosen === "auto" ? THEMES : [chosen]) {
    dataset.theme = theme;
    const include = freshText(page);
    if (include.length > 0) looks.push({ width, theme, include });
  }
  dataset.theme = chosen;
  return looks;
}

function freshText(page) {
  const groundOf = groundsOf();
  return [...page.body.querySelectorAll("*")].filter((node) => {
    if (!(hasText(node) || node.matches("input, select, textarea"))) return false;
    if (!node.checkVisibility()) return false;
    const { color, fontSize, fontWeight, textShadow } = getComputedStyle(node);
    const kind = `${node.localName}.${node.getAttribute("class") ?? ""}`;
    const look = [kind, color, fontSize, fontWeight, textShadow, groundOf(node)].join(" ");
    if (colours.has(look)) return false;
    colours.add(look);
    return true;
  });
}

/** What is behind a node, from the outside in; asked once for each node. */
function groundsOf() {
  const known = new Map([[null, ""]]);
  const own = (node) => {
    const style = getComputedStyle(node);
    const colour = style.backgroundColor === "rgba(0, 0, 0, 0)" ? "" : style.backgroundColor;
    const layers = [style.backgroundImage, style.opacity, style.filter, style.mixBlendMode];
    const isPlain = !colour && layers.join() === "none,1,none,normal";
    if (style.position !== "static") layers.push(style.position, node.getAttribute("class"));
    return isPlain && layers.length === 4 ? "" : ` / ${colour} ${layers}`;
  };
  return function groundOf(node) {
    if (!known.has(node)) known.set(node, groundOf(node.parentElement) + own(node));
    return known.get(node);
  };
}

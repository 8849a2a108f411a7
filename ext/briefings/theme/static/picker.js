// Ticks beside questions and practice points; what is ticked goes into the address of this page and of its links.
import { button, make } from "./dom.js";
import { meetingButton } from "./meeting.js";
import { originOf, textOf } from "./page-text.js";
import { keep, toggled, whenChanged, withPicks } from "./picks.js";

const ROOT = new URL("../", import.meta.url).href;
const PACK = `${ROOT}my-pack.html`;
const BRIEFING = /^briefings\/(?!index$)([a-z0-9-]+)$/;
const LISTS = ".block-questions > ul, .block-practice-points > ul, .listing-items, .listing-question";

let picks = [];
const boxes = new Map();

export function startPicker() {
  const slug = BRIEFING.exec(document.body.dataset.page ?? "")?.[1];
  const found = new Map(pickable(slug, document));
  if (slug && found.size) offerBriefing(slug);
  addTicks(found);
  for (const list of document.querySelectorAll(LISTS)) offerList(list, found);
  const tray = addTray();
  whenChanged((now) => {
    picks = now;
    for (const [key, ticks] of boxes) for (const box of ticks) box.checked = picks.includes(key);
    for (const link of document.querySelectorAll("a[href]")) carry(link);
    tray();
  });
}

// Ticks for what has come into the page since.
export function pickIn(root) {
  const found = new Map(pickable("", root));
  addTicks(found);
  for (const list of root.querySelectorAll(LISTS)) offerList(list, found);
}

function addTicks(found) {
  for (const [item, key] of found) {
    const what = isQuestion(item) ? "question" : "practice point";
    item.append(tick(key, "Add to my pack", `: ${what} ${textOf(item)}`));
  }
}

const isQuestion = (item) => item.matches(".block-questions li, .item-questions");

function* pickable(slug, root) {
  for (const item of root.querySelectorAll("li[data-key]")) yield [item, item.dataset.key.replace("/", ".")];
  if (!slug) return;
  for (const item of root.querySelectorAll(".block-questions li[id], .block-practice-points li[id]")) {
    yield [item, `${slug}.${item.id}`];
  }
}

function tick(key, label, rest = "") {
  const box = make("input", { type: "checkbox", onchange: () => keep(toggled(picks, key, box.checked)) });
  boxes.set(key, [...(boxes.get(key) ?? []), box]);
  return make("label", { class: "pick" }, box, make("span", {}, label, make("span", { class: "sr" }, rest)));
}

function offerBriefing(slug) {
  const offer = tick(slug, "Add this briefing to my pack");
  const offers = document.querySelector(".meeting ul");
  if (offers) offers.append(make("li", {}, offer));
  else document.querySelector(".text").append(make("p", { class: "tools" }, offer));
}

// Above a list: take all of it, and show its questions one at a time.
function offerList(list, keys) {
  const items = [...list.children].filter((item) => keys.has(item));
  const questions = items.filter(isQuestion);
  const label = questions.length > 1 ? "Show one at a time" : "Show in large type";
  const all = () => keep([...new Set([...picks, ...items.map((item) => keys.get(item))])]);
  const offers = [
    items.length > 1 ? button(`Add all ${items.length} to my pack`, all) : null,
    questions.length ? meetingButton(() => questions.map((item) => ({ text: textOf(item), source: originOf(item) })), label) : null,
  ].filter(Boolean);
  if (offers.length) list.before(make("div", { class: "tools" }, ...offers));
}

// Links to pages of this site take the choice along; files, other sites and places on this page do not.
function carry(link) {
  const url = new URL(link.href);
  const isPage = /(?:\.html|\/)$/.test(url.pathname);
  if (!link.href.startsWith(ROOT) || !isPage || link.getAttribute("href").startsWith("#")) return;
  if (picks.length || url.searchParams.has("pick")) link.href = withPicks(link.href, picks);
}

// What is chosen, at the foot of the window.
function addTray() {
  const said = make("p", { role: "status" });
  const open = make("a", {}, "Open my pack");
  const empty = button("Empty it", () => {
    keep([]);
    document.getElementById("main")?.focus();
  });
  const tray = make("aside", { class: "tray", "aria-label": "My pack" }, said, open, empty);
  document.body.append(tray);
  return () => {
    const some = picks.length > 0;
    tray.classList.toggle("is-empty", !some);
    said.textContent = some ? `${picks.length} in my pack` : "";
    open.href = withPicks(PACK, picks);
    open.hidden = empty.hidden = !some;
  };
}

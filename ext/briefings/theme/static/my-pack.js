// "My pack": the items that the address names, fetched from the pages they stand on, in an order that can be changed.
import { button, load, make } from "./dom.js";
import { openMeeting } from "./meeting.js";
import { readBriefing } from "./page-text.js";
import { briefingOf, itemOf, keep, moved, toggled, whenChanged } from "./picks.js";

const ROOT = new URL("../", import.meta.url).href;
const pages = new Map();
let picks = [];
let turn = 0;
let focus = ""; // what gets the focus once the list stands again

export function startPack() {
  const home = make("section", { class: "my-pack", "aria-labelledby": "chosen" });
  const said = make("p", { class: "sr", role: "status" });
  const text = document.querySelector(".text");
  const first = text.querySelector("h2")?.closest("section");
  if (first) first.before(home, said);
  else text.append(home, said);
  whenChanged(async (now) => {
    picks = now;
    document.body.classList.toggle("has-pack", picks.length > 0);
    const mine = ++turn;
    const found = await Promise.all(picks.map(entry));
    if (mine !== turn) return; // the choice has changed meanwhile
    draw(home, found, (words) => (said.textContent = words));
  });
}

function briefing(slug) {
  if (!pages.has(slug)) {
    const page = read(`${ROOT}briefings/${slug}.html`);
    pages.set(slug, page);
    page.catch(() => pages.delete(slug)); // no connection: asked again at the next change
  }
  return pages.get(slug);
}

// A briefing that was renamed has a page at its old address that says where it is now.
async function read(address, following = true) {
  const found = await load(address);
  if (!found) return found;
  const page = { address, ...readBriefing(found) };
  return page.moved && following ? read(new URL(page.moved, address).href, false) : page;
}

async function entry(key) {
  const item = itemOf(key);
  let page;
  try {
    page = await briefing(briefingOf(key));
  } catch {
    return { key, lost: "This could not be loaded. Check your connection, then open the page again." };
  }
  if (!page) return { key, lost: "This briefing is not on the site any more. Take it out of the pack." };
  if (page.withdrawn) return { key, lost: "This briefing was withdrawn. Take it out of the pack." };
  if (!item) return { key, text: page.title, source: page.about, address: page.address, points: page.points };
  const found = page.items.get(item);
  const gone = page.gone.get(item);
  if (gone) return { key, lost: `"${page.title}": ${gone} Take it out of the pack.` };
  if (!found) return { key, lost: `"${page.title}" does not hold ${saidBy(item)} any more. Take it out of the pack.` };
  const source = [page.title, page.about, found.origin].filter(Boolean).join(" · ");
  return { key, text: found.text, source, address: `${page.address}#${item}`, isQuestion: found.isQuestion };
}

// What an address says of an item that is gone: its own words, as far as they stand in it.
const KINDS = { q: "the question", p: "the practice point" };
function saidBy(address) {
  const [, letter, number, words] = /^(?:([qp])(?:([0-9]+)|-(.+))|.+)$/.exec(address);
  if (number) return `${KINDS[letter]} ${number}`;
  return `${KINDS[letter] ?? "the item"} "${(words ?? address).replaceAll("-", " ")} …"`;
}

function draw(home, found, say) {
  const heading = make("h2", { id: "chosen" }, "Chosen for this meeting");
  if (!found.length) {
    home.replaceChildren(heading, make("p", {}, "Nothing is chosen yet."));
    return;
  }
  const rows = found.map((one, number) => row(one, number, found.length, say));
  home.replaceChildren(heading, tools(found, say), make("ol", { class: "chosen" }, ...rows), notes());
  if (focus) (home.querySelector(`[data-act="${focus}"]`) ?? document.getElementById("main"))?.focus();
  focus = "";
}

function row(one, number, of, say) {
  const kind = one.lost ? "lost" : one.points ? "briefing" : one.isQuestion ? "question" : "point";
  const words = one.lost ?? one.text;
  const item = make("li", { class: kind });
  if (kind === "point") item.append(make("label", { class: "tick" }, make("input", { type: "checkbox" }), words));
  else item.append(make("p", { class: "asked" }, words));
  for (const part of one.points ?? []) {
    const list = make("ul", { class: part.isFound ? "" : "points" }, ...part.items.map((point) => make("li", {}, point)));
    item.append(make("p", { class: "label" }, part.title), list);
  }
  if (one.address) {
    const link = make("a", { href: one.address }, one.address.replace(/^https?:\/\//, ""));
    item.append(make("p", { class: "source" }, one.source ? `${one.source} · ` : "", link));
  }
  if (one.isQuestion) item.append(room(3));

  const act = (label, what, off, run) =>
    button(label, run, { "data-act": `${what} ${one.key}`, disabled: off, "aria-label": `${label}: ${words}` });
  const move = (by, what) => () => {
    const to = number + by;
    // At the end of the list the button that was pressed is off: the focus goes to the one beside it.
    focus = `${to === 0 ? "down" : to === of - 1 ? "up" : what} ${one.key}`;
    say(`Now ${to + 1} of ${of}.`);
    keep(moved(picks, one.key, by));
  };
  const takeOut = () => {
    focus = `out ${picks[number + 1] ?? picks[number - 1]}`;
    say(`Taken out; ${of - 1} left.`);
    keep(toggled(picks, one.key, false));
  };
  item.append(
    make(
      "div",
      { class: "move" },
      act("Move up", "up", number === 0, move(-1, "up")),
      act("Move down", "down", number === of - 1, move(1, "down")),
      act("Take out", "out", false, takeOut),
    ),
  );
  return item;
}

function tools(found, say) {
  const questions = found.filter((one) => one.isQuestion);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(location.href);
      say("The address is copied. Paste it into an e-mail or a calendar.");
    } catch {
      say("The address could not be copied. Copy it from the address bar.");
    }
  };
  return make(
    "div",
    { class: "tools" },
    button("Print", () => print()),
    questions.length ? button("Show one at a time", () => openMeeting(questions)) : null,
    navigator.clipboard ? button("Copy the address", copy) : null,
    feedback(questions.map((one) => one.key)),
  );
}

// The partnership's own form, filled in: what was chosen, and today.
function feedback(asked) {
  if (!document.body.dataset.feedback) return null;
  const url = new URL(document.body.dataset.feedback);
  const now = new Date();
  const today = [now.getFullYear(), now.getMonth() + 1, now.getDate()];
  url.searchParams.set("briefing", [...new Set(picks.map(briefingOf))].join(" "));
  url.searchParams.set("questions", asked.join(" "));
  url.searchParams.set("date", today.map((part) => String(part).padStart(2, "0")).join("-"));
  return make("a", { href: url.href, rel: "noopener noreferrer" }, "Tell us what you agreed");
}

// Only on paper: lines to write on.
const room = (lines) => make("div", { class: "room" }, ...Array.from({ length: lines }, () => make("div")));

// Only on paper: what a team writes down.
function notes() {
  const title = "What we will do, by whom (a role), by when";
  return make("div", { class: "notes" }, make("h3", {}, title), room(6));
}

// The search page: a query and choices in, results out, and all of it in the address. Text is only ever set as text.
import { Facets, FACETS } from "./search-facets.js";
import { SearchIndex, partsOf, recordOf } from "./search-index.js";
import { ask, sentencesOf } from "./search-query.js";
import { FacetList, announce, resultItem } from "./search-view.js";
import { Vocabulary, finishedWords } from "./search-words.js";

const PAUSE = 80; // milliseconds without a key before a search starts
const LONGEST = 200; // letters of a query
const SHOWN = 10; // results at a time
const MANY = 5000; // from so many records on, facets are loaded only when somebody opens them
const WIDE = "(min-width: 60rem)";

const part = (name) => document.getElementById(`search-${name}`);
const [form, input, status, results, more] = [document.getElementById("search-form"), part("words"), part("status"), part("results"), part("more")];
const [panel, order, sort, lists] = [part("facets"), part("order"), part("sort"), part("lists")];
const folder = new URL(lists.dataset.pagefind, document.baseURI).href;
const root = new URL(lists.dataset.root, document.baseURI).href;
const isPlain = "plain" in lists.dataset; // pages alone, with nothing to narrow them down by
const sites = JSON.parse(lists.dataset.sites ?? "[]").map(([name, address]) => ({ name, address }));
const index = new SearchIndex(folder, root, sites);
const facets = new Facets();
const vocabulary = new Vocabulary();
const chosen = new Map(Object.keys(FACETS).map((name) => [name, new Set()]));
const list = new FacetList(part("groups"), facets, chosen, () => search());
let started, ready, loadedFacets, loadedWords;
let latest = 0;
let timer;

const once = {
  start: () => (started ??= index.start()),
  warmUp: () => (ready ??= once.start().then(() => index.warmUp())),
  facets: () =>
    (loadedFacets ??= (async () => {
      if (sites.length) await once.start(); // says which of them can be reached
      await facets.load(folder, root, sites.length ? lists.dataset.name : "");
      for (const site of sites) if (!index.lost.includes(site.name)) await facets.load(site.folder, site.root, site.name);
    })()),
  words: () => (loadedWords ??= vocabulary.load(folder)),
};

// ---------------------------------------------------------------- the address

function readAddress() {
  const asked = new URLSearchParams(location.search);
  input.value = (asked.get("q") ?? "").slice(0, LONGEST);
  sort.value = asked.get("sort") === "date" ? "date" : "relevance";
  for (const [name, slugs] of chosen) {
    slugs.clear();
    for (const slug of asked.getAll(name)) slugs.add(slug);
  }
  return (asked.get("q") ?? "").length > LONGEST;
}

function writeAddress() {
  const asked = new URLSearchParams();
  if (input.value.trim()) asked.set("q", input.value.trim());
  for (const [name, slugs] of chosen) for (const slug of slugs) asked.append(name, slug);
  if (sort.value === "date") asked.set("sort", "date");
  const text = asked.toString();
  history.replaceState(null, "", text ? `?${text}` : location.pathname);
}

// ---------------------------------------------------------------- one search

async function search(note = "") {
  const number = (latest += 1);
  const isOld = () => number !== latest;
  const query = input.value.trim().slice(0, LONGEST);
  const hasChoice = () => [...chosen.values()].some((slugs) => slugs.size);
  const notes = [note];
  results.ariaBusy = "true";
  try {
    if (hasChoice() || panel.open || sites.length) notes.push(await readyFacets());
    if (query) await Promise.all([(ready ??= once.start()), readyWords()]);
    const answer = query ? await ask(index, query, vocabulary) : null;
    const found = answer?.records ?? (hasChoice() ? facets.everything : []);
    if (isOld()) return;
    const fitting = hasChoice() ? facets.filter(found, chosen) : found;
    const ordered = sort.value === "date" || !query ? facets.sortByDate(fitting) : fitting;
    if (loadedFacets) list.draw(facets.count(query ? found : facets.everything, chosen));
    writeAddress();
    await show(ordered, query, answer, hasChoice(), notes.filter(Boolean), isOld);
  } catch (error) {
    if (!isOld()) fail(error);
  } finally {
    if (!isOld()) results.ariaBusy = "false";
  }
}

// Load the facets, and leave out choices that do not exist here. What there is to say about it, or "".
async function readyFacets() {
  try {
    await once.facets();
  } catch {
    loadedFacets = undefined;
    panel.hidden = true;
    for (const slugs of chosen.values()) slugs.clear();
    return "The choices for narrowing down could not be loaded. Searching by words works; to try again, load the page again.";
  }
  const unknown = [];
  for (const [name, slugs] of chosen) {
    for (const slug of slugs) {
      if (facets.has(name, slug)) continue;
      slugs.delete(slug);
      unknown.push(`${FACETS[name].toLowerCase()} “${slug.slice(0, 60)}”`);
    }
  }
  return unknown.length ? `There is no ${unknown.join(" and no ")} here, so it was left out.` : "";
}

async function show(records, query, answer, hasChoice, notes, isOld) {
  const isAsked = Boolean(query) || hasChoice;
  const items = await itemsOf(records.slice(0, SHOWN));
  if (isOld()) return;
  if (!index.isWhole) notes.push("A part of the search index could not be loaded, so results may be missing. Check your connection and load the page again.");
  if (index.lost.length) notes.push(`The search of ${index.lost.join(" and ")} could not be reached.`);
  // Whoever stands on a result with the keyboard stays on the one at that place, and is not thrown to the top.
  const stood = [...results.querySelectorAll("a")].indexOf(document.activeElement);
  results.replaceChildren(...items);
  if (stood >= 0) (results.querySelectorAll("a")[stood] ?? results.querySelector("a") ?? input).focus();
  results.hidden = items.length === 0;
  order.hidden = isPlain || items.length === 0;
  lists.hidden = items.length > 0 && index.isWhole;
  let shown = items.length;
  more.hidden = shown >= records.length;
  more.onclick = async () => {
    const next = await itemsOf(records.slice(shown, shown + SHOWN));
    shown += next.length;
    results.append(...next);
    more.hidden = shown >= records.length;
    next[0]?.querySelector("a")?.focus();
    announce(status, [`Showing ${shown} of ${records.length} results.`]);
  };
  const asking = isPlain ? "Type what you are looking for." : "Type what you are looking for, or narrow down by kind, theme, agency, partnership or year.";
  announce(status, [...(isAsked ? sentencesOf(answer, query, records.length, hasChoice) : [asking]), ...notes]);
  if (query) propose(query, answer);
}

// Load the vocabulary; without it, words are looked for as they were typed.
async function readyWords() {
  try {
    await once.words();
  } catch {
    loadedWords = undefined;
  }
}

async function itemsOf(records) {
  const load = (record) => record.data?.() ?? recordOf(record, facets.tables.get(record.release));
  const loaded = await Promise.all(records.map((record) => load(record).catch(() => null)));
  if (loaded.includes(null)) index.isWhole = false;
  return loaded.map((record, at) => resultItem(record, record ? partsOf(record.excerpt) : [], facets.siteOf(records[at])));
}

// Say what a name stands for, and what a misspelled word may have been.
function propose(query, { missing, weak }) {
  const again = (words) => {
    input.value = words;
    search();
    input.focus();
  };
  const doubtful = [...missing, ...weak].map(({ shown }) => shown.toLowerCase());
  list.propose(status, vocabulary.meanings(query), vocabulary.correct(query, doubtful), root, again);
}

function fail(error) {
  for (const element of [results, more, order, panel]) element.hidden = true;
  lists.hidden = false;
  announce(status, ["The search could not be started. The lists below lead to everything; to try again, load the page again.", `(${error?.message ?? error})`]);
}

// ---------------------------------------------------------------- wiring

form.addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(timer);
  search();
});
input.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(search, PAUSE);
  const finished = finishedWords(input.value.slice(0, LONGEST));
  if (index.pagefind && finished) index.expect(finished).catch(() => {});
});
sort.addEventListener("change", () => search());
input.addEventListener("focus", () => once.warmUp().catch(() => {})); // if it fails, the search itself says so
panel.addEventListener("toggle", () => panel.open && !loadedFacets && search());
addEventListener("popstate", () => {
  readAddress();
  search();
});

const isCut = readAddress();
panel.hidden = isPlain;
panel.open = !isPlain && matchMedia(WIDE).matches && (await isSmall());
search(isCut ? `Only the first ${LONGEST} letters were used.` : "");

async function isSmall() {
  try {
    const entry = await (await fetch(`${folder}pagefind-entry.json`, { cache: "no-cache" })).json();
    return entry.languages.en.page_count <= MANY;
  } catch {
    return false;
  }
}

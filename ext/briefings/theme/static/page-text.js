// Reads items from a page of the site: from this one, or from one that was fetched.
const APART = ".mark, .pick, .for, .details";

// The text of an item, with abbreviations spelled out as they are on paper.
export function textOf(item) {
  const copy = item.cloneNode(true);
  for (const part of copy.querySelectorAll(APART)) part.remove();
  for (const term of copy.querySelectorAll("abbr[title]")) term.textContent += ` (${term.title})`;
  return copy.textContent.replace(/\s+/g, " ").trim();
}

// The words that mark an item as written for this site: beside it, or above all of its block; "" for what was printed.
export function originOf(item) {
  const mark = item.querySelector(".ours") ?? item.closest(".block")?.querySelector(":scope > .ours");
  const words = mark?.textContent.trim() ?? "";
  return words && words[0].toLowerCase() + words.slice(1);
}

// What "my pack" needs of the page of a briefing.
export function readBriefing(page) {
  const facts = [...page.querySelectorAll(".facts > div > dd:first-of-type")].slice(0, 2);
  const items = new Map();
  for (const item of page.querySelectorAll(".block-questions li[id], .block-practice-points li[id]")) {
    const isQuestion = item.closest(".block-questions") !== null;
    const found = { text: textOf(item), origin: originOf(item), isQuestion };
    // An address that it had before is that of an empty element in it, and means the same.
    for (const place of [item, ...item.querySelectorAll("span[id]:empty")]) items.set(place.id, found);
  }
  const gone = [...page.querySelectorAll(".departed > li[id]")];
  return {
    moved: page.querySelector("main[data-moved]")?.dataset.moved ?? "",
    withdrawn: page.querySelector(".tombstone") !== null,
    title: page.querySelector("h1")?.textContent.trim() ?? "",
    about: facts.map((fact) => fact.textContent.replace(/\s+/g, " ").trim()).join(" · "),
    gone: new Map(gone.map((item) => [item.id, textOf(item)])),
    points: [...page.querySelectorAll(".minute > ul")].map(readPart),
    items,
  };
}

// One part of "In one minute": the line above it, and its items.
function readPart(list) {
  const isFound = list.matches(".items-learning"); // all others are to be ticked on paper
  return { title: list.previousElementSibling.textContent.trim(), isFound, items: [...list.children].map(textOf) };
}

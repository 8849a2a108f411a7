// What is added to every page where JavaScript works. Everything can be read and reached without it.
import { copyLinks } from "./copy-link.js";
import { quickExit } from "./exit.js";
import { openPlaces } from "./open.js";

quickExit(document.getElementById("exit"));
openPlaces();
copyLinks(document.querySelectorAll("a.mark"));

// At an address that a page had before: the link to the new one leads to the same place on it.
for (const link of document.querySelectorAll("main[data-moved] a")) link.href += location.hash;

// Ticks, "my pack" and questions one at a time: only where there is something to choose, or something was chosen.
const PICKABLE = "li[data-key], .block-questions li[id], .block-practice-points li[id]";
const isPack = document.body.dataset.page === "my-pack";
if (document.querySelector(PICKABLE) || location.search.includes("pick=") || isPack) {
  const { startPicker } = await import("./picker.js");
  startPicker();
}
if (isPack) {
  const { startPack } = await import("./my-pack.js");
  startPack();
}
if (document.querySelector("table.sortable")) {
  const { sortTables } = await import("./sort.js");
  sortTables(document);
}
if (document.querySelector(".ways + .filtered")) {
  const { startFilters } = await import("./filters.js");
  startFilters(async (list) => {
    if (list.querySelector("table.sortable")) (await import("./sort.js")).sortTables(list);
    if (list.querySelector(PICKABLE)) (await import("./picker.js")).pickIn(list);
  });
}

// What is added to every page where JavaScript works. Everything can be read and reached without it.
import { copyLinks } from "./copy-link.js";
import { quickExit } from "./exit.js";

quickExit(document.getElementById("exit"));
copyLinks(document.querySelectorAll("a.mark"));

// Ticks, "my pack" and questions one at a time: only where there is something to choose, or something was chosen.
const pickable = document.querySelector("li[data-key], .block-questions li[id], .block-practice-points li[id]");
if (pickable || location.search.includes("pick=") || document.body.dataset.page === "my-pack") {
  const { startPicker } = await import("./picker.js");
  startPicker();
}
if (document.body.dataset.page === "my-pack") {
  const { startPack } = await import("./my-pack.js");
  startPack();
}

// Tables that can be sorted: each head becomes a button. Without JavaScript they stand in the order of their page.
import { button, make } from "./dom.js";

const order = new Intl.Collator(document.documentElement.lang, { numeric: true });
const FEWEST = 6; // rows that are worth sorting
let said;

export function sortTables(root) {
  for (const table of root.querySelectorAll("table.sortable")) {
    if (table.tBodies[0].rows.length >= FEWEST && !table.querySelector("thead button")) offer(table);
  }
}

function offer(table) {
  if (!said) {
    said = make("p", { class: "sr", role: "status" });
    document.body.append(said);
  }
  for (const head of table.tHead.querySelectorAll("th[data-sort]")) {
    const sorter = button("", () => sort(table, head), { class: "sort" });
    sorter.append(...head.childNodes);
    head.append(sorter);
  }
  table.classList.add("is-sortable");
}

function sort(table, head) {
  const down = head.getAttribute("aria-sort") === "ascending";
  const by = (row) => keyOf(row.cells[head.cellIndex]);
  const rows = [...table.tBodies[0].rows].sort((one, other) => compare(by(one), by(other), down ? -1 : 1));
  table.tBodies[0].append(...rows);
  for (const other of head.parentElement.cells) other.removeAttribute("aria-sort");
  head.setAttribute("aria-sort", down ? "descending" : "ascending");
  // A long list goes on elsewhere: nobody should think that its first row is the first of all.
  const part = table.closest(".filtered, .text").querySelector(".rest, .pages") ? " on this page" : "";
  said.textContent = `${rows.length} rows${part} sorted by ${head.textContent}, ${down ? "descending" : "ascending"}`;
}

const keyOf = (cell) => (cell.dataset.sort ?? (cell.querySelector("p") ?? cell).textContent).trim();

// What is not known comes last, whichever way the rest goes.
function compare(one, other, direction) {
  if (one === "" || other === "") return (one === "") - (other === "");
  return direction * order.compare(one, other);
}

// In a preview only: lists the problems of the content, those of this page first.
const panel = document.getElementById("preview-problems");
const base = new URL(".", import.meta.url);

function row(problem) {
  const item = document.createElement("li");
  const place = document.createElement("code");
  place.textContent = problem.line ? `${problem.path}:${problem.line}` : problem.path;
  const code = document.createElement("a");
  code.href = new URL(`../handbook/problems.html#${problem.code}`, base).href;
  code.textContent = problem.code;
  item.append(place, ` ${problem.message} [`, code, problem.stops ? "]" : "] (advice)");
  return item;
}

function list(title, problems) {
  if (!problems.length) return;
  const details = document.createElement("details");
  const summary = document.createElement("summary");
  summary.textContent = `${title}: ${problems.length}`;
  const items = document.createElement("ul");
  items.append(...problems.map(row));
  details.open = problems.some((problem) => problem.stops) && problems.length < 20;
  details.append(summary, items);
  panel.append(details);
}

function toDo(steps) {
  if (!steps) return;
  const head = document.createElement("p");
  head.textContent = "To do in this draft";
  const items = document.createElement("ul");
  items.append(
    ...steps.map((step) => {
      const item = document.createElement("li");
      item.textContent = step;
      return item;
    }),
  );
  panel.append(head, items);
}

async function read(name) {
  const answer = await fetch(new URL(name, base), { cache: "no-store" });
  return answer.json();
}

const [problems, left] = await Promise.all([read("problems.json"), read("to-do.json")]);
toDo(left[panel.dataset.path]);
const here = problems.filter((problem) => problem.path === panel.dataset.path);
list("On this page", here);
list("On other pages", problems.filter((problem) => !here.includes(problem) && problem.stops));
panel.hidden = !panel.children.length;

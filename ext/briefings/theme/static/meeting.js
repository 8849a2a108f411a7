// One question at a time in large type, for a shared screen: keyboard, clicker or mouse; a clock that can be hidden.
import { button, make } from "./dom.js";

const NEXT = new Set(["ArrowRight", "ArrowDown", "PageDown", "n"]);
const BACK = new Set(["ArrowLeft", "ArrowUp", "PageUp", "p"]);

export const meetingButton = (questions, label = "Show one at a time") => button(label, () => openMeeting(questions()));

export function openMeeting(questions) {
  if (!questions.length) return;
  const opener = document.activeElement;
  let at = 0;
  let since = 0;

  const where = make("p");
  const clock = make("p", { class: "clock" });
  const words = make("p", { class: "question" });
  const source = make("p", { class: "source" });
  const back = button("Back", () => go(at - 1));
  const next = button("Next", () => go(at + 1));
  const timer = button("Timer", () => setTimer(clock.hidden), { "aria-pressed": "true" });
  const dialog = make(
    "dialog",
    { class: "show", "aria-label": "Questions, one at a time" },
    make("header", {}, where, clock),
    make("div", { class: "stage", "aria-live": "polite" }, words, source),
    make("footer", {}, back, next, timer, button("Close", () => dialog.close())),
  );

  function show() {
    words.textContent = questions[at].text;
    source.textContent = questions[at].source ?? "";
    where.textContent = `Question ${at + 1} of ${questions.length}`;
    // Not disabled: the focus would be lost.
    back.setAttribute("aria-disabled", String(at === 0));
    next.setAttribute("aria-disabled", String(at === questions.length - 1));
    since = performance.now();
    tick();
  }
  function tick() {
    const seconds = Math.floor((performance.now() - since) / 1000);
    clock.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  }
  function setTimer(on) {
    clock.hidden = !on;
    timer.setAttribute("aria-pressed", String(on));
  }
  function go(to) {
    const target = Math.max(0, Math.min(questions.length - 1, to));
    if (target === at) return;
    at = target;
    show();
  }

  dialog.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (NEXT.has(event.key)) go(at + 1);
    else if (BACK.has(event.key)) go(at - 1);
    else if (event.key === "Home") go(0);
    else if (event.key === "End") go(questions.length - 1);
    else if (event.key === "t") setTimer(clock.hidden);
    else return;
    event.preventDefault();
  });
  const ticking = setInterval(tick, 1000);
  dialog.addEventListener("close", () => {
    clearInterval(ticking);
    dialog.remove();
    opener?.focus();
  });
  document.body.append(dialog);
  show();
  dialog.showModal();
  next.focus();
}

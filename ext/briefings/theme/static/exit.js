// "Leave this site quickly": hides the page at once and takes its place in the history, so that "back" from the
// other site does not lead here. Pages that were read before stay in the history: no page can delete those.
const PRESSES = 3;
const WITHIN = 2000; // milliseconds

export function quickExit(link) {
  if (!link) return;
  const leave = () => {
    document.documentElement.hidden = true;
    document.title = "";
    location.replace(link.href);
  };
  link.addEventListener("click", (event) => {
    event.preventDefault();
    leave();
  });
  let presses = [];
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") {
      presses = [];
      return;
    }
    const now = Date.now();
    presses = [...presses.filter((time) => now - time < WITHIN), now];
    if (presses.length >= PRESSES) leave();
  });
}

// What was chosen, as values: keys such as "core-groups.late-minutes" (an item) or "core-groups" (a whole briefing), in order.
// The address is the only place where they are kept: ?pick=core-groups.late-minutes~neglect.p-ask
const KEY = /^[a-z0-9]+(?:-[a-z0-9]+)*(?:\.[a-z][a-z0-9-]{0,99})?$/;
const MOST = 200;

export function picksIn(address) {
  const found = (new URL(address).searchParams.get("pick") ?? "").split("~").filter((key) => KEY.test(key));
  return [...new Set(found)].slice(0, MOST);
}

export function withPicks(address, picks) {
  const url = new URL(address);
  url.searchParams.delete("pick");
  // Joined by hand: "~" and "." may stand in an address as they are, and people read and send it.
  const query = url.searchParams.toString();
  url.search = [query, picks.length ? `pick=${picks.join("~")}` : ""].filter(Boolean).join("&");
  return url.href;
}

// Everything that shows the choice listens to "picks", and reads it from the address again.
export function keep(picks) {
  history.replaceState(history.state, "", withPicks(location.href, picks));
  dispatchEvent(new Event("picks"));
}

export function whenChanged(run) {
  // "pageshow": a page that the browser kept alive shows what its address says.
  for (const name of ["picks", "popstate", "pageshow"]) addEventListener(name, () => run(picksIn(location.href)));
  run(picksIn(location.href));
}

export function toggled(picks, key, on) {
  const others = picks.filter((one) => one !== key);
  return on ? [...others, key] : others;
}

export function moved(picks, key, by) {
  const from = picks.indexOf(key);
  const to = from + by;
  if (from < 0 || to < 0 || to >= picks.length) return picks;
  const changed = picks.toSpliced(from, 1);
  changed.splice(to, 0, key);
  return changed;
}

export const briefingOf = (key) => key.split(".")[0];
export const itemOf = (key) => key.split(".")[1] ?? "";

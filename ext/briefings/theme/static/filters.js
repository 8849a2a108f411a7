// The filters of a list are links to pages of their own. Here the list of such a page takes the place of the list that
// stands on this one, and the address becomes that of the page: it can be saved, sent and read without JavaScript.
// Whatever goes wrong, the link is followed as it is.
import { load, make } from "./dom.js";

const OURS = ".ways a, .filtered .clear, .filtered .pages a";

// `enrich` gives what has come into the page its buttons and ticks.
export function startFilters(enrich) {
  const ways = document.querySelector(".ways:has(+ .filtered)");
  const place = ways.nextElementSibling;
  const home = pageOf(location.href);
  const lists = new Map([[home, { title: document.title, said: "All are shown", parts: [...place.childNodes], old: true }]]);
  const said = make("p", { class: "sr", role: "status" });
  ways.after(said);
  let shown = home;
  let turn = 0;

  async function listAt(address) {
    if (!lists.has(address)) lists.set(address, read(await load(address), ways, home));
    return lists.get(address);
  }

  // Shows the list of a page; false when another one was asked for meanwhile.
  async function show(address) {
    const mine = ++turn;
    place.setAttribute("aria-busy", "true");
    let list;
    try {
      list = await listAt(address);
    } catch (error) {
      if (mine === turn) throw error;
    }
    if (mine !== turn) return false;
    place.removeAttribute("aria-busy");
    shown = address;
    place.replaceChildren(...list.parts);
    if (!list.old) enrich(place);
    list.old = true;
    document.title = list.title;
    said.textContent = list.said;
    for (const link of ways.querySelectorAll("a")) {
      if (pageOf(link.href) === address) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
    return true;
  }

  async function follow(link) {
    const address = link.href;
    const fold = link.closest("details");
    try {
      if (!(await show(pageOf(address)))) return;
    } catch {
      location.assign(address);
      return;
    }
    if (fold) fold.open = false;
    pinLinks(home);
    history.pushState(null, "", address);
    dispatchEvent(new Event("picks")); // what is chosen goes along, and is ticked in the new list too
    look(place.querySelector(".found") ?? ways.querySelector("summary"));
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest(OURS);
    if (!link || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    follow(link);
  });
  addEventListener("popstate", async () => {
    const address = pageOf(location.href);
    if (address === shown) return; // a place on this page, or the way back overtook a list that was still coming
    try {
      if (await show(address)) dispatchEvent(new Event("picks"));
    } catch {
      location.reload();
    }
  });
}

// The list of another page, below a heading that says which it is, with a way back to all.
function read(page, ways, home) {
  const text = page?.querySelector("main .text");
  if (!text) throw new Error("not a list");
  for (const link of text.querySelectorAll("a[href]")) link.setAttribute("href", link.href);
  const above = ways.closest("section")?.querySelector(":scope > :is(h2, h3, h4)");
  const level = above ? Number(above.tagName[1]) + 1 : 2;
  const count = page.querySelector("main .lead").textContent;
  const head = make(
    "div",
    { class: "filtering" },
    make(`h${level}`, { class: "found", tabindex: "-1" }, page.querySelector("h1").textContent),
    make("p", {}, `${count}. `, make("a", { class: "clear", href: home }, "Show all")),
  );
  return { title: page.title, said: count, parts: [head, ...text.children] };
}

const pageOf = (address) => {
  const url = new URL(address);
  return url.origin + url.pathname;
};

// The address is about to be that of another folder: links that were written for this one must lead there still.
function pinLinks(home) {
  for (const link of document.querySelectorAll("a[href], link[href]")) {
    const href = link.getAttribute("href");
    if (href === "#") link.href = home;
    else if (!href.startsWith("#")) link.setAttribute("href", link.href);
  }
  for (const picture of document.images) picture.setAttribute("src", picture.src);
  for (const form of document.forms) form.setAttribute("action", form.action);
}

function look(target) {
  target.focus({ preventScroll: true });
  const { top } = target.getBoundingClientRect();
  if (top < 0 || top > innerHeight / 2) target.scrollIntoView();
}

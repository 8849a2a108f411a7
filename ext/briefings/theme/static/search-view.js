// What the search page draws: results, facets and messages. Only elements and text are made here, never markup.
import { FACETS } from "./search-facets.js";

const FIRST = 8; // values of a facet that are shown at once

export function element(name, options = {}, ...children) {
  const made = Object.assign(document.createElement(name), options);
  made.append(...children);
  return made;
}

// Say sentences to readers and to screen readers.
export function announce(status, sentences) {
  status.replaceChildren(...sentences.map((sentence) => element("p", { textContent: sentence })));
}

export function resultItem(record, parts, site) {
  if (!record) return element("li", {}, element("p", { textContent: "This result could not be loaded." }));
  const shown = (name) => record.filters[name]?.[0] ?? "";
  const excerpt = parts.map(({ text, isFound }) => (isFound ? element("mark", { textContent: text }) : text));
  const link = element("a", { href: record.url });
  const item = element("li", {}, element("p", { className: "search-title" }, link));
  if (record.meta.title) {
    link.textContent = record.meta.title;
    item.append(element("p", { className: "search-excerpt" }, ...excerpt));
  } else {
    link.append(...excerpt); // an item has no title: it is its own text
  }
  const context = [shown("within"), shown("place"), shown("year"), shown("origin"), site].filter(Boolean);
  const kind = element("b", { textContent: shown("kind") });
  item.append(element("p", { className: "search-context" }, kind, ...context.map((text) => ` · ${text}`)));
  return item;
}

const idOf = (name, slug) => `search-${name}-${slug}`;

export class FacetList {
  constructor(place, facets, chosen, changed) {
    Object.assign(this, { place, facets, chosen, changed });
  }

  // Draw every facet with its counts; what was open stays open, and the focus stays where it was.
  draw(counts) {
    const open = new Set([...this.place.querySelectorAll("details[open]")].map((group) => group.dataset.facet));
    const focused = this.place.contains(document.activeElement) ? document.activeElement.id : "";
    const groups = Object.entries(FACETS).map(([name, title]) => this.#group(name, title, counts.get(name), open, focused));
    const clear = element("button", { type: "button", id: "search-clear", textContent: "Clear all choices" });
    clear.hidden = [...this.chosen.values()].every((slugs) => slugs.size === 0);
    clear.addEventListener("click", () => {
      for (const slugs of this.chosen.values()) slugs.clear();
      this.place.closest("details").querySelector("summary").focus();
      this.changed();
    });
    this.place.replaceChildren(...groups.filter(Boolean), clear);
    if (focused) document.getElementById(focused)?.focus();
  }

  #group(name, title, counts, open, focused) {
    const chosen = this.chosen.get(name);
    const isShown = (slug) => counts.get(slug) || chosen.has(slug) || focused === idOf(name, slug);
    const values = [...this.facets.values.get(name)].filter(([slug]) => isShown(slug));
    if (!values.length) return null;
    const items = values.map(([slug, { label, above }]) => this.#value(name, slug, label, above, counts.get(slug) ?? 0));
    const group = element("fieldset", {}, element("legend", { textContent: title }));
    const first = element("ul", {}, ...items.slice(0, items.length > FIRST + 2 ? FIRST : items.length));
    group.append(first);
    const rest = items.slice(first.children.length);
    if (rest.length) {
      const more = element("details", {}, element("summary", { textContent: `${rest.length} more` }), element("ul", {}, ...rest));
      more.dataset.facet = name;
      more.open = open.has(name) || rest.some((item) => item.querySelector(":checked"));
      group.append(more);
    }
    return group;
  }

  #value(name, slug, label, above, number) {
    const chosen = this.chosen.get(name);
    const box = element("input", { type: "checkbox", id: idOf(name, slug), name, value: slug, checked: chosen.has(slug) });
    box.addEventListener("change", () => {
      if (box.checked) chosen.add(slug);
      else chosen.delete(slug);
      this.changed();
    });
    const count = element("span", { className: "search-count", textContent: ` (${number.toLocaleString("en-GB")})` });
    const item = element("li", {}, element("label", {}, box, element("span", {}, label, count)));
    if (above) item.className = "below";
    return item;
  }

  // Below what was found: what a name leads to, and what a misspelled word may have been.
  propose(status, meanings, corrected, root, again) {
    const button = (words) => {
      const made = element("button", { type: "button", className: "search-again", textContent: words });
      made.addEventListener("click", () => again(words));
      return made;
    };
    const pages = meanings.filter(({ address }) => address);
    const terms = meanings.filter(({ address }) => !address);
    if (corrected) status.append(element("p", {}, "Did you mean ", button(corrected), "?"));
    for (const { title } of terms) status.append(element("p", {}, "It stands for ", button(title), "."));
    for (const { title, address } of pages) {
      status.append(element("p", {}, "Everything on it: ", element("a", { href: new URL(address, root).href, textContent: title })));
    }
  }
}

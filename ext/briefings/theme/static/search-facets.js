// The facets: what kind each record is, and its themes, agencies, partnership and year. See `outputs/search/table.py`.
export const FACETS = { kind: "Kind", theme: "Theme", agency: "Agency", partnership: "Partnership", year: "Year", site: "Site" };
const VERSION = 1;

export class Facets {
  constructor() {
    this.values = new Map(Object.keys(FACETS).map((name) => [name, new Map()])); // facet: slug: { label, above }
    this.tables = new Map(); // release: { release, total, folder, root, slugs: { facet: for each record its slugs } }
  }

  // Add the table of a site, whose index is in a folder; throws when it cannot be read.
  async load(folder, root, site) {
    const response = await fetch(`${folder}facets.json`, { cache: "no-cache" });
    if (!response.ok) throw new Error(`facets.json: ${response.status}`);
    const table = await response.json();
    if (table.version !== VERSION) throw new Error("facets.json is of another version");
    const slugs = {};
    for (const [name, values] of Object.entries(table.facets)) {
      const known = this.values.get(name);
      for (const [slug, label, above] of values) if (!known.has(slug)) known.set(slug, { label, above });
      const { sets, runs } = table.columns[name];
      const all = sets.map((places) => this.#withAbove(name, places.map((place) => values[place][0])));
      slugs[name] = [];
      for (let at = 0; at < runs.length; at += 2) {
        for (let times = runs[at + 1]; times > 0; times -= 1) slugs[name].push(all[runs[at]]);
      }
    }
    if (site) {
      this.values.get("site").set(site, { label: site });
      slugs.site = new Array(table.total).fill([site]);
    }
    const { release, total } = table;
    this.tables.set(release, { release, total, folder, root, slugs });
  }

  #withAbove(name, slugs) {
    const all = new Set();
    for (let slug of slugs) {
      while (slug && !all.has(slug)) {
        all.add(slug);
        slug = this.values.get(name).get(slug)?.above;
      }
    }
    return [...all];
  }

  has(name, slug) {
    return this.values.get(name)?.has(slug) ?? false;
  }

  // The name of the site that a record comes from, where several are searched.
  siteOf({ release }) {
    return this.tables.get(release)?.slugs.site?.[0][0] ?? "";
  }

  // Every record of every site, newest first: what facets are counted over when nothing is looked for.
  get everything() {
    const all = [];
    for (const [release, { total }] of this.tables) {
      for (let number = 0; number < total; number += 1) all.push({ release, number });
    }
    return all;
  }

  // A record fits when of each facet with a choice it has one of the values that were chosen.
  #misses({ release, number }, chosen) {
    const table = this.tables.get(release);
    const missed = [];
    for (const [name, slugs] of chosen) {
      if (slugs.size && !table?.slugs[name]?.[number]?.some((slug) => slugs.has(slug))) missed.push(name);
    }
    return missed;
  }

  filter(records, chosen) {
    return records.filter((record) => this.#misses(record, chosen).length === 0);
  }

  // For each facet and value how many records there would be with it, given the choices in the other facets.
  count(records, chosen) {
    const counts = new Map([...this.values.keys()].map((name) => [name, new Map()]));
    for (const record of records) {
      const missed = this.#misses(record, chosen);
      if (missed.length > 1) continue;
      const slugs = this.tables.get(record.release)?.slugs ?? {};
      for (const name of missed.length ? missed : Object.keys(slugs)) {
        for (const slug of slugs[name]?.[record.number] ?? []) {
          counts.get(name).set(slug, (counts.get(name).get(slug) ?? 0) + 1);
        }
      }
    }
    return counts;
  }

  // Newest first. The records of one site are numbered in that order; those of several meet by year.
  sortByDate(records) {
    const year = ({ release, number }) => Number(this.tables.get(release)?.slugs.year?.[number]?.[0] ?? 0);
    const byNumber = (one, other) => one.number - other.number;
    const byYear = (one, other) => year(other) - year(one) || byNumber(one, other);
    return [...records].sort(this.tables.size > 1 ? byYear : byNumber);
  }
}

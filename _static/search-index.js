import { withNames } from "./search-names.js";

// The index: Pagefind's own program, watched. It says nothing when a part of the index cannot be loaded, it only
// finds less; so every request for a file of the index is looked at, and `isWhole` says whether all came.
const NAME = /^([0-9a-f]{4})([0-9a-f]+)$/; // release, and the number of the record with its last digit first

const RANKING = { termSimilarity: 2, metaWeights: { title: 5, names: 4, about: 0.5 } };

export class SearchIndex {
  constructor(folder, sites) {
    this.folder = new URL(folder, document.baseURI).href; // with a slash at its end
    this.sites = sites; // [{ name, address }]: other sites whose indexes are searched too
    for (const site of sites) site.folder = `${site.address.replace(/\/$/, "")}/pagefind/`;
    this.isWhole = true;
    this.lost = []; // names of other sites that could not be reached
  }

  // Load the program; throws when it cannot run here.
  async start() {
    this.#watch();
    const { createInstance } = await import(`${this.folder}pagefind.js`);
    const options = { basePath: this.folder, baseUrl: new URL("..", this.folder).pathname, noWorker: true, excerptLength: 32 };
    this.pagefind = createInstance(options);
    await this.pagefind.options({ ranking: RANKING });
    if (!this.isWhole) throw new Error("the list of the index could not be loaded");
    for (const site of this.sites) {
      try {
        if (!(await fetch(`${site.folder}pagefind-entry.json`)).ok) throw new Error();
        await this.pagefind.mergeIndex(site.folder, { baseUrl: site.address });
      } catch {
        this.lost.push(site.name);
      }
    }
  }

  #watch() {
    const original = window.fetch.bind(window);
    window.fetch = async (input, options) => {
      const address = String(input?.url ?? input);
      const isPart = /\.pf_(index|meta|fragment)$/.test(address);
      try {
        const response = await original(input, options);
        if (isPart && !response.ok) this.isWhole = false;
        return response.ok && address.endsWith(".pf_meta") ? new Response(await withNames(response)) : response;
      } catch (error) {
        if (isPart) this.isWhole = false;
        throw error;
      }
    };
  }

  // Every record that a query finds, best first; all records for no query.
  async find(query) {
    const { results } = await this.pagefind.search(query === "" ? null : query);
    return results.map(({ id, data }) => {
      const [, release, digits] = NAME.exec(id) ?? [];
      return { release, number: parseInt([...digits].reverse().join(""), 16), data };
    });
  }
}

// The parts of an excerpt: text, and whether it is what was looked for. Pagefind marks with tags and writes `<` and
// `>` of the text as entities; nothing else in it is markup.
export function partsOf(excerpt) {
  return excerpt.split(/(<mark>.*?<\/mark>)/su).filter(Boolean).map((part) => {
    const found = /^<mark>(.*)<\/mark>$/su.exec(part);
    const text = (found ? found[1] : part).replaceAll("&lt;", "<").replaceAll("&gt;", ">");
    return { text, isFound: Boolean(found) };
  });
}

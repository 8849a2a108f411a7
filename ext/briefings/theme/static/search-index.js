import { MAGIC, unpacked, withNames, wordsIn } from "./search-names.js";

// The index: Pagefind's own program, watched. It says nothing when a part of the index cannot be loaded, it only
// finds less; so every request for a file of the index is looked at, and `isWhole` says whether all came.
const NAME = /^([0-9a-f]{4})([0-9a-f]+)$/; // release, and the number of the record with its last digit first

const EXCERPT = 32; // words of a result
const WARM_UP = "\u{10FFFD}"; // a word that nobody writes, of many records: see `outputs/search/tidying.py`

const RANKING = { termSimilarity: 2, metaWeights: { title: 5, names: 4, about: 0.5 } };

export class SearchIndex {
  constructor(folder, root, sites) {
    this.folder = new URL(folder, document.baseURI).href; // with a slash at its end
    this.root = new URL(root, document.baseURI);
    this.sites = sites; // [{ name, address }]: other sites whose indexes are searched too
    for (const site of sites) {
      const root = `${site.address.replace(/\/$/, "")}/`;
      Object.assign(site, { root, folder: `${root}pagefind/` });
    }
    this.isWhole = true;
    this.lost = []; // names of other sites that could not be reached
    this.words = new Set(); // of the parts that were loaded, without their endings
  }

  // Load the program; throws when it cannot run here.
  async start() {
    this.#watch();
    const { createInstance } = await import(`${this.folder}pagefind.js`);
    const options = { basePath: this.folder, baseUrl: this.root.pathname, noWorker: true, excerptLength: EXCERPT };
    this.pagefind = createInstance(options);
    await this.pagefind.options({ ranking: RANKING });
    if (!this.isWhole) throw new Error("the list of the index could not be loaded");
    for (const site of this.sites) {
      try {
        if (!(await fetch(`${site.folder}pagefind-entry.json`)).ok) throw new Error();
        await this.pagefind.mergeIndex(site.folder, { baseUrl: site.root });
      } catch {
        this.lost.push(site.name);
      }
    }
  }

  // A browser runs a program fast only when it has run before; so the first search is one that nobody waits for.
  async warmUp() {
    await this.pagefind.search(WARM_UP).catch(() => {}); // only a help
  }

  // Load the parts of words that will be looked for.
  async expect(query) {
    await this.pagefind.preload(query);
  }

  #watch() {
    const original = window.fetch.bind(window);
    window.fetch = async (input, options) => {
      const address = String(input?.url ?? input);
      const isPart = /\.pf_(index|meta|fragment)$/.test(address);
      try {
        const response = await original(input, options);
        if (isPart && !response.ok) this.isWhole = false;
        if (response.ok && address.endsWith(".pf_index")) {
          for (const word of wordsIn(await unpacked(response.clone()))) this.words.add(word);
        }
        return response.ok && address.endsWith(".pf_meta") ? new Response(await withNames(response)) : response;
      } catch (error) {
        if (isPart) this.isWhole = false;
        throw error;
      }
    };
  }

  // Every record that a query finds, best first.
  async find(query) {
    const { results } = await this.pagefind.search(query);
    return results.map(({ id, data, score }) => {
      const [, release, digits] = NAME.exec(id) ?? [];
      return { release, number: parseInt([...digits].reverse().join(""), 16), data, score };
    });
  }

  // Whether anything has a word, or a word that begins with it. The parts of the word must have been loaded. (Pagefind
  // leaves out a word that it does not find, or takes a shorter one, and does not say so.)
  async has(word) {
    for (const known of this.words) if (known.startsWith(word)) return true;
    return (await this.pagefind.search(`"${word}"`)).results.length > 0;
  }
}

// A record that no query found, as Pagefind gives those that one did. (Pagefind would load the whole index for it.)
export async function recordOf({ number }, { release, total, folder, root }) {
  const digits = number.toString(16).padStart((total - 1).toString(16).length, "0");
  const response = await fetch(`${folder}fragment/${release}${[...digits].reverse().join("")}.pf_fragment`);
  if (!response.ok) throw new Error(`record ${number}: ${response.status}`);
  const record = JSON.parse(new TextDecoder().decode((await unpacked(response)).subarray(MAGIC)));
  const words = record.content.split(" ").slice(0, EXCERPT).join(" ");
  return { ...record, url: new URL(record.url, root).href, excerpt: words.replaceAll("<", "&lt;").replaceAll(">", "&gt;") };
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

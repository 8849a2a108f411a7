// One query: what the index has of each of its words, and the records that it finds, those with all of the words first.
import { soughtWords } from "./search-words.js";

const ENOUGH = 10; // from so many records with all words on, nobody needs those with some of them
const MOST = 100; // records with some of the words
const WEAK = 2; // a word that so few records have may be misspelled

// Finds records as { records, whole, words, missing, weak, replaced, told, also }: `whole` is how many of the records have
// all words; `missing` are words that the site has nowhere, `replaced` those of them for which a near spelling was looked
// for; `told` are other ways to say the query that were looked for like it; `also` are the titles that were looked for
// after it, because the query is another name for them.
export async function ask(index, query, vocabulary) {
  const words = soughtWords(query);
  if (query.includes('"') || !words.length) {
    const records = await index.find(query);
    return { records, whole: records.length, words, missing: [], weak: [], replaced: new Map(), told: [], also: [] };
  }
  const said = await asSaid(index, query, vocabulary);
  const { missing, replaced, present } = await spelled(index, said.words, vocabulary);
  const full = !missing.length ? said.full : present.length ? await index.find(join(present)) : [];
  const each = full.length < ENOUGH && present.length > 1 ? await Promise.all(present.map(({ sought }) => index.find(sought))) : [];
  const weak = present.filter((word, at) => (each[at] ?? full).length <= WEAK);
  const asked = replaced.size ? present.map(({ shown }) => shown).join(" ") : said.query;
  const isOfIndex = ({ release }) => release === vocabulary.release;
  const recordsOf = (pages, records) => pages.flatMap(({ number }) => records.filter((record) => record.number === number && isOfIndex(record)));
  const named = present.length ? vocabulary.named(asked) : [];
  const within = present.length && !named.length ? vocabulary.within(asked) : [];
  const some = withSome(full, each);
  const first = recordsOf([...named, ...within], full);
  const records = merged([first, full, recordsOf(within, each.flat()), some]);
  const also = records.length < MOST ? named.map(({ title }) => title).filter((title) => title.toLowerCase() !== asked.toLowerCase()) : [];
  const more = await Promise.all(also.map((title) => index.find(join(soughtWords(title)))));
  return { records: merged([records, ...more]), whole: full.length, words: present, missing, weak, replaced, told: said.told, also };
}

// The query, or, when nothing has all of its words, another way to say it; with what has all of them, said either way.
async function asSaid(index, query, vocabulary) {
  const ways = vocabulary.otherWays(query);
  const found = await Promise.all([query, ...ways].map((way) => index.find(join(soughtWords(way)))));
  const best = Math.max(0, found.findIndex((records) => records.length));
  const asked = [query, ...ways][best];
  return { query: asked, words: soughtWords(asked), full: merged(found), told: ways.filter((_, at) => found[at + 1].length) };
}

// Which words the site has nowhere, and what is looked for instead.
async function spelled(index, words, vocabulary) {
  const missing = [];
  for (const word of words) if (!(await index.has(word.sought))) missing.push(word);
  const replaced = new Map();
  for (const word of missing) {
    const near = vocabulary.instead(word.shown.toLowerCase());
    if (near) replaced.set(word, { shown: near, sought: near });
  }
  const present = words.map((word) => replaced.get(word) ?? word).filter((word) => !missing.includes(word));
  return { missing, replaced, present };
}

// Lists of records as one, each record once.
function merged(lists) {
  return [...new Map(lists.flat().map((record) => [nameOf(record), record])).values()];
}

const join = (words) => words.map(({ sought }) => sought).join(" ");
const nameOf = ({ release, number }) => `${release} ${number}`;

// Records that have at least half of the words but not all: those with the most first, then those with the rarest.
function withSome(full, each) {
  const known = new Set(full.map(nameOf));
  const found = new Map();
  for (const records of each) {
    for (const record of records) {
      const name = nameOf(record);
      if (known.has(name)) continue;
      const one = found.get(name) ?? { record, words: 0, score: 0 };
      one.words += 1;
      one.score += record.score;
      found.set(name, one);
    }
  }
  const fitting = [...found.values()].filter(({ words }) => words * 2 >= each.length);
  fitting.sort((one, other) => other.words - one.words || other.score - one.score || one.record.number - other.record.number);
  return fitting.slice(0, MOST).map(({ record }) => record);
}

// What is said of the records that are shown.
export function sentencesOf(answer, query, number, hasChoice) {
  const narrowed = hasChoice ? " with these choices" : "";
  if (!query) return [number ? `${count(number)}${narrowed}.` : `Nothing was found${narrowed}. Look through the themes below.`];
  const { whole, words, missing, replaced, told, also } = answer;
  if (!number) return [`Nothing was found for ${quoted(query)}${narrowed}. Try fewer or other words, or look through the themes below.`];
  const counted = `${count(number)}${narrowed}`;
  if (replaced.size || missing.length) {
    const said = [`Nothing here mentions ${listed(missing, " or ")}.`];
    if (replaced.size) said.push(`These are for ${quoted(words.map(({ shown }) => shown).join(" "))}: ${counted}.`);
    else said.push(`These mention ${listed(words, " or ")}: ${counted}.`);
    return [said.join(" ")];
  }
  const first = `${count(number)} for ${listed([query, ...told].map((shown) => ({ shown })), " or ")}${narrowed}.`;
  if (!whole) return [`Nothing here has all of the words of ${quoted(query)}. ${count(number)}${narrowed} for some of them.`];
  if (hasChoice || whole >= number) return [first];
  const before = words.length > 1 ? "Those with all of the words come first" : "Those with the word come first";
  return [`${first} ${before}: ${whole.toLocaleString("en-GB")}.${also.length ? ` Then those for ${listed(also.map((shown) => ({ shown })), " and ")}.` : ""}`];
}

const quoted = (text) => `“${text}”`;
const count = (number) => (number === 1 ? "1 result" : `${number.toLocaleString("en-GB")} results`);

function listed(words, last) {
  const all = words.map(({ shown }) => quoted(shown));
  return all.length > 1 ? `${all.slice(0, -1).join(", ")}${last}${all.at(-1)}` : all.join("");
}

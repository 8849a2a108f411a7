// Our own vocabulary: what another name means, and what a misspelled word may have been.
const ENOUGH = 4; // shorter words are too much like each other
const SURE = 6; // from so many letters on, the nearest word is looked for in place of one that is nowhere
const MOST = 12; // words of a query that are looked for
const LONGEST = 6; // words of a name within a query
const NAMES = 3; // names within a query that are led to
const LEAST = 3; // letters of a word without its ending
const SHORTENED = /^(?:\p{L}+n['’]t|\p{L}+['’](?:m|re|ve|ll|d))$/u; // "won't", "I'm": in nearly every sentence, like common words
const COMMON = new Set(
  "a about an and any are as at be been by can cant could did didnt do does doesnt dont for from had has have he her here him his how i if in into is isnt it its me my no not of on or our she should so some than that the their them then there these they this those to us was we were what when where which who why will with wont would you your".split(" "),
);

export class Vocabulary {
  words = [];
  known = new Set();
  names = new Map();

  async load(folder) {
    const response = await fetch(`${folder}words.json`, { cache: "no-cache" });
    if (!response.ok) throw new Error(`words.json: ${response.status}`);
    const { release, words, names } = await response.json();
    this.release = release;
    this.words = words;
    this.known = new Set(words);
    for (const [name, leadsTo] of Object.entries(names)) {
      const key = keyOf(name.split(" "));
      this.names.set(key, [...(this.names.get(key) ?? []), ...leadsTo]);
    }
  }

  // What a query as a whole is a name of: pages as { title, address, number }, and what abbreviations stand for as { title }.
  named(query) {
    const found = (this.names.get(keyOf(wordsOf(query))) ?? []).filter(isNoWay);
    return found.map(([title, address, number]) => ({ title, address, number }));
  }

  // The pages that are named within a query, the longest names first: "what is a CP conference" names the conferences.
  within(query) {
    const words = telling(wordsOf(query)).map(stemOf);
    const found = new Map();
    for (const { from, to, leadsTo } of this.#namesIn(words, words.length - 1, ([, address]) => address)) {
      for (const [title, address, number] of leadsTo) found.set(address, { title, address, number });
      words.fill("", from, to);
    }
    return [...found.values()].slice(0, NAMES);
  }

  // What a query names as a whole or, if it does not, within.
  meanings(query) {
    const whole = this.named(query);
    return whole.length ? whole : this.within(query);
  }

  // Other ways to say a query, which editors wrote down: "staff turnover" may be said as "social workers change".
  otherWays(query) {
    const words = telling(wordsOf(query));
    const found = [...this.#namesIn(words.map(stemOf), words.length, (entry) => !isNoWay(entry))];
    const [first] = found;
    return first ? first.leadsTo.map(([way]) => [...words.slice(0, first.from), way, ...words.slice(first.to)].join(" ")).slice(0, NAMES) : [];
  }

  // Where words name something, the longest first, as { from, to, leadsTo }; of what they lead to only what fits.
  *#namesIn(words, most, fits) {
    for (let length = Math.min(LONGEST, most); length > 0; length -= 1) {
      for (let from = 0; from + length <= words.length; from += 1) {
        const leadsTo = (this.names.get(words.slice(from, from + length).join(" ")) ?? []).filter(fits);
        if (leadsTo.length) yield { from, to: from + length, leadsTo };
      }
    }
  }

  // The nearest word that we know, or "" when the word is known, too short, a number or like none.
  nearest(word) {
    if (word.length < ENOUGH || this.known.has(word) || COMMON.has(word) || /\d/u.test(word)) return "";
    const most = word.length > 5 ? 2 : 1;
    let best = "";
    let least = most + 1;
    for (const known of this.words) {
      if (Math.abs(known.length - word.length) >= least) continue;
      const steps = distance(word, known, least);
      if (steps < least) [best, least] = [known, steps];
    }
    return best;
  }

  // What is looked for in place of a word that is nowhere, or "": only long words are surely another one misspelled.
  instead(word) {
    return word.length < SURE ? "" : this.nearest(word);
  }

  // The query with some of its words replaced by the nearest that we know, or "" when there is nothing to propose.
  correct(query, doubtful) {
    const words = wordsOf(query);
    const corrected = words.map((word) => (doubtful.includes(word) && this.nearest(word)) || word);
    return corrected.some((word, at) => word !== words[at]) ? corrected.join(" ") : "";
  }
}

export function wordsOf(query) {
  return asWritten(query).map((word) => word.toLowerCase());
}

function asWritten(query) {
  return query.normalize("NFC").match(/\d+(?:\.\d+)+|[\p{L}\p{N}][\p{L}\p{N}'’]*/gu) ?? [];
}

// The words that are looked for, each once, as they are shown and as the index has them. Words that stand in nearly every
// text are left out, if others are there.
export function soughtWords(query) {
  const all = new Map(query.split(/\s+/u).map(joined).flatMap(asWritten).map((word) => [word.toLowerCase(), word]));
  return telling([...all.keys()]).slice(0, MOST).map((word) => ({ shown: all.get(word), sought: soughtFor(word) }));
}

function telling(words) {
  const rarer = words.filter((word) => !COMMON.has(word) && !SHORTENED.test(word));
  return rarer.length ? rarer : words;
}

const isNoWay = (entry) => entry[1] !== ""; // see `words_of` in `outputs/search/table.py`
const keyOf = (words) => telling(words).map(stemOf).join(" ");

// A word without its ending, so that "how do I escalate" is a name of what is called "escalation". Only names are compared
// like this; the index has a better way.
function stemOf(word) {
  const stem = word.replace(/['’]s?$/u, "").replace(/ies$/u, "y").replace(/(?:ations?|ating|ated?|ates|ings?|ed|es|e|s)$/u, "");
  return stem.length < LEAST ? word : stem.replace(/([^aeiouls])\1$/u, "$1");
}

// A number with dots is a word of its own in the index: see `number_words` in `outputs/search/texts.py`.
function soughtFor(word) {
  return /^\d+(?:\.\d+)+$/u.test(word) ? `n${word.replaceAll(".", "d")}z` : word.replaceAll(/['’]/gu, "");
}

// "multi-agency" is two words to look for; "0-19", "re-audit" and "A&E" are one, because so short a part tells nothing.
function joined(word) {
  return /(^|[-&/])[\p{L}\p{N}]{1,2}([-&/]|$)/u.test(word) ? word.replaceAll(/[-&/]/gu, "") : word;
}

// The words of a half-typed query that are finished, without common ones.
export function finishedWords(query) {
  const words = query.split(/\s+/u).slice(0, -1).filter((word) => !COMMON.has(word.toLowerCase()));
  const finished = words.join(" ");
  return query.includes('"') ? finished : soughtWords(finished).map(({ sought }) => sought).join(" ");
}

// How many letters to add, drop, change or swap with the next: optimal string alignment; gives up at `limit`.
function distance(one, other, limit) {
  let [before, last] = [[], Array.from({ length: other.length + 1 }, (_, at) => at)];
  for (let row = 1; row <= one.length; row += 1) {
    const here = [row];
    for (let at = 1; at <= other.length; at += 1) {
      const same = one[row - 1] === other[at - 1] ? 0 : 1;
      let steps = Math.min(here[at - 1] + 1, last[at] + 1, last[at - 1] + same);
      if (row > 1 && at > 1 && one[row - 1] === other[at - 2] && one[row - 2] === other[at - 1]) {
        steps = Math.min(steps, before[at - 2] + 1);
      }
      here.push(steps);
    }
    if (Math.min(...here) >= limit) return limit;
    [before, last] = [last, here];
  }
  return last[other.length];
}

// Our own vocabulary: what another name means, and what a misspelled word may have been.
const ENOUGH = 3; // shorter words are too much like each other
const COMMON = new Set("a an and are as at be by did do for from has have how in is it of on or that the their they this to was were what when which who why with".split(" "));

export class Vocabulary {
  async load(folder) {
    const response = await fetch(`${folder}words.json`, { cache: "no-cache" });
    if (!response.ok) throw new Error(`words.json: ${response.status}`);
    const { words, names } = await response.json();
    this.words = words;
    this.known = new Set(words);
    this.names = names;
  }

  // What a query names: pages as { title, address }, and what abbreviations stand for as { title }.
  meanings(query) {
    const found = this.names[wordsOf(query).join(" ")] ?? [];
    return found.map(([title, address]) => ({ title, address }));
  }

  // The query with unknown words replaced by the nearest that we know, or "" when there is nothing to propose.
  correct(query) {
    let changed = false;
    const corrected = wordsOf(query).map((word) => {
      if (word.length < ENOUGH || this.known.has(word) || COMMON.has(word) || /\d/u.test(word)) return word;
      const near = this.#nearest(word);
      changed ||= Boolean(near);
      return near ?? word;
    });
    return changed ? corrected.join(" ") : "";
  }

  #nearest(word) {
    const most = word.length > 5 ? 2 : 1;
    let best, least = most + 1;
    for (const known of this.words) {
      if (Math.abs(known.length - word.length) >= least) continue;
      const steps = distance(word, known, least);
      if (steps < least) [best, least] = [known, steps];
    }
    return best;
  }
}

export function wordsOf(query) {
  return query.toLowerCase().normalize("NFC").match(/[\p{L}\p{N}][\p{L}\p{N}'’]*/gu) ?? [];
}

// Words that stand in nearly every text find nothing in particular, and their part of the index is the largest.
export function withoutCommonWords(query) {
  if (query.includes('"')) return query;
  const words = query.split(/\s+/u).filter((word) => !COMMON.has(word.toLowerCase()));
  return words.length ? words.join(" ") : query;
}

// The words of a half-typed query that are finished, without common ones.
export function finishedWords(query) {
  const words = query.split(/\s+/u).slice(0, -1);
  return words.filter((word) => !COMMON.has(word.toLowerCase())).join(" ");
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

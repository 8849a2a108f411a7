// The list of what the index holds, as Pagefind's program reads it: every record with its name. A site publishes it with
// the name of the first record only, because the others follow from it, and as a list of names they would weigh more
// than all the rest of it (see decision 0022). It is CBOR: a list of six, the second of which lists the records.
const GZIP = 0x1f8b;
export const MAGIC = "pagefind_dcd".length; // what every file begins with
const START = MAGIC + 1; // after it, the version: a text
const [BYTES, TEXT, LIST] = [2, 3, 4];

// The bytes of a file of the index; a host may have unpacked it already.
export async function unpacked(response) {
  const bytes = new Uint8Array(await response.arrayBuffer());
  if ((bytes[0] << 8 | bytes[1]) !== GZIP) return bytes;
  const plain = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(plain).arrayBuffer());
}

// The uncompressed list of a response, with all names. A list that names every record comes back as it is.
export async function withNames(response) {
  const bytes = await unpacked(response);
  const version = headAt(bytes, START);
  const records = headAt(bytes, version.end + version.value);
  const first = headAt(bytes, records.end + 1); // every record is a list of its name and its length
  const name = bytes.subarray(first.end, first.end + first.value);
  const made = new Uint8Array(bytes.length + records.value * name.length);
  let [from, to] = [first.end + first.value, first.end + first.value];
  made.set(bytes.subarray(0, from));
  for (let number = 1; number < records.value; number += 1) {
    const next = headAt(bytes, from).end + 1; // over the length of the record before, into this one
    made.set(bytes.subarray(from, next), to);
    to += next - from;
    if (headAt(bytes, next).value) return bytes;
    made[to] = TEXT << 5 | name.length;
    made.set(name, to + 1);
    count(made, to + 1 + RELEASE, to + 1 + name.length, number);
    to += 1 + name.length;
    from = next + 1;
  }
  made.set(bytes.subarray(from), to);
  return made.subarray(0, to + bytes.length - from);
}

// The words of an uncompressed part of the index: a list in a list, of which each entry begins with a word.
export function wordsIn(bytes) {
  const { value, end } = headAt(bytes, MAGIC + 1);
  const words = [];
  for (let number = 0, at = end; number < value; number += 1) {
    const word = headAt(bytes, at + 1);
    words.push(new TextDecoder().decode(bytes.subarray(word.end, word.end + word.value)));
    at = after(bytes, at);
  }
  return words;
}

const RELEASE = 4; // letters that all names begin with; the number follows, its last digit first

function count(made, from, end, number) {
  for (let at = from; at < end; at += 1, number >>= 4) made[at] = "0123456789abcdef".charCodeAt(number & 15);
}

// What stands at a place: its number (or its length), and where that ends.
function headAt(bytes, at) {
  const short = bytes[at] & 31;
  if (short < 24) return { value: short, end: at + 1 };
  const more = 1 << (short - 24);
  let value = 0;
  for (let next = 1; next <= more; next += 1) value = value * 256 + bytes[at + next];
  return { value, end: at + 1 + more };
}

// Where what stands at a place ends, with all that it holds.
function after(bytes, at) {
  for (let open = 1; open > 0; open -= 1) {
    const type = bytes[at] >> 5;
    const { value, end } = headAt(bytes, at);
    at = type === TEXT || type === BYTES ? end + value : end;
    if (type === LIST) open += value;
  }
  return at;
}

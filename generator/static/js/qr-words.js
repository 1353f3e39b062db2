// What a QR code says (ISO/IEC 18004): from a text to its words of eight bits, with those that mend what a reader missed.

/**
 * @typedef {{name: string, sign: number, words: number[], blocks: number[]}} Level How much of a code may be lost:
 *   its two bits in the format, and for each version the words for correction in a block and the number of blocks.
 * @typedef {{version?: number, level?: string, mask?: number}} Wanted What is not left to the encoder.
 * @typedef {{version: number, level: Level, words: number[]}} Message What is drawn, in the order in which it is drawn.
 */

/** @param {string} text */
const numbers = (text) => text.split(" ").map(Number);

/** @type {Level[]} */
const LEVELS = [
  {
    name: "M",
    sign: 0,
    words: numbers("10 16 26 18 24 16 18 22 22 26 30 22 22 24 24 28 28 26 26 26 26" + " 28".repeat(19)),
    blocks: numbers(
      "1 1 1 2 2 4 4 4 5 5 5 8 9 9 10 10 11 13 14 16 17 17 18 20 21 23 25 26 28 29 31 33 35 37 38 40 43 45 47 49",
    ),
  },
  {
    name: "L",
    sign: 1,
    words: numbers("7 10 15 20 26 18 20 24 30 18 20 24 26 30 22 24 28 30 28 28 28 28 30 30 26 28" + " 30".repeat(14)),
    blocks: numbers(
      "1 1 1 1 1 2 2 2 2 4 4 4 4 4 6 6 6 6 7 8 8 9 9 10 12 12 12 13 14 15 16 17 18 19 19 20 21 22 24 25",
    ),
  },
];
const LAST_VERSION = 40;

/** @param {number} number @param {number} place */
export const bit = (number, place) => (number >>> place) & 1;

// --- how much fits -----------------------------------------------------------------------------

/** The middles of the small squares, in one direction. @param {number} version */
export function alignments(version) {
  if (version === 1) return [];
  const count = Math.floor(version / 7) + 2;
  const last = 4 * version + 10;
  const step = version === 32 ? 26 : Math.ceil((last - 6) / (2 * (count - 1))) * 2;
  return [6, ...Array.from({ length: count - 1 }, (_, index) => last - step * (count - 2 - index))];
}

/** How many words of eight bits a version has room for. @param {number} version */
function roomFor(version) {
  const size = 4 * version + 17;
  const count = alignments(version).length;
  const squares = count ? 25 * (count * count - 3) - 2 * 5 * (count - 2) : 0;
  const taken = 3 * 64 + 2 * (size - 16) + squares + 31 + (version >= 7 ? 36 : 0);
  return Math.floor((size * size - taken) / 8);
}

/** How many of those are for the text. @param {number} version @param {Level} level */
const dataWords = (version, level) => roomFor(version) - level.words[version - 1] * level.blocks[version - 1];

/** The first level and version that a number of bytes fits into.
 * @param {number} bytes @param {Wanted} wanted @returns {[number, Level] | null} */
function fitting(bytes, wanted) {
  for (const level of LEVELS.filter(({ name }) => (wanted.level ?? name) === name)) {
    for (let version = wanted.version ?? 1; version <= (wanted.version ?? LAST_VERSION); version += 1) {
      const head = version < 10 ? 12 : 20;
      if (head + 8 * bytes <= 8 * dataWords(version, level)) return [version, level];
    }
  }
  return null;
}

// --- the words ---------------------------------------------------------------------------------

const POWERS = new Uint8Array(255); // of two, in the field with 256 elements over x^8 + x^4 + x^3 + x^2 + 1
const LOGS = new Uint8Array(256);
for (let index = 0, value = 1; index < 255; index += 1) {
  POWERS[index] = value;
  LOGS[value] = index;
  value = (value << 1) ^ (value & 128 ? 0x11d : 0);
}

/** @param {number} a @param {number} b */
const times = (a, b) => (a && b ? POWERS[(LOGS[a] + LOGS[b]) % 255] : 0);

/** What is left of a polynomial after division by the one whose roots are the first powers of two.
 * @param {Uint8Array} data @param {number} count @returns {Uint8Array} The words for correction. */
function correction(data, count) {
  let divisor = new Uint8Array([1]);
  for (let root = 0; root < count; root += 1) {
    const next = new Uint8Array(divisor.length + 1);
    divisor.forEach((value, index) => {
      next[index] ^= value;
      next[index + 1] ^= times(value, POWERS[root]);
    });
    divisor = next;
  }
  const rest = new Uint8Array(data.length + count);
  rest.set(data);
  for (let index = 0; index < data.length; index += 1) {
    const lead = rest[index];
    for (let at = 0; at <= count; at += 1) rest[index + at] ^= times(divisor[at], lead);
  }
  return rest.slice(data.length);
}

/** Mode, length, text and filling. @param {Uint8Array} bytes @param {number} version @param {number} room */
function textWords(bytes, version, room) {
  const bits = [0, 1, 0, 0];
  for (let place = version < 10 ? 7 : 15; place >= 0; place -= 1) bits.push(bit(bytes.length, place));
  for (const byte of bytes) for (let place = 7; place >= 0; place -= 1) bits.push(bit(byte, place));
  const words = new Uint8Array(room);
  bits.forEach((value, index) => (words[index >> 3] |= value << (7 - (index & 7))));
  // Four bits end the text. They never reach past the eighth: mode and length leave half a word over.
  for (let index = (bits.length + 4) >> 3, odd = true; index < room; index += 1, odd = !odd) {
    words[index] = odd ? 0xec : 0x11;
  }
  return words;
}

/** All words in the order in which they are drawn: blocks in turn. @param {Uint8Array} data
 * @param {number} version @param {Level} level */
function interleaved(data, version, level) {
  const count = level.blocks[version - 1];
  const short = Math.floor(data.length / count);
  const longFrom = count - (data.length % count);
  let start = 0;
  const blocks = Array.from({ length: count }, (_, index) => {
    const block = data.slice(start, (start += short + (index >= longFrom ? 1 : 0)));
    return { block, extra: correction(block, level.words[version - 1]) };
  });
  const words = [];
  for (let at = 0; at <= short; at += 1) for (const { block } of blocks) if (at < block.length) words.push(block[at]);
  for (let at = 0; at < level.words[version - 1]; at += 1) for (const { extra } of blocks) words.push(extra[at]);
  return words;
}

/** A text as the words of a code; `null` where it is too long for any.
 * @param {string} text @param {Wanted} [wanted] @returns {Message | null} */
export function qrWords(text, wanted = {}) {
  const bytes = new TextEncoder().encode(text);
  const fit = fitting(bytes.length, wanted);
  if (!fit) return null;
  const [version, level] = fit;
  return { version, level, words: interleaved(textWords(bytes, version, dataWords(version, level)), version, level) };
}

// QR codes (ISO/IEC 18004), drawn on the device: versions 1 to 40, error correction M, or L where M does not fit.

import { alignments, bit, qrWords } from "./qr-words.js";

/**
 * @typedef {{version: number, level: string, mask: number, size: number, cells: Uint8Array}} Code Cells row by row:
 *   1 is dark. The quiet zone is not among them.
 * @typedef {(x: number, y: number, dark: number) => void} Put Draws one cell; what is outside is left out.
 */

const QUIET_ZONE = 4; // modules

/** @type {((x: number, y: number) => boolean)[]} Which cells each mask turns over. */
const MASKS = [
  (x, y) => (x + y) % 2 === 0,
  (_x, y) => y % 2 === 0,
  (x) => x % 3 === 0,
  (x, y) => (x + y) % 3 === 0,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2 === 0,
  (x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0,
];

// --- the frame ---------------------------------------------------------------------------------

/** A number with its check bits behind it. @param {number} number @param {number} divisor @param {number} count */
function checked(number, divisor, count) {
  let rest = number << count;
  for (let place = 31 - Math.clz32(rest); place >= count; place -= 1) {
    if (bit(rest, place)) rest ^= divisor << (place - count);
  }
  return (number << count) | rest;
}

/** The finders, squares, lines and version; the format is drawn once the mask is known.
 * @param {number} version @param {Put} put */
function drawFrame(version, put) {
  const size = 4 * version + 17;
  for (let at = 8; at < size - 8; at += 1) for (const [x, y] of [[at, 6], [6, at]]) put(x, y, 1 - (at % 2));
  /** @param {number} x @param {number} y @param {number} reach @param {number[]} light */
  const rings = (x, y, reach, light) => {
    for (let down = -reach; down <= reach; down += 1) {
      for (let right = -reach; right <= reach; right += 1) {
        put(x + right, y + down, light.includes(Math.max(Math.abs(right), Math.abs(down))) ? 0 : 1);
      }
    }
  };
  const middles = alignments(version);
  const isFinder = (/** @type {number} */ x, /** @type {number} */ y) =>
    (x === 6 && y === 6) || (x === 6 && y === size - 7) || (x === size - 7 && y === 6);
  for (const x of middles) for (const y of middles) if (!isFinder(x, y)) rings(x, y, 2, [1]);
  for (const [x, y] of [[3, 3], [size - 4, 3], [3, size - 4]]) rings(x, y, 4, [2, 4]);
  const sign = version >= 7 ? checked(version, 0x1f25, 12) : 0;
  for (let index = 0; sign && index < 18; index += 1) {
    const [long, short] = [Math.floor(index / 3), size - 11 + (index % 3)];
    put(long, short, bit(sign, index));
    put(short, long, bit(sign, index));
  }
}

/** @param {number} size @param {number} sign @param {Put} put */
function drawFormat(size, sign, put) {
  const format = checked(sign, 0x537, 10) ^ 0x5412;
  for (let index = 0; index < 15; index += 1) {
    const dark = bit(format, index);
    if (index < 8) put(8, index < 6 ? index : index + 1, dark);
    else put(index === 8 ? 7 : 14 - index, 8, dark);
    if (index < 8) put(size - 1 - index, 8, dark);
    else put(8, size - 15 + index, dark);
  }
  put(8, size - 8, 1);
}

/** The free cells in the order in which the bits of the words fill them.
 * @param {number} size @param {Uint8Array} taken @returns {number[]} */
function freeCells(size, taken) {
  const free = [];
  let up = true;
  for (let right = size - 1; right > 0; right -= right === 8 ? 3 : 2) {
    for (let step = 0; step < size; step += 1) {
      const row = (up ? size - 1 - step : step) * size;
      for (const cell of [row + right, row + right - 1]) if (!taken[cell]) free.push(cell);
    }
    up = !up;
  }
  return free;
}

// --- the mask ----------------------------------------------------------------------------------

const LIKE_A_FINDER = 0b1011101;

/** What is bad about one row or column: long runs, and what looks like a finder with light on a side. All around is light.
 * @param {Uint8Array} cells @param {number} start @param {number} step @param {number} size */
function badLine(cells, start, step, size) {
  let bad = 0;
  let run = 0;
  let last = 0;
  for (let index = 0; index < size + 4; index += 1) {
    const dark = index < size ? cells[start + index * step] : 0;
    run = index && dark === (last & 1) ? run + 1 : 1;
    if (run >= 5 && index < size) bad += run === 5 ? 3 : 1;
    last = (last << 1) | dark;
    const isLight = !(last & 15) || !((last >> 11) & 15);
    if (isLight && ((last >> 4) & 127) === LIKE_A_FINDER) bad += 40;
  }
  return bad;
}

/** How hard a code is to read, by the rules of the standard. @param {Uint8Array} cells @param {number} size */
function badness(cells, size) {
  let bad = 0;
  let dark = 0;
  for (let line = 0; line < size; line += 1) {
    bad += badLine(cells, line * size, 1, size) + badLine(cells, line, size, size);
    for (let x = 0; x < size; x += 1) {
      const at = line * size + x;
      dark += cells[at];
      const four = cells[at] + cells[at + 1] + cells[at + size] + cells[at + size + 1];
      if (x + 1 < size && line + 1 < size && four % 4 === 0) bad += 3;
    }
  }
  return bad + 10 * Math.floor(Math.abs((100 * dark) / (size * size) - 50) / 5);
}

// --- the code ----------------------------------------------------------------------------------

/** A text as a code; `null` where it is too long for any.
 * @param {string} text @param {import("./qr-words.js").Wanted} [wanted] @returns {Code | null} */
export function qrCode(text, wanted = {}) {
  const message = qrWords(text, wanted);
  if (!message) return null;
  const { version, level, words } = message;
  const size = 4 * version + 17;
  const cells = new Uint8Array(size * size);
  const taken = new Uint8Array(size * size);
  /** @type {Put} */
  const put = (x, y, dark) => {
    if (x < 0 || y < 0 || x >= size || y >= size) return;
    cells[y * size + x] = dark;
    taken[y * size + x] = 1;
  };
  drawFrame(version, put);
  drawFormat(size, 0, put);
  const free = freeCells(size, taken);
  words.forEach((word, index) => {
    for (let place = 0; place < 8; place += 1) cells[free[8 * index + place]] = bit(word, 7 - place);
  });
  /** @param {number} mask */
  const masked = (mask) => {
    for (const cell of free) if (MASKS[mask](cell % size, Math.floor(cell / size))) cells[cell] ^= 1;
    drawFormat(size, (level.sign << 3) | mask, put);
  };
  const tried = MASKS.map((_, mask) => {
    masked(mask);
    const bad = badness(cells, size);
    masked(mask); // the same again takes it off
    return bad;
  });
  const mask = wanted.mask ?? tried.indexOf(Math.min(...tried));
  masked(mask);
  return { version, level: level.name, mask, size, cells };
}

const SVG = "http://www.w3.org/2000/svg";

/** A code as a picture with its quiet zone, dark on light whatever the colours of the page are.
 * @param {Code} code @param {string} label What it is, for those who do not see it. @returns {SVGSVGElement} */
export function drawQr({ size, cells }, label) {
  const side = size + 2 * QUIET_ZONE;
  const runs = [];
  for (let y = 0; y < size; y += 1) {
    for (let x = 0, end = 0; x < size; x = end + 1) {
      for (end = x; end < size && cells[y * size + end]; ) end += 1;
      if (end > x) runs.push(`M${x + QUIET_ZONE} ${y + QUIET_ZONE}h${end - x}v1h${x - end}z`);
    }
  }
  /** @param {string} name @param {Record<string, string>} attributes */
  const element = (name, attributes) => {
    const made = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  };
  const svg = element("svg", { viewBox: `0 0 ${side} ${side}`, role: "img", class: "qr", "shape-rendering": "crispEdges" });
  svg.setAttribute("aria-label", label);
  svg.append(element("rect", { class: "qr-light", width: `${side}`, height: `${side}`, fill: "white" }));
  svg.append(element("path", { class: "qr-dark", d: runs.join(""), fill: "black" }));
  return /** @type {SVGSVGElement} */ (svg);
}

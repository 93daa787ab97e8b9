/**
 * How wide a text will be, without a screen to measure it on: the advance widths of Helvetica
 * (Arial and Liberation Sans share them), with a margin for readers whose font is wider.
 */

// Thousandths of the font size for the characters U+0020 … U+007E.
const ADVANCES = [
  278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556,
  556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667,
  611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667,
  667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500,
  222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];

const SAFETY = 1.06;

/** The width in the unit of `fontSize`. Cost: linear in the text. */
export function textWidth(text: string, fontSize: number): number {
  let thousandths = 0;
  for (const character of text) {
    const code = character.codePointAt(0) as number;
    thousandths += ADVANCES[code - 32] ?? (isWide(code) ? 1000 : isMark(code) ? 0 : 640);
  }
  return (thousandths / 1000) * fontSize * SAFETY;
}

/** East Asian ideographs, Hangul, full-width forms and pictographs take a full em. */
function isWide(code: number): boolean {
  return (
    (code >= 0x1100 && code <= 0x115f) ||
    (code >= 0x2e80 && code <= 0xa4cf) ||
    (code >= 0xac00 && code <= 0xd7a3) ||
    (code >= 0xf900 && code <= 0xfaff) ||
    (code >= 0xfe30 && code <= 0xfe6f) ||
    (code >= 0xff00 && code <= 0xff60) ||
    code >= 0x1f000
  );
}

function isMark(code: number): boolean {
  return (code >= 0x300 && code <= 0x36f) || code === 0x200b || code === 0x200d;
}

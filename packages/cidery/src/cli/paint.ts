/**
 * Colours of our own only. A model's name may hold the very codes that colour a terminal, so each of
 * ours carries a number that nobody can know beforehand; on the way out it is taken off again, and
 * every other control character becomes visible. The codes keep the form of colour codes, so that
 * what measures the width of a text still leaves them out.
 */
import { randomInt } from "node:crypto";
import { visibleText } from "@cidery/core/text";
import pico from "picocolors";

export type Paint = ReturnType<typeof pico.createColors>;

/** @param colours whether colours are welcome */
export function paintFor(colours: boolean): {
  readonly paint: Paint;
  /** What is sent for a text: our colours, and control characters made visible. */
  readonly shown: (text: string) => string;
} {
  const plain = pico.createColors(colours);
  if (!colours) return { paint: plain, shown: visibleText };
  const secret = randomInt(2 ** 32, 2 ** 47);
  const own = new RegExp(String.raw`\u001b\[(\d+);${secret}m`, "gu");
  const signed = (codes: string): string =>
    codes.replaceAll(/\u001b\[(\d+)m/gu, `\u001b[$1;${secret}m`); // oxlint-disable-line no-control-regex
  const paint = Object.fromEntries(
    Object.entries(plain).map(([name, style]) => {
      if (typeof style !== "function") return [name, style];
      const [open = "", close = ""] = style("\0").split("\0");
      return [name, (text: unknown) => `${signed(open)}${String(text)}${signed(close)}`];
    }),
  ) as unknown as Paint;
  const shown = (text: string): string => {
    let result = "";
    let last = 0;
    for (const match of text.matchAll(own)) {
      result += `${visibleText(text.slice(last, match.index))}\u001b[${match[1]}m`;
      last = match.index + match[0].length;
    }
    return result + visibleText(text.slice(last));
  };
  return { paint, shown };
}

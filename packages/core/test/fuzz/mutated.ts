/** Sound texts made unsound: cut, spliced, doubled and peppered with words; JSON is changed as a tree. */
import type { Random } from "../../src/base/index.ts";

export const WORDS = (
  "chance decision utility for if else then match let in agent param type claim extends replace remove add link from sees by " +
  "not and or min max sum ~ = == => -> <- .. | || { } ( ) [ ] , ; : . \" ' ` \\ / /* */ // # % & < > </ /> <!-- --> ]]> &amp; &#0; " +
  "0 1 -1 1e308 1e999 0.1 1/0 1/3 00 9007199254740993 NaN Infinity true false null bool real uniform bernoulli binomial normal " +
  "network variable probability table discrete node states potential data net BAYES ID LIMID EFG NFG dag c d t p " +
  "__proto__ constructor toString \u0000 \u001b \u202e \ud800 \ufeff é 𝕏 P( do( would( value( E( meu( mpe map( entropy( control( info( holding with within"
).split(" ");

export function between(random: Random, least: number, most: number): number {
  return least + random.below(most - least + 1);
}

export function pick<T>(random: Random, all: readonly T[]): T {
  return all[random.below(all.length)] as T;
}

/** A text after up to twelve cuts, splices, doublings and words from anywhere. */
export function mutated(random: Random, text: string): string {
  let result = text;
  for (let left = random.below(12); left > 0; left--) {
    const at = random.below(result.length + 1);
    const end = Math.min(
      result.length,
      at + (random.below(3) === 0 ? random.below(60) : random.below(6)),
    );
    const piece = result.slice(at, end);
    const other = random.below(text.length + 1);
    const put = [
      () => "",
      () => pick(random, WORDS),
      () => ` ${pick(random, WORDS)} `,
      () => piece + piece,
      () => piece.repeat(between(random, 2, 30)),
      () => text.slice(other, other + random.below(80)),
      () => String.fromCharCode(random.below(random.below(2) === 0 ? 128 : 65536)),
      () => String(between(random, -3, 40)),
    ];
    result = result.slice(0, at) + pick(random, put)() + result.slice(end);
    if (result.length > 4000) result = result.slice(0, 4000);
  }
  return random.below(10) === 0 ? result.slice(0, random.below(result.length + 1)) : result;
}

/** A tree of JSON with a few of its values exchanged, dropped, doubled. */
export function changedTree(random: Random, tree: unknown): unknown {
  const odd: readonly unknown[] = [
    null,
    true,
    -1,
    0.5,
    1e308,
    "",
    "X",
    "D",
    "chance",
    "__proto__",
    [],
    {},
    [[]],
    { kind: "call" },
    "\u0000",
    2 ** 53,
  ];
  const change = (value: unknown, depth: number): unknown => {
    if (random.below(depth < 2 ? 60 : 25) === 0) return pick(random, odd);
    if (Array.isArray(value)) {
      const kept = value.flatMap((one: unknown) => {
        const roll = random.below(60);
        return roll === 0 ? [] : roll === 1 ? [one, one] : [change(one, depth + 1)];
      });
      return kept;
    }
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).flatMap(([key, one]) =>
        random.below(80) === 0
          ? []
          : [[random.below(200) === 0 ? pick(random, WORDS) : key, change(one, depth + 1)]],
      ),
    );
  };
  return change(tree, 0);
}

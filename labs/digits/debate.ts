/**
 * Debates and consultancies about one image, played as well as can be: what the judge makes of every set of pixels is
 * worked out, and from the last pixel back to the first each side keeps open what suits it. Answers are sets of digits as
 * bits. Order does not matter to the judge, so positions are sets. Cost: sets of so many of the image's pixels × hidden units.
 */
import type { Image, Judge } from "./judge.ts";
import { DIGITS } from "./judge.ts";

/** Who shows a pixel, in turn. */
export type Side = "honest" | "liar";

/** By how many pixels are shown, and by set of them: the lies against which the honest side wins from there. */
export type Values = readonly ArrayLike<number>[];

/** What the judge makes of all sets of pixels of an image, and of the play over them. */
export class PixelGame {
  readonly #judge: Judge;
  readonly #image: Image;
  readonly #shown: number;
  readonly #binomial: readonly Int32Array[];
  /** By set of `shown` pixels: the digits that score less than the right one. */
  readonly #verdicts: Uint16Array;

  constructor(judge: Judge, image: Image, shown: number) {
    this.#judge = judge;
    this.#image = image;
    this.#shown = Math.min(shown, image.drawn.length);
    this.#binomial = binomials(image.drawn.length, this.#shown + 1);
    this.#verdicts = this.#judged();
  }

  #sets(size: number): number {
    return (this.#binomial[this.#image.drawn.length] as Int32Array)[size] as number;
  }

  #judged(): Uint16Array {
    const { drawn, digit } = this.#image;
    const shown = this.#shown;
    const verdicts = new Uint16Array(this.#sets(shown));
    const given = Array.from({ length: shown + 1 }, () => new Float64Array(this.#judge.width));
    (given[0] as Float64Array).set(this.#judge.bias);
    const add = (count: number, from: number, rank: number): void => {
      if (count === shown) {
        const scores = this.#judge.scores(given[shown] as Float64Array);
        const right = scores[digit] as number;
        let below = 0;
        for (let j = 0; j < DIGITS; j++) if ((scores[j] as number) < right) below |= 1 << j;
        verdicts[rank] = below;
        return;
      }
      for (let at = from; at < drawn.length; at++) {
        this.#judge.added(
          this.#image,
          drawn[at] as number,
          given[count + 1] as Float64Array,
          given[count] as Float64Array,
        );
        add(count + 1, at + 1, rank + this.#choose(at, count + 1));
      }
    };
    add(0, 0, 0);
    return verdicts;
  }

  #choose(n: number, k: number): number {
    return (this.#binomial[n] as Int32Array)[k] as number;
  }

  /** @param turns who shows the first pixel, the second … */
  values(turns: readonly Side[]): Values {
    const all: ArrayLike<number>[] = [this.#verdicts];
    for (let size = this.#shown - 1; size >= 0; size--)
      all.unshift(this.#before(all[0] as ArrayLike<number>, size, turns[size] ?? "honest"));
    return all;
  }

  /** Pixels that are shown where both sides play as well as can be about one lie; the first of several that do. */
  line(values: Values, turns: readonly Side[], lie: number): number[] {
    const places: number[] = [];
    for (let size = 0; size < this.#shown; size++) {
      const wins = (at: number): boolean => {
        const set = [...places, at].sort((a, b) => a - b);
        const rank = set.reduce((sum, place, i) => sum + this.#choose(place, i + 1), 0);
        return ((values[size + 1]?.[rank] ?? 0) >> lie) % 2 === 1;
      };
      const free = Array.from(this.#image.drawn.keys()).filter((at) => !places.includes(at));
      const wanted = turns[size] === "honest";
      places.push(free.find((at) => wins(at) === wanted) ?? (free[0] as number));
    }
    return places.map((at) => this.#image.drawn[at] as number);
  }

  #before(later: ArrayLike<number>, size: number, mover: Side): Uint16Array {
    const { length } = this.#image.drawn;
    const values = new Uint16Array(this.#sets(size));
    const places = new Int32Array(size);
    const fill = (count: number, from: number, rank: number): void => {
      if (count < size) {
        for (let at = from; at < length; at++) {
          places[count] = at;
          fill(count + 1, at + 1, rank + this.#choose(at, count + 1));
        }
        return;
      }
      values[rank] = this.#best(places, later, mover);
    };
    fill(0, 0, 0);
    return values;
  }

  /** Against each lie on its own the mover takes the pixel that suits it. */
  #best(places: Int32Array, later: ArrayLike<number>, mover: Side): number {
    const { length } = this.#image.drawn;
    const size = places.length;
    let best = mover === "honest" ? 0 : (1 << DIGITS) - 1;
    // The rank of the set with one more pixel: those below it keep their place, those above move up by one.
    let below = 0;
    let rest = 0;
    for (let i = 0; i < size; i++) rest += this.#choose(places[i] as number, i + 2);
    for (let at = 0, k = 0; at < length; at++) {
      if (k < size && places[k] === at) {
        below += this.#choose(at, k + 1);
        rest -= this.#choose(at, k + 2);
        k++;
        continue;
      }
      const value = later[below + this.#choose(at, k + 1) + rest] as number;
      best = mover === "honest" ? best | value : best & value;
    }
    return best;
  }
}

function binomials(n: number, k: number): Int32Array[] {
  const rows: Int32Array[] = [];
  for (let i = 0; i <= n; i++) {
    const row = new Int32Array(k + 1);
    row[0] = 1;
    const above = rows[i - 1];
    for (let j = 1; j <= k && above !== undefined; j++)
      row[j] = (above[j - 1] as number) + (above[j] as number);
    rows.push(row);
  }
  return rows;
}

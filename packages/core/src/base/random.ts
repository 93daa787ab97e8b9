/**
 * Seeded randomness. Every random function in Cidery takes a `Random`, so the same seed gives the
 * same run everywhere. The generator is xoshiro128** (Blackman & Vigna 2018), inlined because hot
 * loops draw millions of numbers.
 */
/**
 * A seeded stream of random numbers, the same on every machine (xoshiro128**). Nothing here uses
 * `Math.random`.
 */
export class Random {
  #a: number;
  #b: number;
  #c: number;
  #d: number;

  private constructor(a: number, b: number, c: number, d: number) {
    this.#a = a;
    this.#b = b;
    this.#c = c;
    this.#d = d;
  }

  /** A generator from an integer seed, spread over the state with splitmix32. */
  static seeded(seed: number): Random {
    let s = seed | 0;
    const next = (): number => {
      s = (s + 0x9e3779b9) | 0;
      let z = s;
      z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
      z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
      return (z ^ (z >>> 15)) >>> 0;
    };
    return new Random(next(), next(), next(), next());
  }

  /** An independent generator for sub-task `key`; does not disturb this one. */
  fork(key: number): Random {
    return Random.seeded((this.#a ^ Math.imul(key + 1, 0x9e3779b1)) | 0);
  }

  /** Uniform over the integers 0 … 2³²−1. */
  uint32(): number {
    const b5 = Math.imul(this.#b, 5);
    const result = Math.imul((b5 << 7) | (b5 >>> 25), 9) >>> 0;
    const t = this.#b << 9;
    this.#c ^= this.#a;
    this.#d ^= this.#b;
    this.#b ^= this.#c;
    this.#a ^= this.#d;
    this.#c ^= t;
    this.#d = (this.#d << 11) | (this.#d >>> 21);
    return result;
  }

  /** Uniform over [0, 1) with 53 random bits. */
  unit(): number {
    return ((this.uint32() >>> 5) * 67108864 + (this.uint32() >>> 6)) / 9007199254740992;
  }

  /** Uniform over the integers 0 … bound−1. */
  below(bound: number): number {
    return Math.floor(this.unit() * bound);
  }

  /** Standard normal, by Box and Muller (one of the two values is dropped). */
  normal(): number {
    return Math.sqrt(-2 * Math.log(1 - this.unit())) * Math.cos(2 * Math.PI * this.unit());
  }

  /** One element of a non-empty list. */
  pick<T>(items: readonly T[]): T {
    const item = items[this.below(items.length)];
    if (item === undefined) throw new RangeError("cannot pick from an empty list");
    return item;
  }

  /** The items in random order (Fisher and Yates); the argument is left as it is. */
  shuffled<T>(items: readonly T[]): T[] {
    const result = [...items];
    for (let i = result.length - 1; i > 0; i--) {
      const j = this.below(i + 1);
      [result[i], result[j]] = [result[j] as T, result[i] as T];
    }
    return result;
  }
}

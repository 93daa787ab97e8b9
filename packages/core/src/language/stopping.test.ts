/** Reading hears that it should stop, in every part of it, and leaves nothing behind. */
import { describe, expect, it } from "vitest";
import { AbortedError, withSignal } from "../base/index.ts";
import { loadModel } from "./index.ts";

const TEXTS = {
  loops: `for a in 1..40 { for b in 1..40 { for c in 1..40 { } } }
decision D : bool`,
  rows: `chance X : 0..100 ~ uniform
chance Y : 0..100 ~ uniform
utility U = X * Y`,
  terms: `chance X : 0..3 ~ uniform
utility U = ${Array.from({ length: 400 }, (_, i) => `X * ${i}`).join(" + ")}`,
  items: Array.from({ length: 500 }, (_, i) => `chance X${i} : bool ~ bernoulli(0.5)`).join("\n"),
  steps: `decision D : bool
for t in 1..600 { chance S[t] : bool ~ bernoulli(0.5) }
utility U = if D then 1 else 0`,
};

/** A signal that is set from the k-th look on. */
function atLook(k: number): { readonly aborted: boolean; readonly looks: () => number } {
  let looks = 0;
  return {
    get aborted() {
      return ++looks > k;
    },
    looks: () => looks,
  };
}

describe.each(Object.entries(TEXTS))("reading a text of many %s", (_, text) => {
  const whole = loadModel(text);

  it("is looked at again and again", () => {
    const signal = atLook(Infinity);
    withSignal(signal, () => loadModel(text));
    expect(signal.looks()).toBeGreaterThan(500);
  });

  it("stops at the first look after it was told, and reads the same the next time", () => {
    for (let k = 0; k < 2000; k = Math.ceil(k * 1.7 + 1)) {
      const signal = atLook(k);
      let stopped = false;
      try {
        withSignal(signal, () => loadModel(text));
      } catch (error) {
        expect(error).toBeInstanceOf(AbortedError);
        stopped = true;
      }
      expect(signal.looks()).toBeLessThanOrEqual(k + 1);
      expect(stopped).toBe(signal.looks() > k);
      const again = loadModel(text);
      expect(again.diagnostics).toEqual(whole.diagnostics);
      expect(again.diagram?.nodes.length).toBe(whole.diagram?.nodes.length);
    }
  });
});

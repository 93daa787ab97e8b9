/** Worths and meters that were stopped anywhere: rows up to there, and a true bound for the others. */
import { describe, expect, it } from "vitest";
import { Random } from "../src/base/index.ts";
import type { InfluenceDiagram } from "../src/model/index.ts";
import { loadModel } from "../src/language/index.ts";
import { greatestWorth } from "../src/solve/index.ts";
import { withSignal } from "../src/base/index.ts";
import { meterReadings } from "../src/tasks/meters.ts";
import { worthTable } from "../src/tasks/worths.ts";
import { randomNumericDiagram } from "../src/testing/randomNumericDiagram.ts";

function read(text: string): InfluenceDiagram {
  const { diagram, diagnostics } = loadModel(text);
  if (diagram === undefined) throw new Error(diagnostics.map((d) => d.message).join("\n"));
  return diagram;
}

const MODEL = read(`
  chance X : 0..2 ~ uniform
  chance N : bool ~ bernoulli(0.3)
  decision D : 0..2 sees X
  chance Z : bool ~ bernoulli(if D > 0 then 0.9 else 0.2)
  utility U = (if D == X then 3 else 0) + (if Z and N then 2 else -1)
`);

/** A signal that is set from the k-th look on. */
function atLook(k: number): { readonly aborted: boolean } {
  let looks = 0;
  return {
    get aborted() {
      return ++looks > k;
    },
  };
}

describe("worths that were stopped", () => {
  const whole = worthTable(MODEL, { agent: 0 });

  it("are those up to there, and a bound for the rest", () => {
    const lengths = new Set<number>();
    for (let k = 0; k < 1e6; k = Math.ceil(k * 1.2 + 1)) {
      const found = withSignal(atLook(k), () => worthTable(MODEL, { agent: 0 }));
      expect(found.others).toEqual(whole.others);
      lengths.add(found.values.length);
      if (found.stopped === undefined) {
        expect(found).toEqual(whole);
        break;
      }
      expect(found.values).toEqual(whole.values.slice(0, found.values.length));
      expect(found.stopped.left).toBe(whole.values.length - found.values.length);
      expect(found.stopped.atMost).toBeCloseTo(6, 9);
    }
    expect(lengths.size).toBe(whole.values.length + 1);
  });

  it("are no larger than that bound in any random model", () => {
    for (let seed = 1; seed <= 120; seed++) {
      const diagram = randomNumericDiagram(Random.seeded(seed), { nodes: 5, decisions: 2 });
      const most = greatestWorth(diagram, 0) + 1e-9;
      for (const { information, control, meter } of worthTable(diagram, { agent: 0 }).values)
        for (const { value } of [information, control, meter].filter((one) => one !== undefined))
          expect(Math.abs(value), `seed ${seed}`).toBeLessThanOrEqual(most);
    }
  });
});

it("meters that were stopped are those up to there", () => {
  const whole = meterReadings(MODEL, { agent: 0 });
  const lengths = new Set<number>();
  for (let k = 0; k < 1e6; k = Math.ceil(k * 1.2 + 1)) {
    const found = withSignal(atLook(k), () => meterReadings(MODEL, { agent: 0 }));
    lengths.add(found.readings.length);
    expect(found.readings).toEqual(whole.readings.slice(0, found.readings.length));
    if (found.stopped === undefined) break;
    expect(found.stopped.left).toBe(whole.readings.length - found.readings.length);
  }
  expect(lengths.size).toBe(whole.readings.length + 1);
});

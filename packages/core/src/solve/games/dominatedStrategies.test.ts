/** Strategies that no equilibrium plays: what is left has the same equilibria, and proves more. */
import { describe, expect, it } from "vitest";
import { Random } from "../../base/index.ts";
import { loadModel } from "../../language/index.ts";
import { extremeProfiles } from "./extremeEquilibria.ts";
import { withoutDominatedStrategies } from "./dominatedStrategies.ts";
import { equilibria } from "./index.ts";

function ofText(text: string) {
  const { diagram, diagnostics } = loadModel(text);
  if (diagram === undefined) throw new Error(diagnostics[0]?.message);
  return equilibria(diagram);
}

describe("strictly dominated strategies", () => {
  it("are played by no equilibrium of two agents, and without them none is lost", () => {
    const random = Random.seeded(41);
    let removed = 0;
    for (let game = 0; game < 400; game++) {
      const sizes = [2 + random.below(4), 2 + random.below(4)] as const;
      const count = sizes[0] * sizes[1];
      const payoffs = sizes.map(() => Array.from({ length: count }, () => BigInt(random.below(9))));
      const all = {
        sizes,
        tensors: { payoffs, errors: [undefined, undefined] },
        representatives: sizes.map((size) => Array.from({ length: size }, (_, s) => s)),
      };
      const fewer = withoutDominatedStrategies(all);
      removed += count - (fewer.sizes[0] as number) * (fewer.sizes[1] as number);
      const solved = ({ sizes: [rows, columns], tensors }: typeof fewer) =>
        extremeProfiles({
          rows: rows as number,
          columns: columns as number,
          payoffs: tensors.payoffs as unknown as readonly [readonly bigint[], readonly bigint[]],
        }).profiles;
      const whole = solved(fewer).map((profile) =>
        profile.map((mixed, a) => {
          const wide = Array.from({ length: sizes[a] as number }, () => 0);
          for (const [k, p] of mixed.entries())
            wide[(fewer.representatives[a] as readonly number[])[k] as number] = p;
          return wide.map((p) => p.toFixed(12)).join();
        }),
      );
      const expected = solved(all).map((profile) =>
        profile.map((mixed) => Array.from(mixed, (p) => p.toFixed(12)).join()),
      );
      expect(whole.map((one) => one.join("|")).sort()).toEqual(
        expected.map((one) => one.join("|")).sort(),
      );
    }
    expect(removed).toBeGreaterThan(1000);
  });

  it("keep what is dominated only within the errors of its payoffs", () => {
    const game = (error: bigint) => ({
      sizes: [2, 1],
      tensors: {
        payoffs: [
          [10n, 12n],
          [0n, 0n],
        ],
        errors: [[error, error], undefined],
      },
      representatives: [[0, 1], [0]],
    });
    expect(withoutDominatedStrategies(game(0n)).representatives[0]).toEqual([1]);
    expect(withoutDominatedStrategies(game(1n)).representatives[0]).toEqual([0, 1]);
  });

  it("leave one equilibrium, proved to be the only one, where all plans could not be listed", () => {
    const found = ofText(`
agent sender
agent receiver
chance X : {l, m, h} ~ {l: 0.2, m: 0.3, h: 0.5}
decision D : {l, m, h} by sender sees X
decision E : {l, m, h} by receiver sees D
utility A for sender = (if D == X then 1 else 0) + 0.1 * (if E == X then 1 else 0)
utility B for receiver = if E == X then 2 else -1
`);
    expect([found.equilibria.length, found.completeness]).toEqual([1, "all"]);
  });

  it("leave two agents with a choice of three, whose mixed equilibria are all listed", () => {
    const found = ofText(`
agent even
agent odd
agent third
decision A : {0, 1} by even
decision B : {0, 1} by odd
decision C : {0, 1} by third
utility UA for even = if A == B then 1 + C else 0
utility UB for odd = if A == B then 0 else 1 + C
utility UC for third = C + 0.5 * A * B
`);
    expect(found.completeness).toBe("all");
    const [only, ...more] = found.equilibria;
    expect(more).toEqual([]);
    expect([...(only?.policy.values() ?? [])].map((rule) => [...rule])).toEqual([
      [0.5, 0.5],
      [0.5, 0.5],
      [0, 1],
    ]);
  });
});

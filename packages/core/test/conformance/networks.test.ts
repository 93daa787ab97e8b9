/** The Bayesian networks of ../shared/instances/bn against the answers another library recorded. */
import { describe, expect, it } from "vitest";
import {
  evidenceByName,
  networkNames,
  readNetwork,
  referenceAnswers,
  sampledEvidence,
} from "../../../../bench/bnData.ts";
import { bifFactors } from "../../src/formats/index.ts";
import { JunctionTree, makeFactor } from "../../src/probability/index.ts";

describe("the networks of the bnlearn repository", () => {
  const names = networkNames().filter((name) => referenceAnswers(name).length > 0);

  it("are there", () => {
    expect(names.length).toBeGreaterThanOrEqual(16);
  });

  it.each(names)("%s: P(evidence), posterior and largest marginals as recorded", (name) => {
    const bif = readNetwork(name);
    const exact = bifFactors(bif);
    // The recording tool reads tables in single precision; so must the comparison.
    const network = {
      ...exact,
      factors: exact.factors.map((factor) =>
        makeFactor(factor.variables, factor.sizes, factor.values.map(Math.fround)),
      ),
    };
    const tree = JunctionTree.compile(network);
    const idOf = (variable: string): number =>
      bif.variables.findIndex((one) => one.name === variable);
    for (const answer of referenceAnswers(name)) {
      const calibrated = tree.propagate(evidenceByName(bif, answer.evidence));
      expect(Math.abs(calibrated.probabilityOfEvidence / answer.pEvidence - 1)).toBeLessThan(1e-9);
      const posterior = calibrated.marginal(idOf(answer.target));
      for (const [i, p] of answer.posterior.entries()) {
        expect(Math.abs((posterior[i] as number) - p)).toBeLessThan(1e-9);
      }
      for (const [variable, most] of Object.entries(answer.marginalMax ?? {})) {
        const marginal = calibrated.marginal(idOf(variable));
        expect(Math.abs(Math.max(...marginal) / most - 1)).toBeLessThan(1e-8);
      }
    }
  });

  it.each(["child", "hepar2", "link", "munin", "munin3", "munin4", "win95pts"])(
    "%s, which has no recording: the same by two different elimination orders",
    (name) => {
      const bif = readNetwork(name);
      const network = bifFactors(bif);
      const evidence = sampledEvidence(bif, 1);
      const observed = [...evidence.keys()];
      const [one, other] = [1, 2].map((seed) =>
        JunctionTree.compile(network, { observed, seed, attempts: 3 * seed }).propagate(evidence),
      );
      const difference = (one?.logProbability ?? 0) - (other?.logProbability ?? 1);
      expect(Math.abs(difference)).toBeLessThan(1e-9);
      for (let v = 0; v < network.sizes.length; v += 7) {
        const expected = other?.marginal(v) ?? [];
        for (const [i, p] of (one?.marginal(v) ?? []).entries()) {
          expect(Math.abs(p - (expected[i] ?? 1))).toBeLessThan(1e-9);
        }
      }
    },
  );
});

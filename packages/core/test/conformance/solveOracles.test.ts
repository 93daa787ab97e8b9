/** Every number of ../shared/oracles that a single agent's engine can answer. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { OracleModel } from "./oracleDiagram.ts";
import type { Value } from "../../src/model/index.ts";
import {
  agentProblem,
  compileDiagram,
  conditionalUtility,
  optimalFamilies,
  policiesOf,
  pureChoices,
  query,
  solveSingleAgent,
  uniformPolicy,
  valueOfControl,
  valueOfInformation,
} from "../../src/solve/index.ts";
import { sharedFile } from "../shared.ts";
import { oracleDiagram } from "./oracleDiagram.ts";

interface OracleQuery {
  readonly type: "prob" | "eu";
  readonly of?: string;
  readonly agent?: number | string;
  readonly given: Record<string, Value>;
  readonly do: Record<string, Value>;
  readonly value: readonly number[] | number | null;
}

interface Gain {
  readonly decision?: string;
  readonly node: string;
  readonly value: number;
}

interface SolvedModel extends OracleModel {
  readonly results: {
    readonly queries?: readonly OracleQuery[] | null;
    readonly optimal_eu?: number | null;
    readonly n_optimal_pure_policies?: number | null;
    readonly optimal_pure_policies?: readonly Record<string, readonly Value[]>[] | null;
    readonly quantitative_voi?: readonly Gain[] | null;
    readonly quantitative_voc?: readonly Gain[] | null;
  };
}

function models(file: string): SolvedModel[] {
  const all = JSON.parse(readFileSync(sharedFile(`oracles/${file}`), "utf8")) as SolvedModel[];
  return all.filter((m) => m.nodes.every((n) => n.type === "decision" || n.cpd !== null));
}

function answer(model: SolvedModel, q: OracleQuery): unknown {
  const diagram = oracleDiagram(model);
  const policy = uniformPolicy(diagram);
  if (q.type === "prob") {
    const result = query(diagram, { of: [q.of as string], given: q.given, do: q.do, policy });
    return result.kind === "impossible" ? null : [...result.probabilities];
  }
  const agent = diagram.agentId(String(q.agent)) as number;
  const result = conditionalUtility(diagram, { agent, given: q.given, do: q.do, policy });
  return result.kind === "impossible" ? null : result.value;
}

/** Action values by row, decisions in alphabetical order. */
function optimalPolicies(model: SolvedModel): Record<string, Value[]>[] {
  const diagram = oracleDiagram(model);
  const { problem } = agentProblem(compileDiagram(diagram), undefined);
  const families = optimalFamilies(problem) ?? [];
  return families.flatMap((family) =>
    [...policiesOf(problem, family)].map((policy) =>
      sorted(
        Object.fromEntries(
          [...policy].map(([d, rule]) => {
            const node = diagram.node(d);
            const values = node.domain?.kind === "finite" ? node.domain.values : [];
            const choices = pureChoices(rule, values.length) ?? [];
            return [node.name, choices.map((c) => values[c] as Value)];
          }),
        ),
      ),
    ),
  );
}

function sorted<T>(record: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}

for (const file of [
  "examples.json",
  "random_cids.json",
  "random_macids.json",
  "random_cbns.json",
]) {
  describe(file, () => {
    for (const model of models(file)) {
      const { results } = model;
      const { queries } = results;
      if (queries !== undefined && queries !== null)
        it(`${model.id}: ${queries.length} queries under the uniform policy`, () => {
          for (const q of queries) {
            const got = answer(model, q);
            const label = JSON.stringify(q);
            if (q.value === null) expect(got, label).toBeNull();
            else if (typeof q.value === "number") expect(got, label).toBeCloseTo(q.value, 9);
            else
              for (const [i, p] of q.value.entries())
                expect((got as number[])[i], label).toBeCloseTo(p, 9);
          }
        });
      const { optimal_eu: best, n_optimal_pure_policies: count } = results;
      if (best === undefined || best === null) continue;
      it(`${model.id}: optimal expected utility and number of optimal policies`, () => {
        const solution = solveSingleAgent(oracleDiagram(model));
        expect(solution.value.get(0)).toBeCloseTo(best, 9);
        expect(solution.optimal).toBe(true);
        if (typeof count === "number") expect(solution.countOptimal).toBe(count);
      });
      const { optimal_pure_policies: listed } = results;
      if (listed !== undefined && listed !== null)
        it(`${model.id}: the ${listed.length} optimal policies themselves`, () => {
          const found = optimalPolicies(model).map((p) => JSON.stringify(p));
          expect(new Set(found)).toEqual(new Set(listed.map((p) => JSON.stringify(sorted(p)))));
        });
      const { quantitative_voi: voi, quantitative_voc: voc } = results;
      for (const { decision, node, value } of voi ?? [])
        it(`${model.id}: value of information of ${node} at ${decision}`, () => {
          const worth = valueOfInformation(oracleDiagram(model), decision as string, node);
          expect(worth.value).toBeCloseTo(value, 9);
        });
      for (const { node, value } of voc ?? [])
        it(`${model.id}: value of control of ${node}`, () => {
          expect(valueOfControl(oracleDiagram(model), node).value).toBeCloseTo(value, 9);
        });
    }
  });
}

it("compiles every numeric model of the oracles", () => {
  for (const file of ["examples.json", "random_cids.json", "random_macids.json"])
    for (const model of models(file)) compileDiagram(oracleDiagram(model));
});

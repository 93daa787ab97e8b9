/**
 * Agreement with ../shared/oracles on every graph result. The reference is right where it and
 * PyCID differ. Verdicts are three-valued: a "yes" of the oracle must be present, or unknown for a
 * reason the oracle's own notes name (exceptions: conformance/README.md). A "no" is absent or not
 * applicable, always.
 */

import { describe, expect, it } from "vitest";
import { dSeparated } from "../../src/graph/index.ts";
import {
  motivatedDecisions,
  REASONING_PATTERNS,
  type Verdict,
  judge,
} from "../../src/incentives/index.ts";
import {
  minimalReduction,
  relevanceEdges,
  soluble,
  subgames,
  sufficientRecall,
} from "../../src/structure/index.ts";
import {
  type NamedStructure,
  namedOracle,
  nodesWith,
  type OracleModel,
  oracleModels,
  sortedPairs,
} from "./oracleModel.ts";

type ByDecision = Record<string, string[]>;

const FILES = [
  "examples",
  "random_cids",
  "random_macids",
  "large_graphs",
  "reasoning_patterns",
] as const;

const isYes = (v: Verdict): boolean => v.kind === "present" || v.kind === "unknown";

for (const file of FILES) {
  describe(file, () => {
    for (const model of oracleModels(file)) {
      if (model.kind === "CBN") continue;
      it(model.id, () => agree(model));
    }
  });
}

function agree(model: OracleModel): void {
  const results = model.results ?? {};
  const one = namedOracle(model);
  const { analysis, names } = one;
  const link = ([x, d]: readonly number[]): string[] => [
    names[x as number] as string,
    names[d as number] as string,
  ];
  if (results["relevance_edges"]) {
    expect(sortedPairs(relevanceEdges(analysis).map(link))).toEqual(
      sortedPairs(results["relevance_edges"] as string[][]),
    );
  }
  if (results["nonrequisite_links"]) {
    expect(sortedPairs(minimalReduction(analysis).removed.map((r) => link(r.link)))).toEqual(
      sortedPairs(results["nonrequisite_links"] as string[][]),
    );
  }
  agreeOnRecall(one, results["sufficient_recall"]);
  if (results["subgame_decision_sets"]) {
    const sets = subgames(analysis).sets.map((set) => set.map((d) => names[d] as string).sort());
    expect(sortedPairs(sets)).toEqual(
      sortedPairs((results["subgame_decision_sets"] as string[][]).map((set) => [...set].sort())),
    );
  }
  for (const [decision, expected] of byDecision(results["ici"])) {
    agreeOnControl(one, decision, expected);
  }
  agreeOnInformation(one, results);
  for (const [decision, expected] of byDecision(results["ri"])) {
    agreeOrOpen(one, "response-incentive", { decision }, expected);
  }
  if (results["voc"]) {
    agreeOrOpen(one, "value-of-control", { agent: 0 }, results["voc"] as string[]);
  }
  if (results["voc_direct"]) {
    const found = nodesWith(one, "direct-value-of-control", { agent: 0 });
    expect(found.sort(), "voc_direct").toEqual([...(results["voc_direct"] as string[])].sort());
  }
  for (const [decision, expected] of byDecision(results["voc_indirect"])) {
    agreeOrOpen(one, "indirect-value-of-control", { decision }, expected);
  }
  agreeOnPatterns(one, results);
}

/**
 * The reference reads control on the graph as written, which is the reading in which all other own
 * decisions are held. With all of them optimal there is less of it, never more.
 */
function agreeOnControl(one: NamedStructure, decision: string, expected: readonly string[]): void {
  const { structure } = one;
  const d = one.id(decision);
  const holding = structure.decisionsOf(structure.ownerOf(d)).filter((other) => other !== d);
  const held = nodesWith(one, CONTROL, { decision }, undefined, holding);
  expect(held.sort(), `ici ${decision}`).toEqual([...expected].sort());
  for (const node of nodesWith(one, CONTROL, { decision }, isYes)) {
    expect(expected, `ici ${decision} ${node}`).toContain(node);
  }
}

const CONTROL = "instrumental-control-incentive";

/** With several own decisions a "yes" of the reference may be unproved here, and is then unknown. */
function agreeOrOpen(
  one: NamedStructure,
  criterion: string,
  subject: { decision: string } | { agent: number },
  expected: readonly string[],
): void {
  const found = nodesWith(one, criterion, subject, isYes);
  expect(found.sort(), `${criterion} ${JSON.stringify(subject)}`).toEqual([...expected].sort());
  const agent =
    "agent" in subject ? subject.agent : one.structure.ownerOf(one.id(subject.decision));
  if (one.structure.decisionsOf(agent).length > 1) return;
  const proved = nodesWith(one, criterion, subject);
  expect(proved.sort(), `${criterion} ${JSON.stringify(subject)}`).toEqual([...expected].sort());
}

function byDecision(result: unknown): [string, string[]][] {
  return Object.entries((result ?? {}) as ByDecision);
}

function agreeOnRecall(one: NamedStructure, expected: unknown): void {
  if (typeof expected === "boolean") {
    expect(sufficientRecall(one.analysis, 0)).toBe(expected);
    expect(soluble(one.analysis).raw).toBe(expected);
  } else if (expected) {
    for (const [agent, value] of Object.entries(expected as Record<string, boolean>)) {
      const index = one.agents.indexOf(agent);
      expect(index === -1 || sufficientRecall(one.analysis, index), agent).toBe(value);
    }
  }
}

/** Yes of the oracle: present, except where the theorem does not reach (see the file comment). */
function agreeOnInformation(one: NamedStructure, results: Readonly<Record<string, unknown>>): void {
  const breaks = results["voi_link_breaks_recall"] as ByDecision | undefined;
  for (const [decision, expected] of byDecision(results["voi"])) {
    const found = nodesWith(one, "value-of-information", { decision }, isYes);
    expect(found.sort(), `voi ${decision}`).toEqual([...expected].sort());
    for (const node of expected) {
      const answer = judge(one.analysis, "value-of-information", {
        decision: one.id(decision),
        node: one.id(node),
      });
      const isDecision = one.structure.kind(one.id(node)) === "decision";
      if (breaks !== undefined) {
        const breaksRecall = breaks[decision]?.includes(node) === true;
        const saysSo =
          answer.reason === "insoluble-with-link" || answer.reason === "informative-alone";
        expect(saysSo, `voi ${decision} ${node}: ${answer.reason}`).toBe(breaksRecall);
      }
      if (answer.kind !== "present") {
        const why = isDecision ? "completeness-for-chance-only" : "insoluble-with-link";
        expect(["insoluble-with-link", why], `voi ${decision} ${node}`).toContain(answer.reason);
      }
    }
  }
}

function agreeOnPatterns(one: NamedStructure, results: Readonly<Record<string, unknown>>): void {
  const { analysis, names } = one;
  if (results["motivated_decisions"]) {
    const found = [...motivatedDecisions(analysis)].map((d) => names[d] as string);
    expect(found.sort()).toEqual([...(results["motivated_decisions"] as string[])].sort());
  }
  const patterns = results["reasoning_patterns"] as Record<string, string[] | null> | undefined;
  if (!patterns) return;
  const keys = ["dir_effect", "manip", "sig", "rev_den"];
  REASONING_PATTERNS.forEach((pattern, i) => {
    const expected = patterns[keys[i] as string];
    if (!expected) return;
    const found = one.structure.decisions
      .filter((decision) => {
        const answer = judge(analysis, "reasoning-pattern", { decision, pattern });
        expect(answer.kind).not.toBe("unknown");
        return answer.kind === "present";
      })
      .map((d) => names[d] as string);
    expect(found.sort(), pattern).toEqual([...expected].sort());
  });
}

describe("random_cbns", () => {
  for (const model of oracleModels("random_cbns")) {
    it(model.id, () => {
      const { structure, id } = namedOracle(model);
      const facts = (model.results?.["d_connected"] ?? []) as [string, string, string[], boolean][];
      expect(facts.length).toBeGreaterThan(0);
      for (const [x, y, z, connected] of facts) {
        expect(dSeparated(structure.graph, [id(x)], [id(y)], z.map(id))).toBe(!connected);
      }
    });
  }
});

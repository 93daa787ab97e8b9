/**
 * Diagrams in which agents with different utilities decide: the subgame-perfect equilibria, one of
 * them chosen. The list is kept until another diagram comes, so stepping through it is quick.
 */
import { type InfluenceDiagram, showValue, type Value } from "../../model/index.ts";
import { numberText, stopAfter } from "../../base/index.ts";
import {
  type CompiledDiagram,
  compiledEquilibria,
  type DiagramEquilibria,
  equilibriaHeadline,
  equilibriaRemarks,
  isMixedPolicy,
  type Policy,
  setRules,
  uniformPolicy,
} from "../../solve/index.ts";
import { positionsOf, valuesOf } from "./contexts.ts";
import { equilibriumNames } from "./equilibriumNames.ts";
import type { EquilibriumChoice, EquilibriumList } from "./numbersResult.ts";
import type { SolvedPolicy } from "./solvedPolicy.ts";

/** More are not listed, with a word about it. */
const MOST_EQUILIBRIA = 50;

/** Milliseconds; then what was found so far is listed. */
const LONGEST_SEARCH = 30_000;
/** Contexts with chance in them that are written for one equilibrium. */
const MOST_CHANCES = 4;

interface Found extends DiagramEquilibria {
  /** The search was ended by its time. */
  readonly isCutShort: boolean;
}

/** Of one diagram: pure ones, and with mixed ones. */
let kept: { readonly key: string; readonly lists: Map<boolean, Found> } | undefined;

export function solveSeveralAgents(
  diagram: InfluenceDiagram,
  compiled: CompiledDiagram,
  { chosen, key, mixed }: EquilibriumChoice,
  clock?: () => number,
): SolvedPolicy {
  if (kept?.key !== key) kept = { key, lists: new Map() };
  const found = kept.lists.get(mixed) ?? search(compiled, mixed, clock);
  kept.lists.set(mixed, found);
  const warnings = found.warnings.map(({ message }) => message);
  const at = chosen < found.equilibria.length ? chosen : 0;
  const equilibrium = found.equilibria[at];
  if (equilibrium === undefined) {
    return {
      policy: new Map([...uniformPolicy(diagram), ...setRules(compiled)]),
      optimal: false,
      method: "every action equally likely",
      remarks: [
        "no subgame-perfect equilibrium was found: what is shown is the uniform policy",
        ...warnings,
      ],
      isFree: () => false,
    };
  }
  const { policy, regret, regretTolerance, freeContexts } = equilibrium;
  return {
    policy: new Map([...policy, ...setRules(compiled)]),
    optimal: true,
    method: "a subgame-perfect equilibrium",
    remarks: [
      ...(regret > regretTolerance ? [`an agent could gain up to ${numberText(regret)}`] : []),
      ...warnings,
    ],
    equilibria: listed(diagram, found, at, mixed),
    isFree: (decision, row) => freeContexts.get(decision)?.includes(row) ?? false,
  };
}

/** Pure ones come first. */
function search(
  compiled: CompiledDiagram,
  mixed: boolean,
  clock: (() => number) | undefined,
): Found {
  const signal = stopAfter(LONGEST_SEARCH, clock);
  const found = compiledEquilibria(compiled, {
    randomise: mixed ? "always" : "if-needed",
    limit: MOST_EQUILIBRIA,
    signal,
  });
  const isCutShort = signal.aborted && found.completeness === "limit";
  const equilibria = [
    ...found.equilibria.filter(({ policy }) => !isMixedPolicy(policy)),
    ...found.equilibria.filter(({ policy }) => isMixedPolicy(policy)),
  ];
  return { ...found, equilibria, isCutShort };
}

function isChance(share: number): boolean {
  return share > 0 && share < 1;
}

function listed(
  diagram: InfluenceDiagram,
  found: Found,
  chosen: number,
  mixed: boolean,
): EquilibriumList {
  const { equilibria, coverage, isCutShort } = found;
  const remarks = [
    ...(isCutShort
      ? [`the search was ended after ${LONGEST_SEARCH / 1000} seconds; there may be others`]
      : []),
    ...equilibriaRemarks(found),
  ];
  return {
    chosen,
    payoffs: equilibria.map(({ utilities }) => [...utilities]),
    names: equilibriumNames(diagram, equilibria),
    chances: equilibria.map(({ policy }) => chancesIn(diagram, policy)),
    mixed,
    headline: equilibriaHeadline(found),
    complete: coverage.mayMiss === "nothing",
    remarks,
  };
}

/** `A: left 0.5, right 0.5`, or `A at S = s: …`, for every context in which chance decides. */
function chancesIn(diagram: InfluenceDiagram, policy: Policy): string[] {
  const written: string[] = [];
  for (const [decision, rule] of policy) {
    const actions = valuesOf(diagram, decision).map(showValue);
    const name = diagram.titleOf(decision);
    const { parents } = diagram.node(decision);
    const seen = parents.map((parent) => valuesOf(diagram, parent));
    for (let row = 0; row * actions.length < rule.length; row++) {
      const shares = [...rule.subarray(row * actions.length, (row + 1) * actions.length)];
      if (!shares.some(isChance)) continue;
      const context = positionsOf(row, seen).map(
        (at, i) =>
          `${diagram.titleOf(parents[i] as number)} = ${showValue(seen[i]?.[at] as Value)}`,
      );
      const done = shares.flatMap((share, i) =>
        share > 0 ? [`${actions[i]} ${numberText(share, { digits: 3, full: 4 })}`] : [],
      );
      written.push(
        `${name}${context.length > 0 ? ` at ${context.join(", ")}` : ""}: ${done.join(", ")}`,
      );
    }
  }
  const more = written.length - MOST_CHANCES;
  return more > 1 ? [...written.slice(0, MOST_CHANCES), `and ${more} more`] : written;
}

/**
 * What a decision's optimal rule does at some observations. Only contexts count that the rules in
 * force bring about; if none of those asked about is, the contexts that other choices would bring
 * about. Where no choice ever brings them about the rule is free, and there is no answer.
 */
import type { NodeId } from "../graph/index.ts";
import type { Value } from "../model/index.ts";
import type { Policy } from "../solve/index.ts";
import type { Circumstances, ExactAnswer } from "./exactEngine.ts";
import { type OptimalPlay, TOO_RARE } from "./optimalPlay.ts";
import { indexInDomain, showValue } from "../model/index.ts";
import { SolveError } from "../solve/index.ts";
import { unknown } from "./exactAnswer.ts";
import { evidenceNodes, forcedNodes } from "./policyQuestions.ts";

/** @throws SolveError when an observation is not a value of its variable, or nothing optimal is known */
export function ruleAnswer(
  play: OptimalPlay,
  policy: Policy | undefined,
  decision: NodeId,
  when: Circumstances,
): ExactAnswer<Value> {
  const { diagram } = play;
  const node = diagram.node(decision);
  const set = when.forced.find(({ node: id }) => id === decision);
  if (set !== undefined) {
    positionOf(play, decision, set.value);
    return { kind: "known", values: [set.value], detail: `${node.name} is set` };
  }
  const stray = evidenceNodes(when)
    .map((id) => ({ node: id }))
    .find(({ node: id }) => !node.parents.includes(id));
  const isPlain = when.holding === undefined && when.weighted === undefined;
  if (!isPlain && stray === undefined)
    return unknown(
      "undefined",
      `the rule of ${node.name} is asked for at values of what it sees: policy(${node.name} | X = x)`,
    );
  if (stray !== undefined || forcedNodes(when).length > 0)
    return unknown(
      "undefined",
      stray === undefined
        ? `what is set leaves the rule of ${node.name} as it is: ask for it at what ${node.name} sees`
        : `the rule of ${node.name} depends only on what it sees, not on ${diagram.node(stray.node).name}`,
    );
  const wanted = new Map<NodeId, number>();
  for (const { node: id, value } of when.given) {
    const position = positionOf(play, id, value);
    if ((wanted.get(id) ?? position) !== position)
      return unknown("undefined", `${diagram.node(id).name} cannot have two values at once`);
    wanted.set(id, position);
  }
  const rows = contextsAt(play, decision, wanted);
  const possible = play.possibleContexts(decision);
  const open = possible === undefined ? rows : rows.filter((row) => possible[row] === true);
  if (open.length === 0) return unknown("never-happens", neverHappens(play, node.name, when));
  if (policy !== undefined) {
    const reached = play.occurring(decision, policy);
    const met = open.filter((row) => reached?.[row] === true);
    return actionsIn(play, policy, decision, met.length > 0 ? met : open);
  }
  return ruleOfAll(play, decision, open);
}

function neverHappens(play: OptimalPlay, decision: string, when: Circumstances): string {
  const seen = when.given.map(
    ({ node, value }) => `${play.diagram.node(node).name} = ${showValue(value)}`,
  );
  return seen.length === 0
    ? `${decision} is never taken`
    : `${seen.join(", ")} never happens, so the rule of ${decision} is free there`;
}

/** The actions of one rule at these rows. */
function actionsIn(
  play: OptimalPlay,
  policy: Policy,
  decision: NodeId,
  rows: readonly number[],
): ExactAnswer<Value> {
  const rule = policy.get(decision) as Float64Array;
  const actions = play.compiled.sizes[decision] as number;
  const taken = new Set<number>();
  let randomised = false;
  for (const row of rows) {
    let here = 0;
    for (let a = 0; a < actions; a++)
      if ((rule[row * actions + a] as number) > 1e-12) {
        taken.add(a);
        here++;
      }
    randomised ||= here > 1;
  }
  const values = valuesAt(play, decision, taken);
  if (values.length === 1) return { kind: "known", values };
  const { name } = play.diagram.node(decision);
  const each = values.map(showValue).join(" or ");
  const detail = randomised
    ? `${name} randomises: ${each}`
    : `${each}, depending on what ${name} sees`;
  return { kind: "known", values, detail };
}

/** What every optimal policy does: rows with all that is equally good there. */
function ruleOfAll(
  play: OptimalPlay,
  decision: NodeId,
  rows: readonly number[],
): ExactAnswer<Value> {
  const { solution } = play;
  if (solution?.soluble === true) {
    const own = solution.policies.find((p) => p.decision === decision);
    if (rows.some((row) => own?.rows[row]?.tooRare === true))
      return unknown("not-all-looked-at", TOO_RARE);
    const taken = new Set(rows.flatMap((row) => own?.rows[row]?.ties ?? []));
    if (taken.size === 1 || rows.length === 1)
      return { kind: "known", values: valuesAt(play, decision, taken) };
  }
  const { policies, missing } = play.list;
  if (missing !== undefined) return unknown("not-all-looked-at", missing);
  const taken: Value[] = [];
  for (const policy of policies) {
    const answer = actionsIn(play, policy, decision, rows);
    if (answer.kind === "known")
      taken.push(...answer.values.filter((value) => !taken.includes(value)));
  }
  return { kind: "known", values: taken };
}

function valuesAt(play: OptimalPlay, decision: NodeId, taken: ReadonlySet<number>): Value[] {
  const { domain } = play.diagram.node(decision);
  const values = domain?.kind === "finite" ? domain.values : [];
  return [...taken].sort((a, b) => a - b).map((a) => values[a] as Value);
}

/** Rows of the decision's rule in which what it sees has the wanted values. */
function contextsAt(
  play: OptimalPlay,
  decision: NodeId,
  wanted: ReadonlyMap<NodeId, number>,
): number[] {
  const { parents } = play.diagram.node(decision);
  const sizes = parents.map((p) => play.compiled.sizes[p] as number);
  const count = sizes.reduce((n, size) => n * size, 1);
  const rows: number[] = [];
  for (let row = 0; row < count; row++) {
    const context = contextAt(sizes, row);
    if (parents.every((p, i) => !wanted.has(p) || wanted.get(p) === context[i])) rows.push(row);
  }
  return rows;
}

/** Positions of each variable in the row of a table, the FIRST variable slowest. */
function contextAt(sizes: readonly number[], row: number): number[] {
  const positions: number[] = [];
  let left = row;
  for (let i = sizes.length - 1; i >= 0; i--) {
    positions[i] = left % (sizes[i] as number);
    left = Math.floor(left / (sizes[i] as number));
  }
  return positions;
}

function positionOf(play: OptimalPlay, id: NodeId, value: Value): number {
  const { domain, name } = play.diagram.node(id);
  const at = domain?.kind === "finite" ? indexInDomain(domain, value) : -1;
  if (at >= 0) return at;
  throw new SolveError(
    "value-never-taken",
    `${name} is never ${showValue(value)}`,
    "use a value of its domain",
  );
}

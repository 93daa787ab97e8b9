/** Decision rules as tables and as JSON. */
import type { DiagramNode, InfluenceDiagram, Value } from "@cidery/core";
import type { DecisionRule, Policy, RuleRow } from "@cidery/core/solve";
import type { Terminal } from "./terminal.ts";
import { numberText, roundedUp } from "@cidery/core/text";
import { showValue } from "@cidery/core";
import { contextPositions } from "@cidery/core/solve";
import { count } from "./print.ts";
import { table } from "./table.ts";

/** Rows printed per decision; the rest is announced. */
const MOST_ROWS = 32;

export function ruleText(
  diagram: InfluenceDiagram,
  rule: DecisionRule,
  terminal: Terminal,
): string {
  const { paint } = terminal;
  const decision = diagram.node(rule.decision);
  const parents = rule.parents.map((id) => diagram.node(id));
  if (rule.unlisted !== undefined) {
    const rows = count(rule.unlisted, "row");
    return `  ${decision.name}: the rule has ${rows}, which are not listed\n`;
  }
  const rows = mergedRows(rule.rows);
  const lines = rows
    .slice(0, MOST_ROWS)
    .map((row) => [
      ...row.context.map((position, i) =>
        position === undefined ? "any" : valueAt(parents[i], position),
      ),
      row.reachable
        ? chosen(decision, row.distribution)
        : paint.dim(row.possible ? chosen(decision, row.distribution) : "any"),
      paint.dim(remark(decision, row)),
    ]);
  const head = [...parents.map(({ name }) => name), decision.name, ""];
  const more =
    rows.length > MOST_ROWS
      ? `    … and ${rows.length - MOST_ROWS} more rows (all of them with --json)\n`
      : "";
  return table(terminal, head, lines, { indent: 2 }) + more;
}

export interface RuleJson {
  readonly decision: string;
  readonly parents: readonly string[];
  readonly rows: readonly {
    readonly context: readonly Value[];
    readonly distribution: Readonly<Record<string, number>>;
    readonly reachable: boolean;
    readonly ties: readonly Value[];
    /** Rounding cannot tell the ties apart; their values differ by at most this. */
    readonly tiedWithin?: number;
    /** Less likely than a number can be: what is best was not worked out. */
    readonly tooRare?: true;
  }[];
  /** How many rows there are, when they are too many to list. */
  readonly unlisted?: number;
}

export function ruleJson(diagram: InfluenceDiagram, rule: DecisionRule): RuleJson {
  const decision = diagram.node(rule.decision);
  const actions = valuesOf(decision);
  return {
    decision: decision.name,
    parents: rule.parents.map((id) => diagram.node(id).name),
    ...(rule.unlisted === undefined ? {} : { unlisted: rule.unlisted }),
    rows: rule.rows.map(({ context, distribution, reachable, ties, tiedWithin, tooRare }) => ({
      context: context.map(
        (position, i) => valuesOf(diagram.node(rule.parents[i] as number))[position] as Value,
      ),
      distribution: Object.fromEntries(
        distribution.map((p, a) => [showValue(actions[a] as Value), p]),
      ),
      reachable,
      ties: ties.map((a) => actions[a] as Value),
      ...(tiedWithin === undefined ? {} : { tiedWithin }),
      ...(tooRare === undefined ? {} : { tooRare }),
    })),
  };
}

/** The rules of a policy that came without remarks. */
export function plainRules(
  diagram: InfluenceDiagram,
  policy: Policy,
  contexts?: ReadonlyMap<number, Float64Array>,
): DecisionRule[] {
  return [...policy].map(([decision, rule]): DecisionRule => {
    const { parents } = diagram.node(decision);
    const actions = valuesOf(diagram.node(decision)).length;
    const sizes = parents.map((id) => valuesOf(diagram.node(id)).length);
    const rows = Array.from({ length: rule.length / actions }, (_, index) => ({
      context: contextPositions(sizes, index),
      distribution: [...rule.subarray(index * actions, (index + 1) * actions)],
      reachable: (contexts?.get(decision)?.[index] ?? 1) > 0,
      possible: true,
      ties: [],
    }));
    return { decision, parents, rows };
  });
}

interface MergedRow extends Omit<RuleRow, "context"> {
  /** Undefined where the parent does not matter. */
  readonly context: readonly (number | undefined)[];
}

/** One row when the rule does the same everywhere; otherwise as they are. */
function mergedRows(rows: readonly RuleRow[]): readonly MergedRow[] {
  const [first] = rows;
  if (first === undefined || rows.length === 1) return rows;
  const same = rows.every(
    (row) =>
      row.reachable &&
      row.ties.length <= 1 &&
      row.distribution.every((p, a) => p === first.distribution[a]),
  );
  return same ? [{ ...first, context: first.context.map(() => undefined) }] : rows;
}

function remark(decision: DiagramNode, row: MergedRow): string {
  if (row.tooRare === true) return "too rare to judge";
  if (!row.possible) return "cannot happen";
  if (!row.reachable) return "never reached";
  if (row.ties.length < 2) return "";
  const ties = row.ties.map((a) => valueAt(decision, a)).join(", ");
  return row.tiedWithin === undefined
    ? `as good: ${ties}`
    : `tied within ${roundedUp(row.tiedWithin)}: ${ties}`;
}

function chosen(decision: DiagramNode, distribution: readonly number[]): string {
  const played = [...distribution.entries()].filter(([, p]) => p > 0);
  const [only] = played;
  if (played.length === 1 && only !== undefined) return valueAt(decision, only[0]);
  return played.map(([a, p]) => `${valueAt(decision, a)} ${numberText(p)}`).join(", ");
}

function valuesOf(node: DiagramNode): readonly Value[] {
  return node.domain?.kind === "finite" ? node.domain.values : [];
}

function valueAt(node: DiagramNode | undefined, position: number): string {
  const value = node === undefined ? undefined : valuesOf(node)[position];
  return value === undefined ? String(position) : showValue(value);
}

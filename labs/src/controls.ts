/**
 * Claims with their controls: what is asked once of the part the claim is about, and once of another in its
 * place, where it must be denied. One line names the part in most labs.
 */
import type { LabClaim, LabContext, LabFinding, LabRow } from "@cidery/core/lab";

type Stated = Omit<LabClaim, "check" | "control">;

export interface Controlled<Part> extends Stated {
  /** What the claim is about: an agent, a setting, a rule. */
  readonly of: Part;
  /** What stands in its place in the control. */
  readonly instead: Part;
  /** The same in words. */
  readonly swap: string;
  readonly find: (part: Part, context: LabContext, seeds: readonly number[]) => LabFinding;
}

/** A claim about a part, denied of another: the effect's parameter at nothing, another objective. */
export function controlled<Part>(claim: Controlled<Part>): LabClaim {
  const { of, instead, swap, find, ...stated } = claim;
  return {
    ...stated,
    check: (context, seeds) => find(of, context, seeds),
    control: { swap, check: (context, seeds) => find(instead, context, seeds) },
  };
}

export interface PairClaim<Part> extends Stated {
  /** Two that differ in their objective, or in an arrow. */
  readonly pair: readonly [Part, Part];
  /** What the two are, in words; their names when absent. */
  readonly named?: string;
  readonly find: (
    pair: readonly [Part, Part],
    context: LabContext,
    seeds: readonly number[],
  ) => LabFinding;
}

/** A claim about two, denied when each stands in the other's place. */
export function pairClaim<Part>({ pair, named, ...claim }: PairClaim<Part>): LabClaim {
  const [one, other] = pair;
  const swap = `${named ?? `${String(one)} and ${String(other)}`} exchanged`;
  return controlled({ ...claim, of: pair, instead: [other, one], swap });
}

export interface RowClaim extends Stated {
  readonly rows: (context: LabContext) => readonly LabRow[];
  readonly find: (rows: readonly LabRow[], context: LabContext) => LabFinding;
  /** Two agents that differ in their objective, or in an arrow. */
  readonly exchanged: readonly [string, string];
}

/** A claim read off rows, denied when two agents' rows are exchanged, as if each had the other's objective. */
export function rowClaim({ rows, find, exchanged, ...claim }: RowClaim): LabClaim {
  return pairClaim({
    ...claim,
    pair: exchanged,
    find: ([first], context) =>
      first === exchanged[0]
        ? find(rows(context), context)
        : find(
            rows(context).map((row) => exchange(row, ...exchanged)),
            context,
          ),
  });
}

function exchange(row: LabRow, one: string, other: string): LabRow {
  if (row.agent === one) return { ...row, agent: other };
  return row.agent === other ? { ...row, agent: one } : row;
}

export interface DiagramClaim extends Stated {
  readonly check: LabClaim["check"];
  /** Two diagrams (files) that differ in an arrow. */
  readonly diagrams: readonly [string, string];
}

/** A claim about diagrams, denied when two are exchanged: an arrow is cut in the one, drawn in the other. */
export function diagramClaim({ check, diagrams, ...claim }: DiagramClaim): LabClaim {
  const [one, other] = diagrams;
  const exchanged = (file: string): string => (file === one ? other : file === other ? one : file);
  return {
    ...claim,
    check,
    control: {
      swap: `${one} and ${other} exchanged`,
      check: (context, seeds) =>
        check({ ...context, diagram: (file) => context.diagram(exchanged(file)) }, seeds),
    },
  };
}

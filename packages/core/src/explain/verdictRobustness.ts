/**
 * How much does a verdict depend on who drew the diagram? The share of the diagrams that the modeller
 * might as well have drawn in which it is the same. A verdict that holds in all of them is the
 * system's; one that does not is partly the modeller's. All diagrams count the same, which is a
 * measure, not a probability.
 *
 * Cost: the criteria's verdicts for each alternative diagram.
 */
import type { Verdict } from "../incentives/index.ts";
import type { InfluenceDiagram } from "../model/index.ts";
import type { Alternative, AlternativeOptions, ModellerChoice } from "./alternatives.ts";
import { allVerdicts } from "../incentives/index.ts";
import { analyse } from "../structure/index.ts";
import { alternatives } from "./alternatives.ts";

/** A verdict and the share of alternative diagrams that agree with it. */
export interface RobustVerdict {
  /** Present or absent in the diagram as drawn. */
  readonly verdict: Verdict;
  /** Of the admissible diagrams, those with the same verdict. */
  readonly share: number;
  /** A smallest set of choices that changes it; absent when none does. */
  readonly changedBy?: readonly ModellerChoice[];
}

/**
 * How far verdicts depend on the modeller's choices: each with its share, and the least of them.
 */
export interface VerdictRobustness {
  readonly verdicts: readonly RobustVerdict[];
  /** Mean share over all verdicts, and the least. 1 where there are no verdicts. */
  readonly robustness: number;
  readonly least: number;
  /** Admissible diagrams looked at, the one as drawn among them. */
  readonly diagrams: number;
  /** Admissible diagrams in all: more than were looked at when it was told to stop. */
  readonly admissible: number;
  readonly inadmissible: number;
  /** All combinations of up to so many choices were looked at; fewer than asked when not complete. */
  readonly changes: number;
  readonly complete: boolean;
}

/** Which verdicts are asked about, and how far alternatives may go. */
export interface RobustnessOptions extends AlternativeOptions {
  /** Criteria by id; the four incentives unless told. */
  readonly criteria?: readonly string[];
  /** Only these verdicts of the drawing; all of them unless told. */
  readonly about?: (verdict: Verdict) => boolean;
  /** Only the k-th of n blocks of the diagrams, from 0: see `joinRobustness`. */
  readonly block?: readonly [number, number];
  readonly signal?: { readonly aborted: boolean };
}

const INCENTIVES = [
  "value-of-information",
  "response-incentive",
  "value-of-control",
  "instrumental-control-incentive",
];

/** Stopped early, it answers for the diagrams looked at so far, as not complete. */
export function verdictRobustness(
  { structure }: InfluenceDiagram,
  options: RobustnessOptions = {},
): VerdictRobustness {
  const { criteria = INCENTIVES, about = () => true, block: [k, n] = [0, 1], signal } = options;
  const { diagrams: all, inadmissible, changes, complete } = alternatives(structure, options);
  const diagrams = all.slice((k * all.length) / n, ((k + 1) * all.length) / n);
  const drawn = allVerdicts(analyse(structure), { criteria }).filter(
    (one) => (one.kind === "present" || one.kind === "absent") && about(one),
  );
  const same = new Uint32Array(drawn.length);
  const changedBy: (readonly ModellerChoice[] | undefined)[] = drawn.map(() => undefined);
  let looked = 0;
  for (const alternative of diagrams) {
    if (signal?.aborted === true) break;
    for (const [i, kept] of verdictsKept(drawn, alternative).entries()) {
      if (kept) same[i] = (same[i] ?? 0) + 1;
      else changedBy[i] ??= alternative.choices;
    }
    looked++;
  }
  const verdicts = drawn.map((verdict, i): RobustVerdict => {
    const choices = changedBy[i];
    const share = looked === 0 ? 0 : (same[i] as number) / looked;
    return { verdict, share, ...(choices === undefined ? {} : { changedBy: choices }) };
  });
  return {
    verdicts,
    ...summary(verdicts),
    diagrams: looked,
    admissible: all.length,
    inadmissible,
    changes,
    complete: complete && looked === diagrams.length,
  };
}

/**
 * What blocks of the alternatives come to together; given in their order, those that never came undefined. Undefined
 * where no diagram was looked at.
 */
export function joinRobustness(
  blocks: readonly (VerdictRobustness | undefined)[],
): VerdictRobustness | undefined {
  const came = blocks.filter((block) => block !== undefined);
  const [first] = came;
  const diagrams = came.reduce((sum, block) => sum + block.diagrams, 0);
  if (first === undefined || diagrams === 0) return undefined;
  const verdicts = first.verdicts.map(({ verdict }, i): RobustVerdict => {
    const parts = came.map((block) => block.verdicts[i] as RobustVerdict);
    const same = parts.reduce(
      (sum, { share }, at) => sum + Math.round(share * (came[at] as VerdictRobustness).diagrams),
      0,
    );
    const changedBy = parts.find((part) => part.changedBy !== undefined)?.changedBy;
    const share = same / diagrams;
    return { verdict, share, ...(changedBy === undefined ? {} : { changedBy }) };
  });
  const complete = came.length === blocks.length && came.every((block) => block.complete);
  return { ...first, verdicts, ...summary(verdicts), diagrams, complete };
}

function summary(
  verdicts: readonly RobustVerdict[],
): Pick<VerdictRobustness, "robustness" | "least"> {
  const shares = verdicts.map(({ share }) => share);
  return {
    robustness: shares.length === 0 ? 1 : shares.reduce((a, b) => a + b, 0) / shares.length,
    least: Math.min(1, ...shares),
  };
}

/** For each verdict of a drawing: is it the same in this alternative? */
export function verdictsKept(drawn: readonly Verdict[], alternative: Alternative): boolean[] {
  const criteria = [...new Set(drawn.map(({ criterion }) => criterion))];
  const there = new Map(
    allVerdicts(analyse(alternative.structure), { criteria }).map((one) => [keyOf(one), one.kind]),
  );
  return drawn.map((one) => there.get(keyOf(one, alternative)) === one.kind);
}

/** The question, about the node that stands for the one asked about. */
function keyOf({ criterion, agent, decision, node }: Verdict, at?: Alternative): string {
  const asked = node === undefined ? undefined : (at?.standsFor[node] ?? node);
  return [criterion, agent, decision, asked].join();
}

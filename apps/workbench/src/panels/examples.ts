/**
 * Which verdicts numbers can be searched for, and how what is found is said: where the graph admits an
 * incentive, or cannot tell, some numbers may have it. A search that finds none says so, and no more.
 */
import type { InfluenceDiagram, Verdict } from "@cidery/core";
import type { MeasuredIncentive } from "@cidery/core/solve";
import type { MeterSubject } from "../worker/meterSearch.ts";

interface Words {
  /** Before a number: `Seeing it is worth 0.3`. */
  readonly reads: string;
  /** What is looked for. */
  readonly wanted: string;
}

const WORDS: Readonly<Record<MeasuredIncentive, Words>> = {
  "instrumental-control-incentive": {
    reads: "it reads",
    wanted: "at which steering it is worth something",
  },
  "value-of-information": {
    reads: "seeing it is worth",
    wanted: "at which seeing it is worth something",
  },
  "response-incentive": {
    reads: "every optimal policy reacts to it, with a probability of at least",
    wanted: "at which every optimal policy reacts to it",
  },
  "value-of-control": {
    reads: "setting it is worth",
    wanted: "at which setting it is worth something",
  },
};

export function wordsOf(incentive: MeasuredIncentive): Words {
  return WORDS[incentive];
}

/**
 * What is searched for a verdict; undefined where numbers are not asked about it: a utility, an
 * incentive that nothing measures, a reading in which rules are held, or where the graph rules it out.
 */
export function searchedFor(
  diagram: InfluenceDiagram,
  verdict: Verdict,
  key: string,
): MeterSubject | undefined {
  const { criterion, kind, node, decision, agent, holding } = verdict;
  if (!isMeasured(criterion) || node === undefined || agent === undefined) return undefined;
  if (holding !== undefined || (kind !== "present" && kind !== "unknown")) return undefined;
  const { kind: what, name } = diagram.node(node);
  const isSteered = criterion === "instrumental-control-incentive";
  if (what === "utility" || (isSteered && what !== "chance")) return undefined;
  return {
    key,
    incentive: criterion,
    decision: decision === undefined ? "" : diagram.node(decision).name,
    agent: diagram.agents[agent]?.name ?? "",
    node: name,
  };
}

function isMeasured(criterion: string): criterion is MeasuredIncentive {
  return Object.hasOwn(WORDS, criterion);
}

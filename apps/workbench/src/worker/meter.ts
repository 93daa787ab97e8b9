/**
 * The incentive meter I(X) beside the graph's verdict: for every control incentive that the graph
 * admits, what it is worth at the model's numbers; and the search for settings at which it is worth
 * something. About the model as written: what is observed or set on the diagram plays no part.
 */
import { type InfluenceDiagram, printModel, printVariables } from "@cidery/core";
import { answersOf, verdictKey } from "@cidery/core/session";
import {
  incentiveMeter,
  type Policy,
  type SearchProgress,
  searchSettings,
  SolveError,
} from "@cidery/core/solve";
import type { FoundSettings, MeterReading, Meters, SearchRequest } from "./messages.ts";

/** Further readings are left out, with a word about it: each solves the diagram a few times. */
const MOST_READINGS = 40;
/** Milliseconds for one reading, after which it is an interval, and for all of them together. */
const LONGEST_READING = 5_000;
const LONGEST_TABLE = 15_000;

interface Admitted {
  readonly key: string;
  readonly decision: number;
  readonly node: number;
}

export function metersOf(
  diagram: InfluenceDiagram,
  policy: Policy,
  progress: (share: number) => void,
): Meters {
  const questions = admitted(diagram);
  const readings: MeterReading[] = [];
  const start = performance.now();
  for (const [index, { key, decision, node }] of questions.slice(0, MOST_READINGS).entries()) {
    if (performance.now() - start > LONGEST_TABLE) break;
    progress(index / questions.length);
    try {
      const { value, bounds, exact } = incentiveMeter(diagram, { decision }, node, {
        policy: rulesOfOthers(diagram, decision, policy),
        timeLimit: LONGEST_READING,
        clock: () => performance.now(),
      });
      const [d, x] = [diagram.node(decision).name, diagram.node(node).name];
      readings.push({ key, decision: d, node: x, value, ...(exact ? {} : { bounds }) });
    } catch (error) {
      if (!(error instanceof SolveError)) throw error;
    }
  }
  return { readings, left: questions.length - readings.length, policy };
}

/** Control incentives of the graph on variables whose mechanism the meter can loosen. */
function admitted(diagram: InfluenceDiagram): Admitted[] {
  return answersOf(diagram)
    .verdictsOf(["instrumental-control-incentive"])
    .flatMap((verdict) => {
      const { node, decision } = verdict;
      if (verdict.verdict !== "present" || node === undefined || decision === undefined) return [];
      if (diagram.node(node).kind !== "chance") return [];
      return [{ key: verdictKey(diagram, verdict), decision, node }];
    });
}

export function searchMeter(
  diagram: InfluenceDiagram,
  { decision, node, policy, seed }: Pick<SearchRequest, "decision" | "node" | "policy" | "seed">,
  onProgress: (progress: SearchProgress) => void,
): FoundSettings {
  const d = diagram.idOf(decision);
  const found = searchSettings(diagram, { decision }, node, {
    onProgress,
    seed,
    ...(d !== undefined && { policy: rulesOfOthers(diagram, d, policy) }),
  });
  switch (found.kind) {
    case "excluded":
      return found;
    case "not-found":
      return { kind: "not-found", tries: found.tries };
    case "here":
      return { kind: "here", value: found.meter.value };
    case "parameters": {
      const { meter, tries, parameters } = found;
      return { kind: "parameters", value: meter.value, tries, parameters };
    }
    case "mechanisms": {
      const { meter, tries, ownValues, changed } = found;
      return {
        kind: "mechanisms",
        value: meter.value,
        tries,
        ownValues,
        changes: printVariables(found.diagram, changed),
        model: printModel(found.diagram),
      };
    }
  }
}

/** Rules of the agents whose meter it is not: those of the policy on screen. */
function rulesOfOthers(diagram: InfluenceDiagram, decision: number, policy: Policy): Policy {
  const { structure } = diagram;
  const owner = structure.ownerOf(decision);
  return new Map([...policy].filter(([d]) => structure.ownerOf(d) !== owner));
}

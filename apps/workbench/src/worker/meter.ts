/**
 * The incentive meter I(X) beside the graph's verdict: for every control incentive that the graph
 * admits, what it is worth at the model's numbers; and the search for settings at which it is worth
 * something. The readings are those of `cidery meter`. About the model as written: what is observed
 * or set on the diagram plays no part.
 */
import { type InfluenceDiagram } from "@cidery/core";
import { answersOf, verdictKey } from "@cidery/core/session";
import { type Policy } from "@cidery/core/solve";
import { type MeterAssumptions, meterReadings, meterSearch } from "@cidery/core/tasks";
import type { MeterReading, Meters, OthersChoice, SearchFound, SearchRequest } from "./messages.ts";
import { actingAgents } from "./actingAgents.ts";

/** Further readings are left out, with a word about it: each solves the diagram a few times. */
const MOST_READINGS = 40;
/** Milliseconds for one reading, after which it is an interval, and for all of them together. */
const LONGEST_READING = 5_000;
const LONGEST_TABLE = 15_000;

/** @param policy the policies shown, which the others keep to when that is chosen */
export function metersOf(
  diagram: InfluenceDiagram,
  choice: OthersChoice,
  policy: Policy,
  progress: (share: number) => void,
): Meters {
  const clock = (): number => performance.now();
  const end = clock() + LONGEST_TABLE;
  const keys = keysOf(diagram);
  const readings: MeterReading[] = [];
  const others: Meters["others"][number][] = [];
  let left = 0;
  for (const agent of actingAgents(diagram)) {
    const table = meterReadings(
      diagram,
      {
        agent,
        ...assumed(choice, rulesOfOthers(diagram, agent, policy)),
        admittedOnly: true,
        most: MOST_READINGS - readings.length,
        readingLimit: LONGEST_READING,
      },
      {
        clock,
        signal: {
          get aborted(): boolean {
            return clock() > end;
          },
        },
        onProgress: (_, share) => progress(share),
      },
    );
    left += table.left;
    if (table.others !== undefined && table.readings.length > 0)
      others.push({ ...table.others, of: table.agent });
    for (const { decision, variable, value, bounds } of table.readings) {
      const key = keys.get(`${decision}|${variable}`);
      if (key === undefined || value === undefined) continue;
      readings.push({ key, decision, node: variable, value, ...(bounds && { bounds }) });
    }
  }
  return { readings, left, choice, others, policy };
}

/** By decision and variable, the verdict of the graph that a reading stands beside. */
function keysOf(diagram: InfluenceDiagram): ReadonlyMap<string, string> {
  return new Map(
    answersOf(diagram)
      .verdictsOf(["instrumental-control-incentive"])
      .flatMap((verdict) => {
        const { node, decision } = verdict;
        if (node === undefined || decision === undefined) return [];
        const name = (id: number): string => diagram.node(id).name;
        return [[`${name(decision)}|${name(node)}`, verdictKey(diagram, verdict)] as const];
      }),
  );
}

export function searchMeter(
  diagram: InfluenceDiagram,
  {
    decision,
    node,
    others,
    policy,
    seed,
  }: Pick<SearchRequest, "decision" | "node" | "others" | "policy" | "seed">,
  onProgress: (stage: string, share: number) => void,
): SearchFound {
  const d = diagram.idOf(decision);
  const owner = d === undefined ? undefined : diagram.structure.ownerOf(d);
  const rules = owner === undefined ? new Map() : rulesOfOthers(diagram, owner, policy);
  return meterSearch(diagram, { decision, node, seed, ...assumed(others, rules) }, { onProgress });
}

/** What was chosen, as the library takes it. */
export function assumed(choice: OthersChoice, shown: Policy): MeterAssumptions {
  return choice === "shown" ? { policy: shown } : { others: choice };
}

/** Rules of the other agents: those of the policy on screen. */
export function rulesOfOthers(diagram: InfluenceDiagram, agent: number, policy: Policy): Policy {
  const { structure } = diagram;
  return new Map([...policy].filter(([d]) => structure.ownerOf(d) !== agent));
}

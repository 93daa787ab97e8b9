/**
 * The incentive meter I(X) beside the graph's verdict: for every control incentive that the graph
 * admits, what it is worth at the model's numbers; and the search for settings at which it is worth
 * something. The readings are those of `cidery meter`. About the model as written: what is observed
 * or set on the diagram plays no part.
 */
import { type InfluenceDiagram } from "../../model/index.ts";
import type { MeasuredIncentive, Policy } from "../../solve/index.ts";
import { stopAfter } from "../../base/index.ts";
import type { TaskHooks } from "../hooks.ts";
import { type MeterAssumptions, meterReadings, meterSearch } from "../meters.ts";
import type { OthersChoice, ShownMeter, ShownMeters } from "./numbersResult.ts";
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
  { clock, signal, onProgress }: TaskHooks = {},
): ShownMeters {
  const stop = stopAfter(LONGEST_TABLE, clock, signal);
  const readings: ShownMeter[] = [];
  const others: ShownMeters["others"][number][] = [];
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
        ...(clock === undefined ? {} : { clock }),
        signal: stop,
        ...(onProgress === undefined ? {} : { onProgress }),
      },
    );
    left += table.left;
    if (table.others !== undefined && table.readings.length > 0)
      others.push({ ...table.others, of: table.agent });
    for (const { decision, variable, value, bounds, reference } of table.readings) {
      if (value === undefined) continue;
      readings.push({
        decision,
        node: variable,
        value,
        ...(bounds && { bounds }),
        ...(reference === "uniform" && { unsettled: true }),
      });
    }
  }
  return { readings, left, choice, others, policy };
}

/** For which incentive settings are looked for, while the others play like this. */
export interface SettingsQuestion {
  /** The control incentive unless told. */
  readonly incentive?: MeasuredIncentive;
  /** Empty where the incentive is the agent's: of control. */
  readonly decision: string;
  /** By name; needed without a decision. */
  readonly agent?: string;
  readonly node: string;
  readonly others: OthersChoice;
  /** The policies on screen, for `shown`. */
  readonly policy: Policy;
  readonly seed: number;
}

/** Settings that have the incentive, as `meterSearch` finds them. */
export function searchMeter(
  diagram: InfluenceDiagram,
  { incentive, decision, agent: named, node, others, policy, seed }: SettingsQuestion,
  hooks: TaskHooks = {},
): ReturnType<typeof meterSearch> {
  const d = diagram.idOf(decision);
  const owner =
    d === undefined
      ? diagram.agents.findIndex(({ name }) => name === named)
      : diagram.structure.ownerOf(d);
  const rules = owner < 0 ? new Map() : rulesOfOthers(diagram, owner, policy);
  const about = decision === "" ? { agent: owner } : { decision };
  const asked = { ...about, node, seed, ...(incentive === undefined ? {} : { incentive }) };
  return meterSearch(diagram, { ...asked, ...assumed(others, rules) }, hooks);
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

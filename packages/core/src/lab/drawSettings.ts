/** Settings of a lab at random, for looking at all of its box and not at one corner. */
import type { Lab, LabParameter } from "./lab.ts";
import type { Settings } from "./labSweep.ts";
import type { Random } from "../base/index.ts";

/** Which parameters are drawn. */
export interface DrawSettingsOptions {
  /** Parameters that only set how much is trained are held at the least. Default true. */
  readonly leastEffort?: boolean;
  /** Parameters that keep these values. */
  readonly held?: Settings;
}

/** Every parameter uniformly from its range, one time in four from an end of it: edges break more. */
export function drawSettings(
  lab: Pick<Lab, "parameters">,
  random: Random,
  { leastEffort = true, held = {} }: DrawSettingsOptions = {},
): Settings {
  return Object.fromEntries(
    lab.parameters.map((parameter) => {
      const { name, range, effort = false } = parameter;
      if (held[name] !== undefined) return [name, held[name]];
      if (effort && leastEffort) return [name, range[0]];
      return [name, random.below(4) === 0 ? random.pick(range) : anywhere(parameter, random)];
    }),
  );
}

/** A value uniformly from a parameter's range, to six digits. */
export function anywhere({ range: [low, high], whole }: LabParameter, random: Random): number {
  if (whole === true) return low + random.below(high - low + 1);
  const value = Number((low + random.unit() * (high - low)).toPrecision(6));
  return Math.min(high, Math.max(low, value));
}

/** Agents that have an incentive measured; all where the lab does not say whose it is. */
export function meteredAgents({ agents }: Pick<Lab, "agents">): string[] {
  return agents.filter(({ metered = true }) => metered).map(({ id }) => id);
}

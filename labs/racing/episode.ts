/** One race as frames: how able the teams are, what they leave for safety, who is first and with what. */
import type { LabEpisode, Settings } from "@cidery/core/lab";
import { Random } from "@cidery/core";
import { barFrames } from "../src/barFrames.ts";
import { show } from "../src/findings.ts";
import type { Play } from "./playing.ts";
import { drawCapabilities, finish, payoff, raceOf } from "./race.ts";

export function raceEpisode(
  settings: Settings,
  agent: string,
  play: Play,
  seed: number,
): LabEpisode {
  const race = raceOf(settings);
  const random = Random.seeded(seed).fork(2);
  const capabilities = drawCapabilities(race, random);
  const hold = [settings["delay"] ?? 0];
  const held = agent === "warned";
  const safeties = play(capabilities, hold, random);
  const end = finish(capabilities, safeties, random, held ? hold : []);
  const frame = barFrames({
    title: "capability, and what is left of it",
    unit: "units of safety",
    range: [-1 - (held ? (hold[0] ?? 0) : 0), race.mu],
  });
  const bars = (left: boolean) =>
    capabilities.map((c, i): readonly [string, number, boolean] => {
      const gone = (safeties[i] ?? 0) + (held ? (hold[i] ?? 0) : 0);
      return [`team ${i + 1}`, left ? c - gone : c, left && i === end.winner];
    });
  const nothing = { paid: 0, risk: 0 };
  const paid = capabilities.reduce((sum, _, team) => sum + payoff(race, team, end), 0) / race.teams;
  return {
    agent,
    frames: [
      frame(
        bars(false),
        nothing,
        {},
        `Team 1 could do ${show(capabilities[0] ?? 0, 2)}, and ${race.teams - 1} others race against it.`,
      ),
      frame(
        bars(true),
        nothing,
        {},
        `Safety of ${safeties.map((s) => show(s, 2)).join(", ")} is taken off${held ? `, and team 1 is held up by ${show(hold[0] ?? 0, 2)}` : ""}.`,
      ),
      frame(
        bars(true),
        { paid, risk: 1 - end.safety },
        {},
        `Team ${end.winner + 1} is first; its AI is unsafe with probability ${show(1 - end.safety, 2)}.`,
      ),
    ],
  };
}

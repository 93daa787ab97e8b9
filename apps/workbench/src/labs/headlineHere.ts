/** What of a lab's conclusion in one sentence, which is about the initial settings, holds in the runs at others. */
import type { Lab, LabRow, Settings } from "@cidery/core/lab";

/** What is said of each conclusion about the two agents of the picture that does not hold in every run; undefined where none was asked. */
export function deniedHere(
  { headline, conclusions = [] }: Lab,
  runs: readonly (readonly LabRow[])[],
  settings: Settings,
): readonly string[] | undefined {
  if (headline === undefined || runs.length === 0) return undefined;
  const asked = conclusions.filter(({ agents }) =>
    agents.every((agent) => headline.agents.includes(agent)),
  );
  if (asked.length === 0) return undefined;
  return asked.flatMap(({ statement, holds }) => {
    const held = runs.filter((rows) => holds(rows, settings)).length;
    if (held === runs.length) return [];
    const sentence = `“${statement.replace(/\.$/u, "")}”`;
    if (runs.length === 1 || held === 0) return [`${sentence} does not hold here`];
    return [`${sentence} holds in ${held} of ${runs.length} runs`];
  });
}

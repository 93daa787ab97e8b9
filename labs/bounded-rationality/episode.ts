/** One recommender meeting users, as frames: what it would post to whom, and what it does to them. */
import type { InfluenceDiagram, Random } from "@cidery/core";
import type { BarsScene, LabEpisode, LabFrame } from "@cidery/core/lab";
import type { Policy } from "@cidery/core/solve";
import { diagramEnvironment } from "@cidery/core/learn";

const USERS = 12;

export function meetUsers(
  agent: string,
  diagram: InfluenceDiagram,
  parameters: ReadonlyMap<string, number>,
  table: Float64Array,
  random: Random,
): LabEpisode {
  const environment = diagramEnvironment(diagram, 0, { parameters });
  const frames: LabFrame[] = [];
  let paid = 0;
  let kept = 0;
  const scene = (profile?: string): BarsScene => ({
    kind: "bars",
    title: "How often it posts something extreme",
    unit: "probability",
    range: [0, 1],
    bars: ["mild", "extreme"].map((seen, context) => ({
      label: `${seen} profile`,
      value: table[2 * context + 1] ?? 0,
      marked: seen === profile,
    })),
  });
  frames.push({
    caption: "Before the first user.",
    scene: scene(),
    totals: { paid, left: 1 },
    variables: {},
  });
  for (let user = 1; user <= USERS; user++) {
    const episode = environment.begin(random);
    while (episode.observation !== undefined) {
      const context = contextOf(episode.observation);
      paid += episode.act(Number(random.unit() < (table[2 * context + 1] ?? 0)));
    }
    const values = valuesOf(diagram, environment.lastValues());
    if (values["Later"] === values["Opinion"]) kept++;
    const profile = String(values["Profile"]);
    frames.push({
      caption: `User ${user} seems ${profile} and is shown something ${String(values["Post"])}; the opinion later is ${String(values["Later"])}.`,
      scene: scene(profile),
      totals: { paid, left: kept / user },
      variables: values,
    });
  }
  return { agent, frames };
}

/** The profile is the only thing it sees: mild is 0, extreme is 1. */
function contextOf(observation: string): number {
  return Number(observation.endsWith("1"));
}

function valuesOf(
  diagram: InfluenceDiagram,
  positions: Int32Array,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    diagram.nodes.flatMap(({ id, name, kind, domain }) =>
      kind === "utility" || domain?.kind !== "finite"
        ? []
        : [[name, String(domain.values[positions[id] ?? 0])]],
    ),
  );
}

/** For a learnt behaviour: its rule as a table. */
export function ruleOf(policy: Policy, diagram: InfluenceDiagram): Float64Array {
  return policy.get(diagram.idOf("Post") ?? -1) ?? new Float64Array(4).fill(0.5);
}

/** What the other agents do, in plain data with names: the assumption beside every number. */
import type { AgentId, InfluenceDiagram } from "../model/index.ts";
import type { OthersPlay } from "../solve/index.ts";
import { othersInWords } from "../solve/index.ts";

/** What the other agents were taken to do, with names, ready to be shown. */
export interface NamedOthers {
  /** `nobody` where no other agent decides. */
  readonly kind: OthersPlay["kind"];
  readonly agents: readonly string[];
  /** Decisions whose rule was given. */
  readonly given: readonly string[];
  /** Which equilibrium of how many listed, from 1; `complete` when no others exist. */
  readonly equilibrium?: {
    readonly number: number;
    readonly of: number;
    readonly complete: boolean;
  };
  /** As half a sentence; absent where nobody else decides. */
  readonly words?: string;
}

/** What the others do, with names instead of numbers. */
export function namedOthers(diagram: InfluenceDiagram, play: OthersPlay): NamedOthers {
  const { kind, agents, given, equilibrium } = play;
  const words = othersInWords(diagram, play);
  return {
    kind,
    agents: agents.map((agent: AgentId) => diagram.agents[agent]?.name ?? String(agent)),
    given: given.map((d) => diagram.node(d).name),
    ...(equilibrium === undefined
      ? {}
      : {
          equilibrium: {
            number: equilibrium.index + 1,
            of: equilibrium.listed,
            complete: equilibrium.completeness === "all",
          },
        }),
    ...(words === undefined ? {} : { words }),
  };
}

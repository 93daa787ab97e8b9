/**
 * What each agent is motivated to know, to influence, and to respond to, in one paragraph per
 * agent. Trivial members are left out: an agent's own decisions and utilities.
 */
import type { NodeId } from "../graph/index.ts";
import type { AgentId, InfluenceDiagram } from "../model/index.ts";
import type { Verdict } from "../incentives/index.ts";
import { allVerdicts } from "../incentives/index.ts";
import { analyse } from "../structure/index.ts";
import { agentName, groupedNames, listed, sentence } from "./names.ts";

export interface Motives {
  readonly nodes: readonly NodeId[];
  /** Nodes for which the criterion cannot tell. */
  readonly unsure: readonly NodeId[];
  /** Names, runs of instances folded: `Theta[2..3]`. */
  readonly names: readonly string[];
  readonly unsureNames: readonly string[];
}

export interface AgentSummary {
  readonly agent: AgentId;
  readonly name: string;
  /** Positive value of information at some decision. */
  readonly know: Motives;
  /** Instrumental control incentive at some decision. */
  readonly influence: Motives;
  /** Response incentive at some decision. */
  readonly respond: Motives;
  readonly sentence: string;
}

const QUESTIONS = {
  know: "value-of-information",
  influence: "instrumental-control-incentive",
  respond: "response-incentive",
} as const;

/** All decisions optimal, except those whose rules are held. */
export function summarise(
  diagram: InfluenceDiagram,
  holding: readonly NodeId[] = [],
): AgentSummary[] {
  const verdicts = allVerdicts(analyse(diagram.structure), {
    criteria: Object.values(QUESTIONS),
    ...(holding.length === 0 ? {} : { holding }),
  });
  const acting = diagram.agents
    .map((_, agent) => agent)
    .filter((agent) => diagram.structure.decisionsOf(agent).some((d) => !holding.includes(d)));
  return acting.map((agent) => {
    const own = verdicts.filter(
      (verdict) => verdict.agent === agent && !isOwn(diagram, agent, verdict.node),
    );
    const know = motives(diagram, own, QUESTIONS.know);
    const influence = motives(diagram, own, QUESTIONS.influence);
    const respond = motives(diagram, own, QUESTIONS.respond);
    return {
      agent,
      name: agentName(diagram, agent),
      know,
      influence,
      respond,
      sentence: paragraph(agentName(diagram, agent), know, influence, respond),
    };
  });
}

function isOwn(diagram: InfluenceDiagram, agent: AgentId, v: NodeId | undefined): boolean {
  return v !== undefined && diagram.node(v).owners.includes(agent);
}

function motives(
  diagram: InfluenceDiagram,
  verdicts: readonly Verdict[],
  criterion: string,
): Motives {
  const present = new Set<NodeId>();
  const unknown = new Set<NodeId>();
  for (const { criterion: id, node, kind } of verdicts) {
    if (id !== criterion || node === undefined) continue;
    if (kind === "present") present.add(node);
    else if (kind === "unknown") unknown.add(node);
  }
  for (const v of present) unknown.delete(v);
  const nodes = [...present].sort((a, b) => a - b);
  const unsure = [...unknown].sort((a, b) => a - b);
  return {
    nodes,
    unsure,
    names: groupedNames(diagram, nodes),
    unsureNames: groupedNames(diagram, unsure),
  };
}

/** "Present" is a verdict on one node: each node may take numbers of its own. */
function paragraph(name: string, know: Motives, influence: Motives, respond: Motives): string {
  const kinds = [
    ["to know", know],
    ["to influence", influence],
    ["to respond to", respond],
  ] as const;
  const clauses = (of: (motives: Motives) => readonly string[]): string[] =>
    kinds.flatMap(([verb, motives]) =>
      of(motives).length === 0 ? [] : [`${verb} ${listed(of(motives))}`],
    );
  const wishes = clauses(({ names }) => names);
  const perhaps = clauses(({ unsureNames }) => unsureNames);
  const open = `whether some parametrisation motivates ${name} ${joined(perhaps, "or")} cannot be told from the graph`;
  if (wishes.length === 0)
    return sentence(
      perhaps.length > 0
        ? open
        : `no parametrisation of the graph motivates ${name} to know, to influence or to respond to anything`,
    );
  const count = kinds.reduce((sum, [, { nodes }]) => sum + nodes.length, 0);
  const said =
    count === 1
      ? `some parametrisation of the graph motivates ${name} ${joined(wishes, "and")}`
      : `the graph can motivate ${name} ${joined(wishes, "and")}: each in some parametrisation, not always the same one`;
  return sentence(perhaps.length > 0 ? `${said}; ${open}` : said);
}

/** With a comma before the last word, as the clauses hold lists themselves. */
function joined(clauses: readonly string[], last: "and" | "or"): string {
  return clauses.length < 2
    ? clauses.join("")
    : `${clauses.slice(0, -1).join(", ")}, ${last} ${clauses.at(-1)}`;
}

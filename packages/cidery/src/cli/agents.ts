/** Agents, and what the other ones do, as options name them. */
import type { InfluenceDiagram } from "@cidery/core";
import { nearestName } from "@cidery/core/text";
import type { NamedOthers } from "@cidery/core/tasks";
import type { OthersWanted } from "@cidery/core/solve";
import { actingAgents } from "@cidery/core/tasks";
import type { Invocation } from "./command.ts";
import { textOption } from "./command.ts";
import { BadInput } from "./terminal.ts";

/** @throws BadInput with the nearest name */
export function agentCalled(diagram: InfluenceDiagram, name: string): number {
  const id = diagram.agentId(name);
  if (id !== undefined) return id;
  const names = diagram.agents.map((one) => one.name);
  const near = nearestName(name, names);
  throw new BadInput(
    `the model has no agent ${name}`,
    near === undefined ? `there are ${names.join(", ")}` : `did you mean ${near}?`,
  );
}

/** The agent asked for, or the only one that decides. @throws BadInput when that is not clear */
export function decidingAgent(diagram: InfluenceDiagram, name: string | undefined): number {
  if (name !== undefined) return agentCalled(diagram, name);
  const acting = actingAgents(diagram);
  const [only] = acting;
  if (only === undefined) throw new BadInput("no agent decides anything in this model");
  if (acting.length > 1) {
    const names = acting.map((id) => diagram.agents[id]?.name).join(", ");
    throw new BadInput(`several agents decide (${names})`, "say which one is meant: --agent NAME");
  }
  return only;
}

/** The chance variable that is asked about. @throws BadInput with the nearest name */
export function chanceCalled(diagram: InfluenceDiagram, name: string): string {
  const chance = diagram.nodes.filter(({ kind }) => kind === "chance").map((node) => node.name);
  return called(diagram, name, chance, "a chance variable");
}

/** A decision of the agent. @throws BadInput with the nearest name */
export function decisionCalled(diagram: InfluenceDiagram, agent: number, name: string): string {
  const own = diagram.structure.decisionsOf(agent).map((id) => diagram.node(id).name);
  return called(diagram, name, own, `a decision of ${diagram.agents[agent]?.name ?? ""}`);
}

function called(
  diagram: InfluenceDiagram,
  name: string,
  names: readonly string[],
  what: string,
): string {
  if (names.includes(name)) return name;
  const near = nearestName(name, names);
  throw new BadInput(
    diagram.idOf(name) === undefined
      ? `the model has no variable ${name}`
      : `${name} is not ${what}`,
    near === undefined ? `there are ${names.join(", ")}` : `did you mean ${near}?`,
  );
}

/** For `--others`, after the option of the agent. */
export const OTHERS_HELP =
  "what the other agents do: uniform (default), best-reply (to uniform play), equilibrium or equilibrium:N";

/**
 * What the others do while `agent` is solved for; `uniform` unless told.
 * @throws BadInput for a word that `OTHERS_HELP` does not list, and where nobody else decides
 */
export function othersOption(
  invocation: Invocation,
  diagram: InfluenceDiagram,
  agent: number | undefined,
): OthersWanted {
  const text = textOption(invocation, "others");
  if (text === undefined) return "uniform";
  if (agent === undefined)
    throw new BadInput("--others needs to know which agent to solve for", "say who: --agent NAME");
  if (!actingAgents(diagram).some((other) => other !== agent))
    throw new BadInput(
      `nobody but ${diagram.agents[agent]?.name ?? ""} decides in this model`,
      "omit --others",
    );
  if (text === "uniform" || text === "best-reply" || text === "equilibrium") return text;
  const number = /^equilibrium:([1-9][0-9]*)$/u.exec(text)?.[1];
  if (number !== undefined) return { equilibrium: Number(number) - 1 };
  const known = ["uniform", "best-reply", "equilibrium", "equilibrium:N"];
  const near = nearestName(text, known);
  throw new BadInput(
    `--others cannot be ${text}`,
    near === undefined ? `there are ${known.join(", ")}` : `did you mean ${near}?`,
  );
}

/** The assumption about the others as a line of its own; nothing where nobody else decides. */
export function othersLine(others: NamedOthers | undefined): string {
  const words = others?.words;
  return words === undefined ? "" : `${words}\n`;
}

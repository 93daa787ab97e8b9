/** What is said when a format holds who depends on whom and no numbers. */
import type { InfluenceDiagram } from "../../model/index.ts";
import type { Notes } from "./fault.ts";
import { refuse } from "./fault.ts";

/** One warning when there were numbers to lose. */
export function noteStructureOnly(diagram: InfluenceDiagram, tool: string, notes: Notes): void {
  const known = diagram.nodes.filter(
    ({ mechanism }) => mechanism.kind === "table" || mechanism.kind === "expression",
  );
  if (known.length === 0) return;
  const names = known.slice(0, 5).map(({ name }) => name);
  notes.warn(
    "numbers-left-out",
    `${tool} holds no numbers; the mechanisms of ${names.join(", ")}${known.length > 5 ? ` and ${known.length - 5} more` : ""} are left out`,
  );
}

/** Ends the writing where a tool would take several agents for one. */
export function refuseSeveralAgents({ nodes, agents }: InfluenceDiagram, tool: string): void {
  const owners = [...new Set(nodes.flatMap((node) => node.owners))];
  if (owners.length < 2) return;
  refuse(
    "not-written",
    `${tool} knows one decision maker, and this model has ${owners.length}: ${owners.map((one) => agents[one]?.name).join(", ")}`,
    {},
    "write it as .efg, .nfg, .py (PyCID) or JSON, which hold several agents",
  );
}

/** Whose decision or utility it is: one agent, or for a utility several. */
import { type NodeSheet, setOwners } from "@cidery/core/session";
import { announce } from "../../state/announce.ts";
import { session, useDocumentPart } from "../../state/document.ts";

export function Owner({ sheet: { name, kind, owners } }: { readonly sheet: NodeSheet }) {
  const agents = useDocumentPart(({ good }) => good?.diagram.agents) ?? [];
  if (kind === "chance") return null;
  const give = (to: readonly string[]): void => void announce(setOwners(session, name, to));
  if (agents.length < 2 || kind === "decision") {
    return (
      <label className="sheet-cell">
        <span>Owner</span>
        <select
          className="field"
          aria-label="Owner"
          value={owners[0] ?? ""}
          disabled={agents.length < 2}
          onChange={({ target }) => give([target.value])}
        >
          {agents.map((agent) => (
            <option key={agent.name} value={agent.name}>
              {agent.label ?? agent.name}
            </option>
          ))}
        </select>
      </label>
    );
  }
  return (
    <fieldset className="sheet-cell owners">
      <legend>Owners</legend>
      {agents.map((agent) => (
        <label key={agent.name} className="check">
          <input
            type="checkbox"
            checked={owners.includes(agent.name)}
            onChange={({ target }) =>
              give(
                agents
                  .map((one) => one.name)
                  .filter((one) => (one === agent.name ? target.checked : owners.includes(one))),
              )
            }
          />
          {agent.label ?? agent.name}
        </label>
      ))}
    </fieldset>
  );
}

/** What seeing or choosing a variable is worth to one agent, wherever the graph admits that. */
import { short } from "../widgets/NodeBars.tsx";
import type { OthersChoice, ShownWorths as Worths } from "@cidery/core/tasks";
import { agentTitle, nodeTitle } from "../state/titles.ts";
import { useNumbers } from "../worker/numbers.ts";
import { othersSentence } from "./Others.tsx";

export function Worth({
  table,
  choice,
}: {
  readonly table: Worths["tables"][number];
  readonly choice: OthersChoice;
}) {
  const { agent, values, left, others } = table;
  const diagram = useNumbers((state) => state.diagram);
  const several = useNumbers(({ result }) => (result?.worths?.tables.length ?? 0) > 1);
  const beyondEvidence = useNumbers(({ observed, forced }) => observed.size + forced.size > 0);
  const failure = "failure" in table ? table.failure : undefined;
  if (values.length + left === 0 && failure === undefined) return null;
  return (
    <section>
      <h3>Worth{several && ` for ${agentTitle(diagram, agent)}`}, in units of utility</h3>
      <p className="faint">
        {others !== undefined && othersSentence({ choice, others: [{ ...others, of: agent }] })}{" "}
        {beyondEvidence &&
          "For the model as written; observations and interventions play no part. "}
      </p>
      {failure !== undefined && <p className="caveat">No value was computed: {failure}.</p>}
      {values.length > 0 && (
        <table className="worth">
          <thead>
            <tr>
              <th>of</th>
              <th>before</th>
              <th className="number">worth</th>
            </tr>
          </thead>
          <tbody>
            {values.map(({ kind, node, decision, gain }) => (
              <tr key={`${kind} ${node} ${decision}`}>
                <td>
                  {kind === "information" ? "seeing" : "choosing"} {nodeTitle(diagram, node)}
                </td>
                <td>{nodeTitle(diagram, decision)}</td>
                <td className="number">
                  {gain.exact ? short(gain.value) : gain.bounds.map(short).join(" … ")}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {left > 0 && <p className="faint">{left} more were not worked out: too many.</p>}
    </section>
  );
}

/** What each option of a decision is worth in each context, the best one marked, and when it is chosen. */
import type { PolicyTable } from "@cidery/core/tasks";
import { session, useDocumentPart } from "../../state/document.ts";
import { computeNow, isStale, useNumbers } from "../../worker/numbers.ts";
import { OptionsTable } from "../OptionsTable.tsx";

export function Options({ name }: { readonly name: string }) {
  const state = useNumbers();
  const diagram = useDocumentPart((now) => now.diagram);
  const table: PolicyTable | undefined = state.result?.policies.find(
    ({ decision }) => decision === name,
  );
  const stale = isStale(state, diagram);
  return (
    <div className="sheet-part">
      <span className="sheet-word">What each option is worth</span>
      {table === undefined || stale ? (
        <button
          type="button"
          className="button small"
          disabled={state.busy !== undefined || session.state().diagram === undefined}
          onClick={() => computeNow()}
        >
          {state.busy === undefined ? (stale ? "Compute again" : "Compute") : "Computing…"}
        </button>
      ) : null}
      {state.failure !== undefined && <p className="note bad">{state.failure.message}.</p>}
      {table !== undefined && <OptionsTable table={table} stale={stale} />}
    </div>
  );
}

/** One table per decision: what is seen, what each option is then worth, and what is done. */
import type { PolicyTable } from "@cidery/core/tasks";
import { nodeTitle } from "../state/titles.ts";
import { useNumbers } from "../worker/numbers.ts";
import { MoreRows, OptionRows } from "./OptionsTable.tsx";

export function PolicyTables({ tables }: { readonly tables: readonly PolicyTable[] }) {
  return tables.map((table) => <OneTable key={table.decision} table={table} />);
}

function OneTable({ table }: { readonly table: PolicyTable }) {
  const { sees, rows, set } = table;
  const decision = nodeTitle(
    useNumbers((state) => state.diagram),
    table.decision,
  );
  if (set !== undefined) {
    return (
      <p className="policy set">
        <b>{decision}</b> is set to <b>{set}</b>, whatever its rule says.
      </p>
    );
  }
  return (
    <div className="policy" tabIndex={0} role="region" aria-label={`Rule of ${decision}`}>
      <table>
        <caption>{sees.length === 0 ? `${decision} sees nothing` : decision}</caption>
        <OptionRows table={table} />
      </table>
      <MoreRows rows={rows} />
    </div>
  );
}

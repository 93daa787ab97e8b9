/** One table per decision: what is seen, what each option is then worth, and what is done. */
import type { PolicyTable } from "@cidery/core/tasks";
import { OptionRow } from "./OptionsTable.tsx";

const MOST_ROWS = 24;

export function PolicyTables({ tables }: { readonly tables: readonly PolicyTable[] }) {
  return tables.map((table) => <OneTable key={table.decision} table={table} />);
}

function OneTable({ table }: { readonly table: PolicyTable }) {
  const { decision, sees, actions, rows, set } = table;
  if (set !== undefined) {
    return (
      <p className="policy set">
        <b>{decision}</b> is set to <b>{set}</b>, whatever its rule says.
      </p>
    );
  }
  const shown = rows.slice(0, MOST_ROWS);
  return (
    <div className="policy" tabIndex={0} role="region" aria-label={`Rule of ${decision}`}>
      <table>
        <caption>{sees.length === 0 ? `${decision} sees nothing` : decision}</caption>
        <thead>
          <tr>
            {sees.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
            {actions.map((action) => (
              <th
                key={action}
                scope="col"
                className="number"
                title="expected utility of this option"
              >
                {action}
              </th>
            ))}
            <th scope="col">does</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => (
            <OptionRow key={row.context.join("|")} row={row} actions={actions} />
          ))}
        </tbody>
      </table>
      {rows.length > shown.length && (
        <p className="faint">and {rows.length - shown.length} more rows</p>
      )}
    </div>
  );
}

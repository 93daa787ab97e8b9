/** One table per decision: what is seen, and what is then done. */
import { roundedUp } from "@cidery/core/text";
import { percent } from "../widgets/NodeBars.tsx";
import type { PolicyRow, PolicyTable } from "@cidery/core/tasks";
import { numberText } from "@cidery/core/text";

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
    <div className="policy">
      <table>
        <caption>{sees.length === 0 ? `${decision} sees nothing` : decision}</caption>
        <thead>
          <tr>
            {sees.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
            <th scope="col">does</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => (
            <tr key={row.context.join("|")} className={row.reachable ? "" : "unreachable"}>
              {row.context.map((value, index) => (
                <td key={sees[index]}>{value}</td>
              ))}
              <td title={titleOf(row, actions)}>{action(row, actions)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > shown.length && (
        <p className="faint">and {rows.length - shown.length} more rows</p>
      )}
    </div>
  );
}

function action(
  { distribution, ties, tiedWithin, reachable }: PolicyRow,
  actions: readonly string[],
): string {
  if (!reachable) return "never happens";
  if (ties.length > 1) {
    const how = tiedWithin === undefined ? "equally good" : `tied within ${roundedUp(tiedWithin)}`;
    return `${ties.map((a) => actions[a]).join(" or ")} (${how})`;
  }
  const played = [...distribution.keys()].filter((a) => (distribution[a] ?? 0) > 0);
  if (played.length === 1) return actions[played[0] as number] ?? "";
  return distribution
    .flatMap((share, index) => (share > 0 ? [`${actions[index]} ${percent(share)}`] : []))
    .join(", ");
}

function titleOf({ distribution }: PolicyRow, actions: readonly string[]): string {
  return distribution.map((share, index) => `${actions[index]}: ${numberText(share)}`).join("\n");
}

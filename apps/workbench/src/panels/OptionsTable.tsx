/**
 * Options of a decision with their expected utility in every context: a column for each option, the best
 * ones marked, and what the rule does. Contexts that do not occur have no numbers.
 */
import type { PolicyRow, PolicyTable } from "@cidery/core/tasks";
import { numberText, roundedUp } from "@cidery/core/text";
import { Breakable } from "../widgets/Breakable.tsx";
import { nodeTitle } from "../state/titles.ts";
import { useNumbers } from "../worker/numbers.ts";
import { percent, short } from "../widgets/NodeBars.tsx";

const MOST_ROWS = 24;

export function OptionsTable({
  table,
  stale,
}: {
  readonly table: PolicyTable;
  readonly stale: boolean;
}) {
  const { rows, set } = table;
  const decision = nodeTitle(
    useNumbers((state) => state.diagram),
    table.decision,
  );
  if (set !== undefined)
    return (
      <p className="faint">
        {decision} is set to {set}.
      </p>
    );
  return (
    <div
      className={stale ? "sheet-scroll stale" : "sheet-scroll"}
      tabIndex={0}
      role="region"
      aria-label={`Expected utility of the options of ${decision}`}
    >
      <table className="sheet-table options">
        <caption className="visually-hidden">
          {`Expected utility of each option of ${decision}, other rules as they are`}
        </caption>
        <OptionRows table={table} />
      </table>
      <MoreRows rows={rows} />
    </div>
  );
}

/** Head and body of a table of options: what is seen, what each option is then worth, what is done. */
export function OptionRows({ table: { sees, actions, rows } }: { readonly table: PolicyTable }) {
  const diagram = useNumbers((state) => state.diagram);
  return (
    <>
      <thead>
        <tr>
          {sees.map((name) => (
            <th key={name} scope="col" title={name}>
              <Breakable name={nodeTitle(diagram, name)} />
            </th>
          ))}
          {actions.map((action) => (
            <th key={action} scope="col" className="number" title="expected utility of this option">
              <Breakable name={action} />
            </th>
          ))}
          <th scope="col">does</th>
        </tr>
      </thead>
      <tbody>
        {rows.slice(0, MOST_ROWS).map((row) => (
          <OptionRow key={row.context.join("|")} row={row} actions={actions} />
        ))}
      </tbody>
    </>
  );
}

/** How many rows there are beyond those shown. */
export function MoreRows({ rows }: { readonly rows: readonly PolicyRow[] }) {
  return (
    rows.length > MOST_ROWS && <p className="faint">and {rows.length - MOST_ROWS} more rows</p>
  );
}

/** A context: what each option is worth in it, and what is done. */
function OptionRow({
  row,
  actions,
}: {
  readonly row: PolicyRow;
  readonly actions: readonly string[];
}) {
  const best = Math.max(...row.values.map((value) => value ?? -Infinity));
  return (
    <tr className={row.reachable ? "" : "unreachable"}>
      {row.context.map((value, index) => (
        <td key={index}>{value}</td>
      ))}
      {actions.map((action, index) => {
        const value = row.values[index];
        const isBest = value !== undefined && isAsGood(value, best);
        return (
          <td key={action} className={isBest ? "number best" : "number"}>
            {value === undefined ? "–" : short(value)}
            {isBest && <span className="visually-hidden"> (best)</span>}
          </td>
        );
      })}
      <td title={titleOf(row, actions)}>{doneIn(row, actions)}</td>
    </tr>
  );
}

/** Differences that come from rounding alone do not count. */
function isAsGood(value: number, best: number): boolean {
  return best - value <= 1e-9 * Math.max(1, Math.abs(best));
}

/** What a rule does in a context, in a few words. */
function doneIn(
  { distribution, ties, tiedWithin, reachable, tooRare }: PolicyRow,
  actions: readonly string[],
): string {
  if (tooRare === true) return "too rare to judge";
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

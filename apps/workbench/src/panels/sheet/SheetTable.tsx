/**
 * The table of a node, row by row: numbers are typed, Tab moves on, of probabilities the rest of the row
 * makes room. Numbers that a formula makes are shown, and written as a table when somebody asks.
 */
import {
  fillUniform,
  type NodeSheet,
  setCell,
  type SheetTable as Table,
  writeAsTable,
} from "@cidery/core/session";
import { numberText } from "@cidery/core/text";
import { announce } from "../../state/announce.ts";
import { session, useDocumentPart } from "../../state/document.ts";
import { nodeTitle } from "../../state/titles.ts";
import { Field } from "./Field.tsx";

export function SheetTable({ sheet }: { readonly sheet: NodeSheet }) {
  const { name, parents, table, noTable, kind } = sheet;
  const diagram = useDocumentPart(({ good }) => good?.diagram);
  const titles = [...parents, name].map((one) => nodeTitle(diagram, one));
  if (table === undefined) {
    return (
      <div className="sheet-part">
        <span className="sheet-word">{kind === "utility" ? "Utility" : "Table"}</span>
        <span className="faint">{noTable}</span>
        {sheet.formula === "" && (
          <button
            type="button"
            className="button small"
            onClick={() => void announce(fillUniform(session, [name]))}
          >
            Put numbers in
          </button>
        )}
      </div>
    );
  }
  return (
    <div className="sheet-part">
      <div
        className="sheet-scroll"
        tabIndex={0}
        role="region"
        aria-label={`Table of ${nodeTitle(diagram, name)}`}
      >
        <table className="sheet-table">
          <caption className="visually-hidden">{`Numbers of ${nodeTitle(diagram, name)}`}</caption>
          <thead>
            <tr>
              {parents.map((parent) => (
                <th key={parent} scope="col">
                  {nodeTitle(diagram, parent)}
                </th>
              ))}
              {table.kind === "choices" ? (
                <th scope="col">{nodeTitle(diagram, name)}</th>
              ) : (
                table.columns.map((column) => (
                  <th key={column} scope="col" className="number">
                    {column}
                  </th>
                ))
              )}
            </tr>
          </thead>
          <tbody>
            {table.rows.map((row, at) => (
              <tr key={at}>
                {row.context.map((value, i) => (
                  <td key={i}>{value}</td>
                ))}
                <Cells name={name} titles={titles} table={table} at={at} />
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {table.left > 0 && <p className="faint">and {table.left} more rows, in the text</p>}
      {!table.written && (
        <p className="faint">
          These numbers come from the formula below.{" "}
          <button
            type="button"
            className="link-button"
            onClick={() => void announce(writeAsTable(session, name))}
          >
            Write them as a table
          </button>
        </p>
      )}
    </div>
  );
}

interface CellsProps {
  readonly name: string;
  /** Of its parents, and its own. */
  readonly titles: readonly string[];
  readonly table: Table;
  readonly at: number;
}

function Cells({ name, titles, table, at }: CellsProps) {
  const { kind, columns, rows, written } = table;
  const row = rows[at];
  if (row === undefined) return null;
  const when = row.context.map((value, i) => `${titles[i]} = ${value}`).join(", ");
  const given = when === "" ? "" : ` when ${when}`;
  if (kind === "choices") {
    return (
      <td>
        <select
          className="field"
          aria-label={`${titles.at(-1)}${given}`}
          disabled={!written}
          value={row.cells.indexOf(1)}
          onChange={({ target }) =>
            void announce(
              setCell(session, name, { row: at, column: 0, value: Number(target.value) }),
            )
          }
        >
          {columns.map((value, i) => (
            <option key={value} value={i}>
              {value}
            </option>
          ))}
        </select>
      </td>
    );
  }
  return row.cells.map((cell, column) => (
    <td key={column} className="number">
      {written ? (
        <Field
          value={numberText(cell)}
          inputMode="decimal"
          className="number"
          label={
            kind === "utilities" ? `Utility${given}` : `Probability of ${columns[column]}${given}`
          }
          commit={(text) => typed(name, { row: at, column }, text)}
        />
      ) : (
        numberText(cell)
      )}
    </td>
  ));
}

/** A number, `30%` or a fraction `1/3`. */
function typed(
  name: string,
  place: { readonly row: number; readonly column: number },
  text: string,
): boolean {
  const parts = /^\s*([-+]?[\d.]+(?:e[-+]?\d+)?)\s*(?:(%)|\/\s*([\d.]+))?\s*$/iu.exec(text);
  const [, whole, percent, below] = parts ?? [];
  const value =
    whole === undefined
      ? Number.NaN
      : Number(whole) / (percent === undefined ? Number(below ?? 1) : 100);
  return announce(setCell(session, name, { ...place, value }));
}

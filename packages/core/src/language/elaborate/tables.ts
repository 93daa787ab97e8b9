/**
 * Table literals. Rows follow the parents named in `from`, the first slowest. A table of constants
 * becomes an array; one that uses parameters becomes a `match` over the parents' values, so that
 * sliders keep working.
 */
import type { Expression, Mechanism, Pattern, Value } from "../../model/index.ts";
import type { ExpressionSyntax, ItemsSyntax } from "../syntax/syntax.ts";
import type { MechanismBuilder } from "./expressions.ts";
import type { ModelInProgress, Slot } from "./model.ts";
import { indexInDomain, showValue } from "../../model/index.ts";
import * as messages from "../messages.ts";
import { placeIn } from "./source.ts";

const MOST_ENTRIES = 4_000_000;

export function readTable(
  model: ModelInProgress,
  slot: Slot,
  list: ItemsSyntax,
  parents: readonly Slot[],
  builder: MechanismBuilder,
): Mechanism | undefined {
  const { reporter } = model;
  const place = placeIn(slot.source, list.range);
  const stochastic = slot.item.mechanism?.sign === "~";
  const isUtility = slot.item.variableKind === "utility";
  if (slot.domain?.kind === "real") {
    reporter.add(messages.tableNeedsFinite(slot.name, slot.name, place));
    return undefined;
  }
  const domain = slot.domain;
  let rows = 1;
  const sizes: (readonly Value[])[] = [];
  for (const parent of parents) {
    if (parent.domain?.kind !== "finite") {
      reporter.add(messages.tableNeedsFinite(slot.name, parent.name, place));
      return undefined;
    }
    sizes.push(parent.domain.values);
    rows *= parent.domain.values.length;
  }
  const columns = stochastic && domain !== undefined ? domain.values.length : 1;
  if (rows * columns > MOST_ENTRIES) {
    reporter.add(messages.mechanismTooLarge(MOST_ENTRIES, place));
    return undefined;
  }
  const cells = flatten(list);
  if (cells.length !== rows * columns) {
    const words = (count: number): string =>
      columns === 1
        ? plural(count, "entry", "entries")
        : `${plural(Math.floor(count / columns), "row", "rows")} of ${columns}`;
    const got =
      cells.length % columns === 0 ? words(cells.length) : plural(cells.length, "entry", "entries");
    reporter.add(messages.tableSize(words(rows * columns), got, place));
    return undefined;
  }
  const ragged =
    columns > 1
      ? list.items.find(
          (row) => row.kind === "list" && cells.length > 0 && flatten(row).length % columns !== 0,
        )
      : undefined;
  if (ragged !== undefined) {
    reporter.add(
      messages.tableSize(
        `rows of ${columns}`,
        `a row of ${flatten(ragged).length}`,
        placeIn(slot.source, ragged.range),
      ),
    );
    return undefined;
  }
  const expressions: Expression[] = [];
  for (const cell of cells) {
    const typed = builder.build(cell);
    if (typed === undefined) return undefined;
    if (typed.random) {
      reporter.add(messages.distributionAsValue("this", placeIn(slot.source, cell.range)));
      return undefined;
    }
    expressions.push(typed.expression);
  }
  if (!expressions.every((e) => e.kind === "literal")) {
    return {
      kind: "expression",
      stochastic,
      body: asMatch(expressions, sizes, columns, stochastic),
    };
  }
  const entries = new Float64Array(cells.length);
  for (const [i, e] of expressions.entries()) {
    const { value } = e as { value: Value };
    const cellPlace = placeIn(slot.source, (cells[i] as ExpressionSyntax).range);
    if (!stochastic && !isUtility && domain !== undefined) {
      entries[i] = indexInDomain(domain, value);
      if ((entries[i] as number) < 0) {
        reporter.add(
          messages.badMechanism(
            "value-outside-domain",
            `${showValue(value)} is outside the domain of ${slot.name}`,
            cellPlace,
          ),
        );
        return undefined;
      }
    } else if (typeof value === "number") entries[i] = value;
    else {
      reporter.add(messages.typeMismatch("a number", showValue(value), cellPlace));
      return undefined;
    }
  }
  return { kind: "table", stochastic, entries };
}

/** The cells of nested lists, in order. Iterative: nesting is bounded, width is not. */
function flatten(list: ExpressionSyntax): ExpressionSyntax[] {
  const cells: ExpressionSyntax[] = [];
  const stack: ExpressionSyntax[] = [list];
  for (let e = stack.pop(); e !== undefined; e = stack.pop()) {
    if (e.kind !== "list") {
      cells.push(e);
      continue;
    }
    for (let i = e.items.length - 1; i >= 0; i--) stack.push(e.items[i] as ExpressionSyntax);
  }
  return cells;
}

function asMatch(
  cells: readonly Expression[],
  parents: readonly (readonly Value[])[],
  columns: number,
  stochastic: boolean,
): Expression {
  const rowAt = (row: number): Expression =>
    stochastic
      ? { kind: "list", items: cells.slice(row * columns, (row + 1) * columns) }
      : (cells[row] as Expression);
  if (parents.length === 0) return rowAt(0);
  let configurations: Value[][] = [[]];
  for (const values of parents)
    configurations = configurations.flatMap((c) => values.map((v) => [...c, v]));
  const cases = configurations.map((values, row) => {
    const pattern: Pattern = {
      kind: "value",
      value: values.length === 1 ? (values[0] as Value) : values,
    };
    return { patterns: [pattern], body: rowAt(row) };
  });
  const positions = parents.map((_, position): Expression => ({ kind: "parent", position }));
  const [only] = positions;
  const subject: Expression =
    positions.length === 1 && only !== undefined ? only : { kind: "tuple", items: positions };
  return { kind: "match", subject, cases };
}

function plural(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}

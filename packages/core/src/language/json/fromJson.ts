/**
 * Diagrams from JSON, exactly as they were written. The bare structure of nodes and edges is read as well
 * (`shape.ts`). What is read goes through the checks of a text (`door.ts`), which need the grammar.
 */
import type { Result } from "../../base/index.ts";
import type { InfluenceDiagram } from "../../model/index.ts";
import { throughText } from "./door.ts";
import { readShape } from "./shape.ts";

/**
 * The diagram a JSON value describes, or what is wrong with it, with its path in the data. Tables,
 * formulas and claims are checked as those of a text are: names, domains, rows that sum to 1.
 * Never throws; linear in the size of the data.
 *
 * Those checks are the checks of a text: the data are written as one and read again, so importing
 * this loads the grammar. To do without it, use `readJson` of `@cidery/core/json`, which loads the
 * grammar when it is first called, and `structureFromJson`, which never does.
 * @param parameters values that replace those in the data; unknown ones are refused, and so are
 * those that gave the model its shape, since the data holds only what they gave
 */
export function fromJson(
  value: unknown,
  parameters?: ReadonlyMap<string, number>,
): Result<InfluenceDiagram> {
  const shape = readShape(value);
  return shape.ok ? throughText(shape.value, parameters) : shape;
}

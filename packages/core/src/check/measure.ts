/**
 * Questions asked in the words of claims: `P(X = a | Y = b, do(Z = 0))`, `E(U)`, `value(robot)`, a
 * calculation with them, the likeliest values, or a table of probabilities. What comes out is what
 * the same words mean inside a claim.
 */
import type { Result } from "../base/index.ts";
import type { Question } from "../language/index.ts";
import type { ClaimExpression, InfluenceDiagram, Value } from "../model/index.ts";
import type { CheckOptions } from "./checkClaims.ts";
import type { ClaimContext } from "./claimContext.ts";
import type { TableAnswer } from "./exactEngine.ts";
import { parseQuestion } from "../language/index.ts";
import { showValue } from "../model/index.ts";
import { contextOf } from "./checkClaims.ts";
import { circumstancesOf, eventOf } from "./events.ts";
import { measuredInAll } from "./quantify.ts";

/** What a question comes to: values, undecided, or a mistake in the question. */
export type Measured =
  /** One value, or all values that optimal play allows. */
  | {
      readonly kind: "values";
      readonly values: readonly Value[];
      readonly detail?: string;
      /** What else optimal play may allow but was not looked at. */
      readonly missing?: string;
      /** True when mixtures of optimal policies give the numbers in between as well. */
      readonly mixes?: boolean;
    }
  | { readonly kind: "undecided"; readonly reason: string; readonly message: string }
  /** The question itself is mistaken: a value that is never taken, a label without order. */
  | { readonly kind: "error"; readonly reason: string; readonly message: string };

/** A row of an answer. */
export type AnswerRow = Measured & {
  /** What the row is about; the question itself when there is only one. */
  readonly label: string;
  /** In a table: the values of its variables, by name. */
  readonly cell?: Readonly<Record<string, Value>>;
};

/** A number, an action or values; questions with tables are answered by `answer`. */
export function measure(
  diagram: InfluenceDiagram,
  text: string,
  options: CheckOptions = {},
): Result<Measured> {
  const answered = answer(diagram, text, options);
  if (!answered.ok) return answered;
  const [row] = answered.value;
  if (row !== undefined && row.cell === undefined) {
    const { label: _, cell: __, ...measured } = row;
    return { ...answered, value: measured };
  }
  const message = `${text} is a table of ${answered.value.length} probabilities, not one number`;
  return { ...answered, value: { kind: "error", reason: "not-a-number", message } };
}

/** The answer to a question: one row, or one for each cell of a table. */
export function answer(
  diagram: InfluenceDiagram,
  text: string,
  options: CheckOptions = {},
): Result<readonly AnswerRow[]> {
  const question = parseQuestion(text, diagram);
  if (!question.ok) return question;
  const context = contextOf(diagram, options);
  const { value } = question;
  const rows =
    value.kind === "number"
      ? [{ label: text.trim(), ...measured(context, value.expression, text) }]
      : tabled(context, value, text);
  return { ...question, value: rows };
}

function measured(context: ClaimContext, expression: ClaimExpression, text: string): Measured {
  const found = measuredInAll(context, expression);
  if (found.kind === "values") {
    const { kind, values, detail } = found;
    return detail === undefined ? { kind, values } : { kind, values, detail };
  }
  if (found.kind === "quantified") {
    const { values, detail, missing, mixes } = found;
    return {
      kind: "values",
      values,
      ...(detail === undefined ? {} : { detail }),
      ...(missing === undefined ? {} : { missing }),
      ...(mixes ? { mixes } : {}),
    };
  }
  const message = "message" in found ? found.message : `${text.trim()} is not a number`;
  const reason = "reason" in found ? found.reason : "not-a-number";
  return { kind: found.kind === "error" ? "error" : "undecided", reason, message };
}

type Table = Extract<Question, { kind: "table" }>;
interface NamedValue {
  readonly name: string;
  readonly value: Value;
}

/** Most cells of a table that are asked for one by one. */
const MOST_CELLS = 10_000;

function tabled(context: ClaimContext, question: Table, text: string): AnswerRow[] {
  const whole = (open: Measured): AnswerRow[] => [{ label: text.trim(), ...open }];
  const domains: NamedValue[][] = [];
  for (const name of [...question.variables, ...question.conditions]) {
    const id = context.diagram.idOf(name);
    const answered = id === undefined ? undefined : context.exact()?.values(id);
    if (answered === undefined)
      return whole({
        kind: "undecided",
        reason: "needs-exact-solver",
        message: "no solver was used",
      });
    if (answered.kind === "unknown")
      return whole({ kind: "undecided", reason: answered.reason, message: answered.detail });
    if (answered.values.length === 0)
      return whole({
        kind: "undecided",
        reason: "needs-numbers",
        message: `${name} has no values: write the ones it may take, \`${name} : {…}\``,
      });
    domains.push(answered.values.map((value) => ({ name, value })));
  }
  const cells = domains.reduce((n, domain) => n * domain.length, 1);
  if (cells > MOST_CELLS)
    return whole({
      kind: "undecided",
      reason: "out-of-reach",
      message: `the table has ${cells.toPrecision(3)} cells, more than ${MOST_CELLS}; ask about fewer variables`,
    });
  const split = question.variables.length;
  const columns = combinations(domains.slice(0, split));
  return combinations(domains.slice(split)).flatMap((fixed) =>
    rowsOf(context, question, columns, fixed),
  );
}

/** The rows for some values of the conditions. */
function rowsOf(
  context: ClaimContext,
  question: Table,
  columns: readonly NamedValue[][],
  fixed: readonly NamedValue[],
): AnswerRow[] {
  const given = [...question.given, ...fixed.map(assignment)];
  const joint = question.predicate === "P" ? jointOf(context, question, given) : undefined;
  return columns.map((cell): AnswerRow => {
    const place = {
      label: labelOf(question, cell, fixed),
      cell: Object.fromEntries([...cell, ...fixed].map(({ name, value }) => [name, value])),
    };
    const found = joint?.get(JSON.stringify(cell.map(({ value }) => value)));
    if (found !== undefined) return { ...place, ...found };
    const expression: ClaimExpression = {
      kind: "call",
      name: question.predicate,
      arguments: [...cell.map(assignment), ...question.event],
      given,
    };
    return { ...place, ...measured(context, expression, place.label) };
  });
}

/** All cells at once, where one policy or equilibrium is all there is to ask. */
function jointOf(
  context: ClaimContext,
  question: Table,
  given: readonly ClaimExpression[],
): ReadonlyMap<string, Measured> | undefined {
  const engine = context.exact();
  const nodes = question.variables.map((name) => context.diagram.idOf(name) ?? -1);
  const when = circumstancesOf(context, given);
  const event = question.event.length === 0 ? undefined : eventOf(context, question.event);
  if (engine === undefined || nodes.length === 0 || "reason" in when) return undefined;
  if (event !== undefined && "reason" in event) return undefined;
  const plays = engine.plays?.();
  if (plays !== undefined && (plays.engines.length > 1 || plays.missing !== undefined))
    return undefined;
  const answered: TableAnswer = engine.table(nodes, event, when);
  if (answered.kind === "unknown") return undefined;
  return new Map(
    answered.rows.map(({ values, probabilities }) => [
      JSON.stringify(values),
      { kind: "values", values: probabilities },
    ]),
  );
}

function assignment({ name, value }: NamedValue): ClaimExpression {
  return { kind: "assignment", target: name, value: { kind: "value", value } };
}

function labelOf(
  question: Table,
  cell: readonly NamedValue[],
  fixed: readonly NamedValue[],
): string {
  const show = (list: readonly NamedValue[]): string =>
    list.map(({ name, value }) => `${name} = ${showValue(value)}`).join(", ");
  const event = cell.length === 0 ? question.predicate : show(cell);
  return fixed.length === 0 ? event : `${event} | ${show(fixed)}`;
}

function combinations(domains: readonly (readonly NamedValue[])[]): NamedValue[][] {
  return domains.reduce<NamedValue[][]>(
    (rows, domain) => rows.flatMap((row) => domain.map((one) => [...row, one])),
    [[]],
  );
}

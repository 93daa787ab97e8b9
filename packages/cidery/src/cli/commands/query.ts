/**
 * `cidery query` and `cidery would`: probabilities and expectations under optimal play, with
 * evidence, interventions and counterfactuals, in the words of claims.
 */
import type { CommandDefinition, Invocation } from "../command.ts";
import type { InfluenceDiagram } from "@cidery/core";
import type { ExitCode } from "../terminal.ts";
import { measure, numberText, readNodeName, showValue, writeNode, writeValue } from "@cidery/core";
import { flag, word } from "../command.ts";
import { checkOptions } from "../engines.ts";
import { complain, openModel } from "../loading.ts";
import { json, number, table } from "../print.ts";

export const query: CommandDefinition = {
  name: "query",
  summary: "a probability, expectation or value under optimal play",
  examples: [
    {
      line: 'cidery query textbooks/umbrella "P(W | F = rainy)"',
      does: "the distribution of a variable",
    },
    {
      line: 'cidery query frameworks/modifiable-reward "E(R[3] | do(A[1] = work))"',
      does: "an expectation under an intervention",
    },
    {
      line: 'cidery query games/taxi-competition "value(first) - value(second)"',
      does: "any calculation with them",
    },
  ],
  declare: (parser) =>
    parser
      .argument("<file>", "a model with numbers")
      .argument(
        "<question>",
        'such as "P(X = a | Y = b, do(Z = 0))", "P(X | Y = b)", "E(U)", "value(agent)"',
      )
      .option("--param <name=value...>", "override a parameter")
      .option("--json", "print as JSON"),
  run: (invocation) => answer(invocation, word(invocation, 1)),
};

export const would: CommandDefinition = {
  name: "would",
  summary: "a counterfactual: what would have happened otherwise",
  examples: [
    {
      line: 'cidery would papers/richens2022counterfactual/treatments "Y | D = second, Y = dies, do(D = none)"',
      does: "given what happened, had we done otherwise",
    },
  ],
  declare: (parser) =>
    parser
      .argument("<file>", "a model with numbers")
      .argument(
        "<event>",
        '"Y = 1 | X = 0, do(D = 1)": event, evidence from the actual world, intervention',
      )
      .option("--param <name=value...>", "override a parameter")
      .option("--json", "print as JSON"),
  run: (invocation) => answer(invocation, `would(${word(invocation, 1)})`),
};

async function answer(invocation: Invocation, question: string): Promise<ExitCode> {
  const { terminal } = invocation;
  const opened = await openModel(invocation);
  if (opened === undefined) return 2;
  const { diagram } = opened;
  const rows: AnswerRow[] = [];
  for (const one of questionsOf(diagram, question)) {
    const measured = measure(diagram, one.text, checkOptions(invocation));
    if (!measured.ok) {
      complain({ name: "<question>", text: one.text }, measured.diagnostics, terminal);
      return 2;
    }
    rows.push({ label: one.label, ...measured.value });
  }
  if (flag(invocation, "json")) terminal.out(json({ question, answers: rows }));
  else if (rows.length === 1 && rows[0] !== undefined)
    terminal.out(`${textOf(rows[0], question)}\n`);
  else
    terminal.out(
      table(
        terminal,
        [question, ""],
        rows.map((row) => [row.label, textOf(row, question)]),
      ),
    );
  return rows.every(({ kind }) => kind === "values") ? 0 : 1;
}

type Answer = Extract<ReturnType<typeof measure>, { ok: true }>["value"];
type AnswerRow = Answer & { readonly label: string };

/** Probabilities are sums without cancelling: however small one is, its digits are its own. */
const ASKS_FOR_CHANCE = /^\s*(P|probability|would)\s*\(/;

function textOf(row: AnswerRow, question: string): string {
  if (row.kind === "undecided") return `undecided: ${row.message}`;
  // Amounts that cancel arrive as 0, so that a small one has its own digits, too.
  const shown = (x: number): string =>
    ASKS_FOR_CHANCE.test(question) || Math.abs(x) < 1e-12 ? numberText(x) : number(x);
  const values = row.values.map((value) =>
    typeof value === "number" ? shown(value) : showValue(value),
  );
  const notes = [
    ...(values.length > 1
      ? [`optimal play allows all of these${row.mixes === true ? " and what lies between" : ""}`]
      : []),
    ...(row.missing === undefined ? [] : [`not all optimal play was looked at: ${row.missing}`]),
    ...(row.detail === undefined ? [] : [row.detail]),
  ];
  return `${values.join(" or ")}${notes.map((note) => `  (${note})`).join("")}`;
}

/** `P(X | …)` asks once for every value of X; everything else is one question. */
function questionsOf(
  diagram: InfluenceDiagram,
  question: string,
): { text: string; label: string }[] {
  const match =
    /^\s*(P|probability|would)\s*\(\s*(`(?:[^`\\]|\\.)*`(?:\[[^\]]*\])?|[^|=<>!`]+?)\s*(\|[\s\S]*)?\)\s*$/.exec(
      question,
    );
  const id = match === null ? undefined : diagram.idOf(readNodeName(match[2] ?? ""));
  const domain = id === undefined ? undefined : diagram.node(id).domain;
  if (match === null || domain?.kind !== "finite") return [{ text: question, label: question }];
  const [, predicate = "P", , condition = ""] = match;
  const { name } = diagram.node(id as number);
  return domain.values.map((value) => ({
    text: `${predicate}(${writeNode(diagram, id as number)} = ${writeValue(value)} ${condition})`,
    label: `${name} = ${showValue(value)}`,
  }));
}

/**
 * `cidery query` and `cidery would`: probabilities and expectations under optimal play, with
 * evidence, interventions and counterfactuals, in the words of claims.
 */
import type { CommandDefinition, Invocation } from "../command.ts";
import type { AnswerRow } from "@cidery/core/check";
import type { ExitCode } from "../terminal.ts";
import { BadInput } from "../terminal.ts";
import { answer as answerQuestion } from "@cidery/core/check";
import { numberText } from "@cidery/core/text";
import { showValue } from "@cidery/core";
import { flag, word } from "../command.ts";
import { checkOptions } from "../engines.ts";
import { complain, openModel } from "../loading.ts";
import { json, number } from "../print.ts";
import { table } from "../table.ts";

export const query: CommandDefinition = {
  name: "query",
  limited: "whole",
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
      does: "arithmetic on such values",
    },
    {
      line: 'cidery query textbooks/umbrella "P(W, F)"',
      does: "a joint table",
    },
    {
      line: 'cidery query textbooks/umbrella "meu(| F = rainy)"',
      does: "what is best when the forecast is known before anybody decides",
    },
    {
      line: 'cidery query textbooks/umbrella "mpe(| F = rainy)"',
      does: "the most probable explanation",
    },
    {
      line: 'cidery query papers/richens2022counterfactual/treatments "harm(D = second, D = none)"',
      does: "what an action costs those whom the baseline would have served better",
    },
  ],
  declare: (parser) =>
    parser
      .argument("<file>", "a model with numbers")
      .argument(
        "<question>",
        'such as "P(X = a | Y >= 2, do(Z = 0))", "P(X, Y | Z ~ {a: 0.3, b: 0.7})", "E(U1 + U2)", "value(agent)", "meu(agent | Y = b)", "map(X, Y)", "mpe", "entropy(X)", "agent.harm(D = a, D = none)", "necessity(X = x, Y = y)", "path_effect(D = a, D = none, Y, D -> M -> Y)"',
      )
      .option("--param <name=value...>", "override a parameter")
      .option("--json", "print as JSON"),
  run: (invocation) => answer(invocation, word(invocation, 1)),
};

export const would: CommandDefinition = {
  name: "would",
  limited: "whole",
  summary: "a counterfactual: what would have happened otherwise",
  examples: [
    {
      line: 'cidery would papers/richens2022counterfactual/treatments "Y | D = second, Y = dies, do(D = none)"',
      does: "what would have happened under another decision, given what did happen",
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
  const answered = answerQuestion(diagram, question, checkOptions(invocation));
  if (!answered.ok) {
    complain({ name: "<question>", text: question }, answered.diagnostics, terminal);
    return 2;
  }
  const rows = answered.value;
  const mistake = rows.find((row) => row.kind === "error");
  if (mistake?.kind === "error") throw new BadInput(mistake.message);
  if (flag(invocation, "json")) terminal.out(json({ question, answers: rows }));
  else if (rows.length === 1 && rows[0]?.cell === undefined)
    terminal.out(`${rows.map((row) => textOf(row, question)).join("")}\n`);
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

/** Probabilities are sums without cancelling: however small one is, its digits are its own. */
const ASKS_FOR_CHANCE = /^\s*(P|probability|would)\s*\(/;

function textOf(row: AnswerRow, question: string): string {
  if (row.kind !== "values") return `undecided: ${row.message}`;
  // Amounts that cancel arrive as 0, so that a small one has its own digits, too.
  const shown = (x: number): string =>
    ASKS_FOR_CHANCE.test(question) || Math.abs(x) < 1e-12 ? numberText(x) : number(x);
  const values = row.values.map((value) =>
    typeof value === "number" ? shown(value) : showValue(value),
  );
  const notes = [
    ...(values.length > 1
      ? [`optimal play allows all of these${row.mixes === true ? " and their mixtures" : ""}`]
      : []),
    ...(row.missing === undefined ? [] : [`not all optimal play was looked at: ${row.missing}`]),
    ...(row.detail === undefined ? [] : [row.detail]),
  ];
  return `${values.join(" or ")}${notes.map((note) => `  (${note})`).join("")}`;
}

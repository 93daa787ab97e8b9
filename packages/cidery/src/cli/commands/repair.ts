/**
 * `cidery repair`: the smallest changes of design that remove an incentive, with what else they
 * change; for an incentive that is absent, the missing arrows that its absence rests on.
 */
import type { CommandDefinition } from "../command.ts";
import type { InfluenceDiagram, Verdict } from "@cidery/core";
import type { Terminal } from "../terminal.ts";
import {
  assumptionLedger,
  changeSentences,
  checkClaim,
  explainVerdict,
  parseClaim,
  repairs,
} from "@cidery/core";
import { flag, textOption, word } from "../command.ts";
import { applyRepair } from "../applyRepair.ts";
import { complain, loadOrComplain } from "../loading.ts";
import { json, wrapped } from "../print.ts";
import { readSource } from "../sources.ts";
import { BadInput } from "../terminal.ts";
import { linksJson, verdictJson } from "../verdictJson.ts";

export const repair: CommandDefinition = {
  name: "repair",
  limited: "whole",
  inPlace: true,
  summary: "the smallest edits that remove an incentive, or what its absence rests on",
  examples: [
    {
      line: 'cidery repair frameworks/modifiable-reward "control(A[1], Theta[2])"',
      does: "which arrows to cut, and the side effects",
    },
    {
      line: 'cidery repair frameworks/modifiable-reward "control(A[1], Theta[2])" --apply 1 --keep average',
      does: "the model after the first repair, with the cut parent averaged out of the numbers",
    },
    {
      line: 'cidery repair frameworks/current-rf "control(A[1], Theta[2])"',
      does: "which missing arrows keep the incentive away",
    },
  ],
  declare: (parser) =>
    parser
      .argument("<file>", "a model")
      .argument(
        "<claim>",
        "an incentive, as in a claim: control(A, X), info(A, X), response(A, X), voc(X)",
      )
      .option(
        "--apply <n>",
        "apply the repair at this position in the list and print the resulting model",
      )
      .option(
        "--keep <how>",
        "with --apply: what becomes of numbers that depend on a cut parent: average, average=played, fix=VALUE, forget",
        "average",
      )
      .option("-o, --output <file>", "with --apply: write the model to this file")
      .option("--json", "print as JSON"),
  async run(invocation) {
    const { terminal } = invocation;
    const source = await readSource(word(invocation, 0), terminal);
    const diagram = await loadOrComplain(source, terminal);
    if (diagram === undefined) return 2;
    const text = word(invocation, 1);
    const claim = parseClaim(text, diagram);
    if (!claim.ok) {
      complain({ name: "<claim>", text }, claim.diagnostics, terminal);
      return 2;
    }
    const { verdicts } = checkClaim(diagram, claim.value);
    if (verdicts.length === 0) {
      throw new BadInput(
        `${text} is not a question about one incentive`,
        "for example: control(A[1], Theta[2])",
      );
    }
    const present = verdicts.filter(({ kind }) => kind === "present");
    const answers = present.length > 0 ? present : verdicts.slice(0, 1);
    if (textOption(invocation, "apply") !== undefined)
      return applyRepair(invocation, source, { diagram, verdict: answers[0] as Verdict });
    if (flag(invocation, "json")) {
      terminal.out(json({ answers: answers.map((verdict) => answerJson(diagram, verdict)) }));
    } else for (const verdict of answers) printAnswer(diagram, verdict, terminal);
    return 0;
  },
};

function answerJson(diagram: InfluenceDiagram, verdict: Verdict): Record<string, unknown> {
  const found = repairs(diagram, verdict);
  const ledger = assumptionLedger(diagram, verdict);
  return {
    verdict: verdictJson(diagram, verdict),
    repairs: found.repairs.map(({ cut, add, sentence, sideEffects }) => ({
      cut: linksJson(diagram, cut),
      add: linksJson(diagram, add),
      sentence,
      sideEffects,
    })),
    repairsComplete: found.complete,
    assumptions: ledger.assumptions.map(({ link, becomes }) => ({
      link: linksJson(diagram, [link])[0],
      becomes,
    })),
    assumptionsComplete: ledger.complete,
  };
}

function printAnswer(diagram: InfluenceDiagram, verdict: Verdict, terminal: Terminal): void {
  const { paint } = terminal;
  terminal.out(wrapped(explainVerdict(diagram, verdict).sentence, terminal.columns));
  if (verdict.kind === "present") {
    const found = repairs(diagram, verdict);
    for (const one of found.repairs) {
      const { appeared, vanished, changed } = one.sideEffects;
      terminal.out(`\n${paint.bold(one.sentence)}\n`);
      const several = diagram.agents.length > 1;
      const effects = [
        ...changeSentences("appeared", appeared, several),
        ...changeSentences("vanished", vanished, several),
        ...changeSentences("changed", changed, several),
      ];
      for (const effect of effects) terminal.out(paint.dim(wrapped(effect, terminal.columns, 2)));
    }
    terminal.out(`\n${paint.dim(found.note)}\n`);
    return;
  }
  const ledger = assumptionLedger(diagram, verdict);
  if (ledger.sentences.length > 0) {
    terminal.out(`\n${paint.bold("This rests on these arrows not being there:")}\n`);
    for (const sentence of ledger.sentences) terminal.out(wrapped(sentence, terminal.columns, 2));
  }
  terminal.out(`\n${paint.dim(ledger.note)}\n`);
}

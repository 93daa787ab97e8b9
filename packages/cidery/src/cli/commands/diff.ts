/** `cidery diff`: which incentives a change of design made appear and vanish. */
import type { CommandDefinition } from "../command.ts";
import { diffDesigns } from "@cidery/core";
import { flag, word } from "../command.ts";
import { loadOrComplain } from "../loading.ts";
import { json, wrapped } from "../print.ts";
import { readSource } from "../sources.ts";

/** The four questions a reviewer asks; `--all` compares every criterion. */
const MAIN_CRITERIA = [
  "value-of-information",
  "value-of-control",
  "response-incentive",
  "instrumental-control-incentive",
];

export const diff: CommandDefinition = {
  name: "diff",
  limited: "whole",
  summary: "compare two designs: which incentives appeared, which vanished",
  examples: [
    {
      line: "cidery diff frameworks/modifiable-reward frameworks/current-rf",
      does: "what evaluating with the current reward function changes",
    },
    { line: "cidery diff a.cid b.cid --all --json", does: "every criterion, for scripts" },
  ],
  declare: (parser) =>
    parser
      .argument("<before>", "a model")
      .argument("<after>", "a model")
      .option("--all", "compare every criterion, not only the four main ones")
      .option("--json", "print as JSON"),
  async run(invocation) {
    const { terminal } = invocation;
    const sources = [
      await readSource(word(invocation, 0), terminal),
      await readSource(word(invocation, 1), terminal),
    ] as const;
    const before = await loadOrComplain(sources[0], terminal);
    const after = await loadOrComplain(sources[1], terminal);
    if (before === undefined || after === undefined) return 2;
    const difference = diffDesigns(
      before,
      after,
      flag(invocation, "all") ? {} : { criteria: MAIN_CRITERIA },
    );
    if (flag(invocation, "json")) {
      terminal.out(json({ before: sources[0].name, after: sources[1].name, ...difference }));
      return 0;
    }
    const { paint } = terminal;
    terminal.out(`${paint.bold(sources[0].name)} → ${paint.bold(sources[1].name)}\n`);
    for (const sentence of difference.sentences) {
      terminal.out(`  ${wrapped(sentence, terminal.columns, 2).trim()}\n`);
    }
    return 0;
  },
};

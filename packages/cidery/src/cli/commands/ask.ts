/** `cidery ask`: one claim that need not stand in the file, answered with its proof. */
import type { CommandDefinition } from "../command.ts";
import { checkClaim, parseClaim } from "@cidery/core";
import { claimJson } from "../claimJson.ts";
import { flag, word } from "../command.ts";
import { checkOptions } from "../engines.ts";
import { complain, openModel } from "../loading.ts";
import { inThisModel, inThisModelWords } from "../inThisModel.ts";
import { json, wrapped } from "../print.ts";
import { claimText } from "./check.ts";

export const ask: CommandDefinition = {
  name: "ask",
  limited: "whole",
  summary: "ask one question of a model, written as a claim; exit 1 if the answer is no",
  examples: [
    {
      line: 'cidery ask frameworks/modifiable-reward "control(worker, Theta[2])"',
      does: "is there an instrumental control incentive?",
    },
    {
      line: 'cidery ask frameworks/cirl "not control(robot, Theta_H)"',
      does: "and here there is none",
    },
    {
      line: 'cidery ask frameworks/mdp "dsep(S[1], R[3] | S[2], A[2])"',
      does: "a question about arrows alone",
    },
  ],
  declare: (parser) =>
    parser
      .argument("<file>", "a model")
      .argument("<claim>", "what `claim` could say")
      .option("--param <name=value...>", "override a parameter")
      .option("--json", "print the answer as JSON"),
  async run(invocation) {
    const { terminal } = invocation;
    const opened = await openModel(invocation);
    if (opened === undefined) return 2;
    const { diagram } = opened;
    const text = word(invocation, 1);
    const claim = parseClaim(text, diagram);
    if (!claim.ok) {
      complain({ name: "<claim>", text }, claim.diagnostics, terminal);
      return 2;
    }
    const result = checkClaim(diagram, claim.value, checkOptions(invocation));
    const [only, ...more] = result.verdicts;
    const here = only !== undefined && more.length === 0 ? inThisModel(diagram, only) : undefined;
    if (flag(invocation, "json")) {
      terminal.out(
        json({ ...claimJson(result), ...(here === undefined ? {} : { inThisModel: here }) }),
      );
    } else {
      terminal.out(claimText(result, terminal));
      if (here !== undefined) {
        const words = wrapped(inThisModelWords(here), terminal.columns, 4);
        terminal.out(terminal.paint.dim(words));
      }
    }
    if (result.outcome === "error") return 2;
    return result.outcome === "holds" ? 0 : 1;
  },
};

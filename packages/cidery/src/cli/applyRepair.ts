/**
 * A repair that is done: the text after it, with what becomes of the numbers that depended on a
 * parent that is cut. What it does to the expected utility is said where the text goes to a file,
 * and with --json.
 */
import { dirname } from "node:path";
import type { InfluenceDiagram, Verdict } from "@cidery/core";
import { repairs, showValue } from "@cidery/core";
import {
  afterCut,
  arrowsWithNumbers,
  createSession,
  type CutPlan,
  type NumbersChoice,
} from "@cidery/core/session";
import { beliefs, SolveError, solveSingleAgent } from "@cidery/core/solve";
import { numberText } from "@cidery/core/text";
import type { Invocation } from "./command.ts";
import type { Source } from "./sources.ts";
import type { ExitCode } from "./terminal.ts";
import { flag, textOption } from "./command.ts";
import { extending } from "./extending.ts";
import { otherFormat } from "./sourceFormat.ts";
import { wholeNumber } from "./numbers.ts";
import { json, wrapped } from "./print.ts";
import { withSlashes } from "./reading.ts";
import { BadInput } from "./terminal.ts";
import { writeFile } from "./writing.ts";

export async function applyRepair(
  invocation: Invocation,
  source: Source,
  { diagram, verdict }: { readonly diagram: InfluenceDiagram; readonly verdict: Verdict },
): Promise<ExitCode> {
  const { terminal } = invocation;
  const other = await otherFormat(source);
  if (other !== undefined)
    throw new BadInput(`${source.name} is ${other}`, "convert it to .cid first: cidery convert");
  const found = repairs(diagram, verdict).repairs;
  const position = wholeNumber(textOption(invocation, "apply"), "--apply", 1);
  const repair = found[position - 1];
  if (repair === undefined)
    throw new BadInput(
      found.length === 0 ? "there is no repair to apply" : `there is no repair ${position}`,
      found.length === 0
        ? "the incentive is not present"
        : `there are ${found.length}; without --apply they are listed`,
    );
  const session = createSession({
    now: () => 0,
    resolve: extending(source.folders ?? [dirname(source.path ?? "./model")]),
  });
  const file = source.path === undefined ? {} : { file: withSlashes(source.path) };
  session.open({ text: source.text, ...file }, "open");
  const plan = planOf(diagram, repair);
  const choice = choiceOf(textOption(invocation, "keep") ?? "average", diagram, plan);
  const after = afterCut(session, plan, choice);
  if (!after.ok)
    throw new BadInput(
      `this cannot be done: ${after.reason}`,
      "choose another --keep, or another repair",
    );
  const changed = session.read(after.text).diagram;
  const worth = [worthOf(diagram), changed === undefined ? undefined : worthOf(changed)] as const;
  const output = textOption(invocation, "output");
  if (output !== undefined) writeFile(terminal.workingFolder, output, after.text);
  if (flag(invocation, "json"))
    terminal.out(
      json({
        repair: repair.sentence,
        before: worth[0] ?? null,
        after: worth[1] ?? null,
        text: after.text,
      }),
    );
  else if (output === undefined) terminal.out(after.text);
  const [before, now] = worth;
  const words =
    before === undefined || now === undefined
      ? "The expected utility is not known before and after."
      : `Expected utility ${numberText(before)} → ${numberText(now)}.`;
  // The text alone goes to standard output, so that it can be a file.
  if (output !== undefined && !flag(invocation, "json"))
    terminal.out(wrapped(`${repair.sentence} ${words}`, terminal.columns));
  return 0;
}

function planOf(
  diagram: InfluenceDiagram,
  { cut, add }: { readonly cut: CutLinks; readonly add: CutLinks },
): CutPlan {
  const named = (links: CutLinks): { readonly from: string; readonly to: string }[] =>
    links.map(([from, to]) => ({ from: diagram.node(from).name, to: diagram.node(to).name }));
  return { cut: named(cut), add: named(add), remove: [] };
}

type CutLinks = readonly (readonly [number, number])[];

const WAYS = "average (all values equally likely), average=played, fix=VALUE or forget";

function choiceOf(keep: string, diagram: InfluenceDiagram, plan: CutPlan): NumbersChoice {
  if (keep === "average") return { kind: "average" };
  if (keep === "forget") return { kind: "forget" };
  const parents = [...new Set(arrowsWithNumbers(diagram, plan).map(({ from }) => from))];
  if (keep === "average=played") return { kind: "average", weights: played(diagram, parents) };
  const wanted = /^fix=(.+)$/u.exec(keep)?.[1];
  if (wanted === undefined) throw new BadInput(`--keep ${keep} is not a way to keep numbers`, WAYS);
  const values = new Map(
    parents.map((name) => {
      const domain = diagram.nodes.find((node) => node.name === name)?.domain;
      const all = domain?.kind === "finite" ? domain.values : [];
      const value = all.find((one) => showValue(one) === wanted);
      if (value === undefined)
        throw new BadInput(
          `${name} has no value ${wanted}`,
          `it has ${all.map(showValue).join(", ")}`,
        );
      return [name, value] as const;
    }),
  );
  return { kind: "fix", values };
}

/** How likely each value of the parents is under an optimal policy of a single agent. */
function played(
  diagram: InfluenceDiagram,
  parents: readonly string[],
): ReadonlyMap<string, readonly number[]> {
  try {
    const { policy } = solveSingleAgent(diagram);
    const answer = beliefs(diagram, { policy });
    const weights = new Map<string, readonly number[]>();
    if (answer.kind === "impossible") return weights;
    for (const name of parents) {
      const marginal = answer.marginals[diagram.idOf(name) ?? -1];
      if (marginal !== undefined) weights.set(name, [...marginal]);
    }
    return weights;
  } catch (error) {
    if (error instanceof SolveError)
      throw new BadInput(
        `it is not known how the decision is played: ${error.message}`,
        "--keep average weights all values equally",
      );
    throw error;
  }
}

function worthOf(diagram: InfluenceDiagram): number | undefined {
  try {
    return [...solveSingleAgent(diagram).value.values()][0];
  } catch (error) {
    if (error instanceof SolveError) return undefined;
    throw error;
  }
}

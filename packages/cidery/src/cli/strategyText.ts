/** A strategy as a tree, and dominated options, in text, as JSON and as files. */
import type { InfluenceDiagram } from "@cidery/core";
import type { NamedStrategy } from "@cidery/core/charts";
import type { Dominance, DominanceInContext } from "@cidery/core/solve";
import type { Terminal } from "./terminal.ts";
import { showValue } from "@cidery/core";
import { branchWords, PRINTED, strategyCsv, strategySvg } from "@cidery/core/charts";
import { percentText } from "@cidery/core/text";
import { heading, json, number, wrapped } from "./print.ts";
import { table } from "./table.ts";
import { BadInput } from "./terminal.ts";

/** Longer trees are cut, with a word about it. */
const MOST_LINES = 60;

/** Indented lines: what is seen, how likely it is, what is then done, what it is worth from there. */
export function strategyText(root: NamedStrategy, whose: string, terminal: Terminal): string {
  const { paint } = terminal;
  const lines: string[] = [];
  const walk = (node: NamedStrategy, indent: string): void => {
    for (const [i, { values, share, to }] of node.branches.entries()) {
      const isLast = i === node.branches.length - 1;
      const likely = share > 1 - 1e-12 ? "" : `  ${percentText(share)}`;
      const what = `${node.variable} = ${branchWords(values)}`;
      const said = node.kind === "decision" ? paint.bold(what) : what;
      lines.push(
        `${indent}${isLast ? "└ " : "├ "}${said}${paint.dim(likely)}  ${number(to.value)}`,
      );
      walk(to, `${indent}${isLast ? "  " : "│ "}`);
    }
  };
  walk(root, "  ");
  const more = lines.length - MOST_LINES;
  const shown = lines.slice(0, MOST_LINES);
  if (lines.length === 0) shown.push("  nothing is decided");
  if (more > 0) shown.push(`  … and ${more} more lines (all of them with --json or --write)`);
  const note = `Only what can come about; an observation that changes nothing of what is done is left out, and the number on a line is the expected utility of ${whose} from there on.`;
  return `\n${heading(terminal, "The strategy")}${shown.map((line) => `${line}\n`).join("")}${paint.dim(wrapped(note, terminal.columns))}`;
}

/** @throws BadInput unless the file ends in `.svg`, `.csv` or `.json` */
export function strategyFile(root: NamedStrategy, file: string): string {
  if (file.endsWith(".svg")) return strategySvg(root, PRINTED);
  if (file.endsWith(".csv")) return strategyCsv(root);
  if (file.endsWith(".json")) return json(root);
  throw new BadInput(
    `--write ${file}: the ending must give the format`,
    "end in .svg, .csv or .json",
  );
}

/** In words: the option is no better than the other one, in this sense. */
const HOW: Readonly<Record<Dominance, string>> = {
  always: "its best outcome is no better than the other's worst",
  "state-by-state": "in every state",
  "first-order": "for whoever prefers more (first order)",
  "second-order": "for whoever is also averse to risk (second order)",
};

const MOST_CONTEXTS = 24;

export function dominanceText(
  diagram: InfluenceDiagram,
  found: readonly DominanceInContext[],
  terminal: Terminal,
): string {
  const rows = dominanceRows(diagram, found);
  const listed = rows
    .slice(0, MOST_CONTEXTS)
    .map(({ decision, context, option, by, how }) => [decision, context, option, by, HOW[how]]);
  const body =
    rows.length === 0
      ? "  no option is dominated where it can come about\n"
      : table(terminal, ["decision", "when", "option", "dominated by", "how"], listed, {
          indent: 2,
          wrapLast: true,
        });
  const more =
    rows.length > MOST_CONTEXTS
      ? `  … and ${rows.length - MOST_CONTEXTS} more (all of them with --json)\n`
      : "";
  return `\n${heading(terminal, "Dominated options, all other decisions by these rules")}${body}${more}`;
}

interface DominatedRow {
  readonly decision: string;
  readonly context: string;
  readonly option: string;
  readonly by: string;
  readonly how: Dominance;
}

function dominanceRows(
  diagram: InfluenceDiagram,
  found: readonly DominanceInContext[],
): DominatedRow[] {
  return found.flatMap(({ decision, context, dominated }) => {
    const { name, parents } = diagram.node(decision);
    const written = (id: number, at: number): string => {
      const { domain } = diagram.node(id);
      return domain?.kind === "finite" ? showValue(domain.values[at] ?? "?") : "?";
    };
    const when = parents.map((p, i) => `${diagram.node(p).name} = ${written(p, context[i] ?? 0)}`);
    return dominated.map(({ option, by, how }) => ({
      decision: name,
      context: when.join(", ") || "always",
      option: written(decision, option),
      by: written(decision, by),
      how,
    }));
  });
}

/** Every context that can come about, with what each option is worth there. */
export function dominanceJson(
  diagram: InfluenceDiagram,
  found: readonly DominanceInContext[],
): readonly Record<string, unknown>[] {
  return found.map((one) => {
    const { decision, likely, means } = one;
    const { name, domain } = diagram.node(decision);
    const values = domain?.kind === "finite" ? domain.values : [];
    return {
      decision: name,
      context: Object.fromEntries(
        diagram.node(decision).parents.map((p, i) => {
          const own = diagram.node(p).domain;
          return [
            diagram.node(p).name,
            own?.kind === "finite" ? own.values[one.context[i] ?? 0] : undefined,
          ];
        }),
      ),
      probability: likely,
      options: values.map((value, i) => ({ value, expectedUtility: means[i] })),
      dominated: one.dominated.map(({ option, by, how }) => ({
        option: values[option],
        by: values[by],
        how,
      })),
    };
  });
}

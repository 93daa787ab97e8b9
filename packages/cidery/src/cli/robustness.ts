/** Verdict robustness as `cidery incentives --robust` prints it. */
import type { InfluenceDiagram, ModellerChoice, VerdictRobustness } from "@cidery/core";
import type { Terminal } from "./terminal.ts";
import type { JsonValue } from "./verdictJson.ts";
import { CRITERIA } from "@cidery/core";
import { percentText } from "@cidery/core/text";
import { heading } from "./print.ts";
import { table } from "./table.ts";
import { verdictJson } from "./verdictJson.ts";

export function printRobustness(
  diagram: InfluenceDiagram,
  found: VerdictRobustness,
  terminal: Terminal,
): void {
  const { verdicts, robustness, diagrams, admissible, inadmissible, changes, complete } = found;
  terminal.out(`\n${heading(terminal, "Verdicts in the diagrams one might have drawn instead")}`);
  const left = admissible - diagrams;
  const missing =
    left > 0
      ? `; stopped before ${left} more`
      : complete
        ? ""
        : "; larger combinations were too many";
  terminal.out(
    `${diagrams} admissible diagrams with up to ${changes} ${changes === 1 ? "choice" : "choices"} made differently (${inadmissible} more have a cycle)${missing}\n`,
  );
  terminal.out(`Robustness of ${verdicts.length} verdicts: ${percentText(robustness)}\n\n`);
  const rows = [...verdicts]
    .sort((a, b) => a.share - b.share)
    .map(({ verdict, share, changedBy }) => [
      percentText(share),
      `${verdict.kind === "absent" ? "no " : ""}${shortName(verdict.criterion)}(${questionOf(diagram, verdict)})`,
      changedBy === undefined
        ? "none of these"
        : changedBy.map((choice) => inWords(diagram, choice)).join(", "),
    ]);
  terminal.out(table(terminal, ["share", "verdict", "changed by"], rows, { indent: 2 }));
}

export function robustnessJson(
  diagram: InfluenceDiagram,
  found: VerdictRobustness,
): Record<string, JsonValue> {
  const { verdicts, robustness, least, diagrams, admissible, inadmissible, changes, complete } =
    found;
  return {
    robustness,
    least,
    diagrams,
    ...(diagrams < admissible ? { stopped: true, left: admissible - diagrams } : {}),
    inadmissible,
    changes,
    complete,
    verdicts: verdicts.map(({ verdict, share, changedBy }) => ({
      ...verdictJson(diagram, verdict),
      share,
      ...(changedBy === undefined
        ? {}
        : { changedBy: changedBy.map((choice) => inWords(diagram, choice)) }),
    })),
  };
}

function shortName(criterion: string): string {
  const known = CRITERIA.find(({ id }) => id === criterion);
  return known?.aliases[0] ?? criterion;
}

function questionOf(
  { nodes }: InfluenceDiagram,
  { decision, node }: { readonly decision?: number; readonly node?: number },
): string {
  return [decision, node].flatMap((v) => (v === undefined ? [] : [nodes[v]?.name])).join(", ");
}

/** `no X → Y` leaves an arrow out, `X → Y` adds it. */
function inWords({ nodes, graph }: InfluenceDiagram, choice: ModellerChoice): string {
  const name = (v: number): string => nodes[v]?.name ?? String(v);
  if (choice.kind === "merge")
    return `${name(choice.nodes[0])} and ${name(choice.nodes[1])} as one`;
  const [from, to] = choice.link;
  return `${graph.hasEdge(from, to) ? "no " : ""}${name(from)} → ${name(to)}`;
}

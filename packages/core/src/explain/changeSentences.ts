/** Changes of verdicts as sentences, instances of one declaration taken together. */
import type { VerdictChange } from "./verdictChanges.ts";
import { criterionNamed } from "../incentives/index.ts";
import { foldedNames, listed } from "./names.ts";

export type ChangeKind = "appeared" | "vanished" | "changed";

/**
 * Changes of verdicts in sentences, those that say the same of several variables joined.
 * @param called nodes as they are to be called, runs of instances folded; by name unless it says otherwise
 */
export function changeSentences(
  kind: ChangeKind,
  changes: readonly VerdictChange[],
  severalAgents: boolean,
  called: (names: readonly string[]) => string[] = foldedNames,
): string[] {
  // First the nodes of one declaration at one decision, then decisions with the same nodes: what
  // is said about a range of both holds for every pair.
  const kindOf = ({ criterion, agent, target, pattern, before, after }: VerdictChange): string =>
    [criterion, agent, target, pattern, before, after].join("|");
  const columns = grouped(changes, (change) =>
    [kindOf(change), change.decision, template(change.node)].join("|"),
  );
  const blocks = grouped(columns, (column) => {
    const [first] = column as [VerdictChange, ...VerdictChange[]];
    return [kindOf(first), template(first.decision), ...column.map(({ node }) => node)].join("|");
  });
  return blocks.map((block) => about(kind, block.flat(), severalAgents, called));
}

function grouped<T>(items: readonly T[], keyOf: (item: T) => string): T[][] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return [...groups.values()];
}

function about(
  kind: ChangeKind,
  group: VerdictChange[],
  severalAgents: boolean,
  called: (names: readonly string[]) => string[],
): string {
  const [first] = group as [VerdictChange, ...VerdictChange[]];
  const title = criterionNamed(first.criterion)?.title ?? first.criterion;
  const pattern = first.pattern === undefined ? "" : ` (${first.pattern})`;
  const folded = (names: readonly (string | undefined)[]): string =>
    listed(called([...new Set(names.filter((name) => name !== undefined))]));
  const nodes = folded(group.map(({ node }) => node));
  const decisions = folded(group.map(({ decision }) => decision));
  const target = first.target === undefined ? "" : ` of ${first.target}`;
  const node = nodes === "" ? "" : ` of ${nodes}`;
  const decision = decisions === "" ? "" : ` at ${decisions}`;
  const agent = severalAgents && first.agent !== undefined ? ` for ${first.agent}` : "";
  const verb = kind === "changed" ? `went from ${first.before} to ${first.after}` : kind;
  return `${title}${pattern}${target}${node}${decision}${agent} ${verb}.`;
}

function template(name: string | undefined): string {
  return name?.replace(/\[.*\]$/u, "[]") ?? "";
}

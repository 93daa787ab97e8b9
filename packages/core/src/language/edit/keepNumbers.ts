/**
 * Arrows cut out of mechanisms with the numbers kept. The mechanism of each head becomes one that
 * does without the parents that go: they are averaged out, or held at a value. What is declared on
 * its own is changed where it stands; one step of a loop, or a variable of an extended file, gets a
 * line `replace` of its own. Exact: each row is the mean of the rows it stands for.
 */
import type { TextEdit } from "../../base/index.ts";
import type { NodeId } from "../../graph/index.ts";
import type { DiagramNode, InfluenceDiagram, Value } from "../../model/index.ts";
import { showValue } from "../../model/index.ts";
import { writeValue } from "../print/spelling.ts";
import type { EditResult } from "./editResult.ts";
import type { SyntaxTree, VariableItem } from "../syntax/syntax.ts";
import type { Arrow } from "./structureEdits.ts";
import { averagedMechanism, type ParentWeights } from "./averagedMechanism.ts";
import { edited, refused } from "./editResult.ts";
import { findVariable, isReference } from "./findVariable.ts";
import { withoutEntries } from "./listEdits.ts";
import { occurrencesWithin } from "./occurrences.ts";
import { rewriteMechanisms } from "./rewriteMechanisms.ts";

/**
 * What becomes of the numbers: averaged over the parent that goes, with given weights (uniform
 * where there are none), as if it always had this value, or given up.
 */
export type Keeping =
  | { readonly kind: "average"; readonly weights?: ParentWeights }
  | { readonly kind: "fix"; readonly values: ReadonlyMap<string, Value> }
  | { readonly kind: "forget" };

/** Does an arrow lead into a mechanism, which would lose its numbers with the arrow? */
export function hasNumbers(diagram: InfluenceDiagram, name: string): boolean {
  const id = diagram.idOf(name);
  if (id === undefined) return false;
  const { kind } = diagram.node(id).mechanism;
  return kind === "expression" || kind === "table";
}

/**
 * The edits that take these arrows out of the mechanisms they lead into; arrows into what has no
 * mechanism are none of its business. The first reason refuses all.
 */
export function cutFromMechanisms(
  tree: SyntaxTree,
  diagram: InfluenceDiagram,
  cuts: readonly Arrow[],
  keeping: Keeping,
): EditResult {
  const byHead = new Map<string, string[]>();
  for (const { from, to } of cuts) {
    if (hasNumbers(diagram, to)) byHead.set(to, [...(byHead.get(to) ?? []), from]);
  }
  const edits: TextEdit[] = [];
  const changed: DiagramNode[] = [];
  for (const [head, parents] of byHead) {
    const id = diagram.idOf(head) as NodeId;
    const node = diagram.node(id);
    const gone = parents.flatMap((name) => diagram.idOf(name) ?? []);
    const found = findVariable(tree, head);
    const own = found.ok && !found.inLoop ? found.item : undefined;
    const short =
      own && keeping.kind === "fix" ? held(tree, diagram, own, parents, keeping.values) : undefined;
    if (short !== undefined) {
      edits.push(...short);
      continue;
    }
    const without = withoutParents(diagram, node, gone, keeping);
    if (typeof without === "string") return refused(without);
    changed.push(without);
  }
  const rewritten = rewriteMechanisms(tree, diagram, changed);
  return rewritten.ok ? edited([...edits, ...rewritten.edits]) : rewritten;
}

function withoutParents(
  diagram: InfluenceDiagram,
  node: DiagramNode,
  gone: readonly NodeId[],
  keeping: Keeping,
): DiagramNode | string {
  if (keeping.kind === "forget") {
    const parents = node.parents.filter((parent) => !gone.includes(parent));
    return { ...node, parents, mechanism: { kind: "unspecified" } };
  }
  const weights = weightsOf(diagram, keeping);
  if (typeof weights === "string") return weights;
  const averaged = averagedMechanism(diagram, node.id, gone, weights);
  return averaged.ok ? averaged.node : averaged.reason;
}

function weightsOf(
  diagram: InfluenceDiagram,
  keeping: Exclude<Keeping, { kind: "forget" }>,
): ParentWeights | string {
  const sizeOf = (parent: NodeId): readonly Value[] => {
    const { domain } = diagram.node(parent);
    return domain?.kind === "finite" ? domain.values : [];
  };
  const uniform: ParentWeights = (parent) => {
    const { length } = sizeOf(parent);
    return Array.from({ length }, () => 1 / length);
  };
  if (keeping.kind === "average") return keeping.weights ?? uniform;
  for (const [name, value] of keeping.values) {
    const id = diagram.idOf(name);
    const values = id === undefined ? [] : sizeOf(id);
    if (!values.some((one) => showValue(one) === showValue(value)))
      return `${name} has no value ${showValue(value)}; it has ${values.map(showValue).join(", ")}`;
  }
  return (parent) => {
    const value = keeping.values.get(diagram.node(parent).name);
    if (value === undefined) return uniform(parent);
    return sizeOf(parent).map((one) => (showValue(one) === showValue(value) ? 1 : 0));
  };
}

/**
 * The value in place of the name, wherever the mechanism mentions it: the formula stays as it is
 * written. Only where that is plain: names without an index, not bound inside, no world of theirs.
 */
function held(
  tree: SyntaxTree,
  diagram: InfluenceDiagram,
  item: VariableItem,
  parents: readonly string[],
  values: ReadonlyMap<string, Value>,
): readonly TextEdit[] | undefined {
  const { mechanism, from } = item;
  if (mechanism === undefined || /\bunder\b/u.test(textAt(tree, mechanism.range))) return undefined;
  const edits: TextEdit[] = [];
  for (const name of parents) {
    const value = values.get(name);
    const id = diagram.idOf(name);
    if (value === undefined || id === undefined || diagram.node(id).instance !== undefined)
      return undefined;
    const meant = occurrencesWithin(tree, mechanism.range).filter(
      (one) => one.kind === "variable" && one.name === name,
    );
    // A table's rows are told apart by its list of parents, not by names in it.
    if (meant.length === 0) return undefined;
    for (const { range } of meant) edits.push({ range, newText: writeValue(value) });
  }
  if (from === undefined) return edits;
  const entries = from.entries.filter(({ target }) =>
    parents.some((name) => isReference(target, name)),
  );
  if (entries.length !== parents.length) return undefined;
  return [...edits, ...withoutEntries(tree.text, from, entries)];
}

function textAt(tree: SyntaxTree, { start, end }: { start: number; end: number }): string {
  return tree.text.slice(start, end);
}

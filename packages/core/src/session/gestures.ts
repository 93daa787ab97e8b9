/**
 * What a hand does on the canvas, as edits of the text. Each gesture is one step for undo and
 * either succeeds or says in one sentence why it cannot be done; nothing is ever half done.
 */
import type { DiagramNode, InfluenceDiagram, NodeKind } from "../model/index.ts";
import type { SelectedEdge } from "./selection.ts";
import type { Session } from "./session.ts";
import { edits } from "../language/index.ts";
import { freshName, takenNames } from "./freshName.ts";
import {
  finish,
  type GestureResult,
  refused,
  type Step,
  structurally,
  withDiagram,
} from "./gesture.ts";
import { withoutPins, withRenamedPins } from "./pinnedPlaces.ts";
import { renamedSelection } from "./selection.ts";
import { connectTable } from "./connectTable.ts";
import { withoutStepArrow } from "./stepArrows.ts";
import { stepArrowName } from "./stepEnds.ts";
import { agentCalled, arrowCalled, called } from "./called.ts";

const STEMS: Readonly<Record<NodeKind, string>> = { chance: "X", decision: "D", utility: "U" };

/** A new node with a fresh name. With `parent`, an arrow leads to it from there. */
export function createNode(
  session: Session,
  kind: NodeKind,
  options: { readonly name?: string; readonly parent?: string } = {},
): GestureResult {
  return withDiagram(session, (diagram, tree) => {
    const name = options.name ?? freshName(STEMS[kind], takenNames(diagram, tree));
    const parents = options.parent === undefined ? [] : [options.parent];
    const made = edits.addVariable(tree, { name, kind, parents, ...firstOwner(diagram, kind) });
    return finish(session, made, `add ${name}`, name);
  });
}

/** A new chance node that is a cause (or an effect) of the given one. */
export function connectedNode(session: Session, of: string, asCause: boolean): GestureResult {
  if (!asCause) return createNode(session, "chance", { parent: of });
  return withDiagram(session, (diagram, tree) => {
    const name = freshName(STEMS.chance, takenNames(diagram, tree));
    return structurally(session, tree, {
      steps: [
        (draft) =>
          edits.changeStructure(draft.tree, {
            add: [{ name, kind: "chance" }],
            connect: [{ from: name, to: of }],
          }),
      ],
      label: `add ${name} → ${called(diagram, of)}`,
      touched: [of],
      name,
    });
  });
}

/** Draws an arrow, as an edit of the text. */
export function connectNodes(session: Session, from: string, to: string): GestureResult {
  return withDiagram(session, (diagram, tree) => {
    const tail = diagram.idOf(from);
    const head = diagram.idOf(to);
    if (tail === undefined || head === undefined) return refused(`${from} or ${to} is gone`);
    const arrow = arrowCalled(diagram, { from, to });
    if (diagram.graph.hasEdge(tail, head)) return refused(`${arrow} is there already`);
    if (from === to)
      return refused(`an arrow from ${called(diagram, from)} to itself would be a cycle`);
    const back = pathBetween(diagram, head, tail);
    if (back !== undefined) {
      return refused(
        `${arrow} would close a cycle: ${back.map((name) => called(diagram, name)).join(" → ")} is there already. ` +
          `For feedback over time, use time steps: ${to}[t+1]`,
      );
    }
    const drawn = structurally(session, tree, {
      steps: [(draft) => edits.addEdge(draft.tree, { from, to })],
      label: `connect ${arrow}`,
      touched: [to],
    });
    return drawn.ok ? drawn : (connectTable(session, from, to) ?? drawn);
  });
}

/** Deletes the selected nodes and arrows. */
export function deleteSelected(session: Session): GestureResult {
  const { selection } = session.state();
  return withDiagram(session, (diagram, tree) => {
    const gone = new Set(selection.nodes);
    const links = selection.edges.filter(({ from, to }) => !gone.has(from) && !gone.has(to));
    const written = links.map((link) =>
      link.step === undefined ? arrowCalled(diagram, link) : stepArrowName(diagram, tree, link),
    );
    const nodesCalled = selection.nodes.map((name) => called(diagram, name));
    const label = [...nodesCalled, ...written].join(", ");
    if (label === "") return refused("nothing is selected");
    const single = links.filter(({ step }) => step === undefined);
    const repeated = links.filter(({ step }) => step !== undefined);
    const { nodes } = selection;
    const steps: Step[] = [
      ...repeated.map(
        (link): Step =>
          (draft) =>
            withoutStepArrow(session, draft, link),
      ),
      ({ tree: now }) => edits.changeStructure(now, { disconnect: single, remove: nodes }),
      ({ text }) => edits.edited(withoutPins(text, nodes)),
    ];
    const touched = [
      ...single.map(({ to }) => to),
      ...selection.nodes
        .flatMap((name) => childrenOf(diagram, name))
        .filter((name) => !gone.has(name)),
    ];
    return structurally(session, tree, {
      steps,
      label: `delete ${label}`,
      touched,
      everyStepOf: repeated.map(({ to }) => to),
      gone: selection.nodes,
      ...(repeated.length === 0 && { plan: { cut: single, add: [], remove: nodes } }),
    });
  });
}

/** Removes these arrows. */
export function removeLinks(session: Session, links: readonly SelectedEdge[]): GestureResult {
  return changeLinks(session, { cut: links, add: [] });
}

/** Removes and adds arrows in one step: what a repair of a design does. */
export function changeLinks(
  session: Session,
  { cut, add }: { readonly cut: readonly SelectedEdge[]; readonly add: readonly SelectedEdge[] },
): GestureResult {
  return withDiagram(session, (diagram, tree) => {
    const written = (links: readonly SelectedEdge[]): string =>
      links.map((link) => arrowCalled(diagram, link)).join(", ");
    return structurally(session, tree, {
      steps: [(draft) => edits.changeStructure(draft.tree, { disconnect: cut, connect: add })],
      label: [
        ...(cut.length > 0 ? [`cut ${written(cut)}`] : []),
        ...(add.length > 0 ? [`add ${written(add)}`] : []),
      ].join(", "),
      touched: [...cut, ...add].map(({ to }) => to),
      plan: { cut, add, remove: [] },
    });
  });
}

/** Sets the display text of a node, of all instances where they share a declaration; "" removes it. */
export function labelNode(session: Session, name: string, label: string): GestureResult {
  return withDiagram(session, (diagram, tree) => {
    const done = edits.setLabel(tree, { name, label: label.trim() });
    return finish(
      session,
      done,
      `${label.trim() === "" ? "unlabel" : "label"} ${called(diagram, name)}`,
    );
  });
}

/** Renames a node, with all its instances when it is repeated. Selection and pins follow. */
export function renameNode(session: Session, from: string, to: string): GestureResult {
  if (from === to) return { ok: true, label: "keep the name", name: from };
  return withDiagram(session, (diagram, tree) => {
    const old = nodeOf(diagram, from)?.instance?.template ?? from;
    // Of an instance the declaration is renamed; the index stays.
    const young = old === from ? to : to.replace(/\[[-\d, ]*\]$/u, "");
    if (old === young) return refused(`${from} keeps its index; rename ${old} itself`);
    const renamed = (name: string): string =>
      name === old || nodeOf(diagram, name)?.instance?.template === old
        ? young + name.slice(old.length)
        : name;
    const { selection } = session.state();
    const label = `rename ${from} to ${to}`;
    const done = edits.together([
      edits.renameVariable(tree, { from: old, to: young }),
      edits.edited(withRenamedPins(tree.text, renamed)),
    ]);
    const result = finish(session, done, label);
    if (!result.ok) return result;
    const name = renamed(from);
    const following = renamedSelection(selection, renamed);
    session.select(following.nodes.length > 0 ? following : { ...following, nodes: [name] });
    return { ok: true, label, name };
  });
}

/** Gives the selected nodes another kind. */
export function retypeSelected(session: Session, kind: NodeKind): GestureResult {
  return withDiagram(session, (diagram, tree) => {
    const names = session
      .state()
      .selection.nodes.filter((name) => nodeOf(diagram, name)?.kind !== kind);
    if (names.length === 0) return refused(`that is a ${kind} node already`);
    const done = edits.together(
      names.map((name) => edits.changeKind(tree, { name, kind, ...ownerFor(diagram, name, kind) })),
    );
    const all = (some: readonly string[], word: string): string =>
      some.map((name) => called(diagram, name)).join(word);
    const label = `make ${all(names, ", ")} a ${kind} node`;
    const emptied = names.filter((name) => {
      const mechanism = nodeOf(diagram, name)?.mechanism.kind;
      return mechanism === "expression" || mechanism === "table";
    });
    if (emptied.length === 0) return finish(session, done, label);
    const lost = `the mechanism of ${all(emptied, " and ")}`;
    const result = finish(session, done, `${label}, without ${lost}`);
    return result.ok ? { ...result, lost } : result;
  });
}

/** Gives the selected decisions and utilities to the next agent in the list. */
export function cycleOwner(session: Session): GestureResult {
  return withDiagram(session, (diagram, tree) => {
    if (diagram.agents.length < 2) {
      return refused("there is one agent only; write another `agent` line to have more");
    }
    const owned = session
      .state()
      .selection.nodes.map((name) => nodeOf(diagram, name))
      .filter((node): node is DiagramNode => node !== undefined && node.kind !== "chance");
    const [first] = owned;
    if (first === undefined) return refused("a chance node belongs to nobody");
    const next = ((first.owners[0] ?? -1) + 1) % diagram.agents.length;
    const agent = diagram.agents[next]?.name as string;
    const done = edits.together(
      owned.map(({ name }) => edits.changeOwner(tree, { name, agents: [agent] })),
    );
    const given = owned.map(({ name }) => called(diagram, name)).join(", ");
    return finish(session, done, `give ${given} to ${agentCalled(diagram, agent)}`);
  });
}

function childrenOf(diagram: InfluenceDiagram, name: string): string[] {
  const id = diagram.idOf(name);
  return id === undefined ? [] : [...diagram.graph.children(id)].map((v) => diagram.node(v).name);
}

function nodeOf(diagram: InfluenceDiagram, name: string): DiagramNode | undefined {
  const id = diagram.idOf(name);
  return id === undefined ? undefined : diagram.node(id);
}

/** New decisions and utilities go to the first agent; nothing to say when there is only one. */
function firstOwner(
  diagram: InfluenceDiagram,
  kind: NodeKind,
): { readonly agents?: readonly string[] } {
  const [first] = diagram.agents;
  if (kind === "chance" || diagram.agents.length < 2 || first === undefined) return {};
  return { agents: [first.name] };
}

/** Who has an owner keeps it. */
function ownerFor(
  diagram: InfluenceDiagram,
  name: string,
  kind: NodeKind,
): { readonly agents?: readonly string[] } {
  return nodeOf(diagram, name)?.kind === "chance" ? firstOwner(diagram, kind) : {};
}

/** Names along a directed path, or undefined. Breadth first. */
function pathBetween(diagram: InfluenceDiagram, from: number, to: number): string[] | undefined {
  const cameFrom = new Map<number, number>([[from, -1]]);
  const queue = [from];
  for (let v = queue.shift(); v !== undefined; v = queue.shift()) {
    if (v === to) {
      const path: string[] = [];
      for (let at = to; at !== -1; at = cameFrom.get(at) ?? -1) path.unshift(diagram.node(at).name);
      return path;
    }
    for (const child of diagram.graph.children(v)) {
      if (cameFrom.has(child)) continue;
      cameFrom.set(child, v);
      queue.push(child);
    }
  }
  return undefined;
}

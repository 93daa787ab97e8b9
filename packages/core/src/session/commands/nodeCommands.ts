/** Commands about nodes: make, connect, retype, give away, rename, pin, align, walk. */
import type { Command, CommandContext } from "./command.ts";
import type { Direction } from "./host.ts";
import type { GestureResult } from "../gesture.ts";
import { alignSelected, type Alignment, togglePins } from "../arrange.ts";
import {
  connectedNode,
  connectNodes,
  createNode,
  cycleOwner,
  retypeSelected,
} from "../gestures.ts";
import { mindsKind } from "../retypeKept.ts";
import { ownTable } from "../ownTable.ts";
import type { Place } from "../pinnedPlaces.ts";
import type { SelectedEdge } from "../selection.ts";
import { turnStepArrow } from "../stepArrows.ts";
import { neighbourAlongEdges, neighbourInDirection } from "../walk.ts";

const KINDS = [
  ["chance", "C"],
  ["decision", "D"],
  ["utility", "U"],
] as const;
const DIRECTIONS: readonly (readonly [Direction, string])[] = [
  ["left", "ArrowLeft"],
  ["right", "ArrowRight"],
  ["up", "ArrowUp"],
  ["down", "ArrowDown"],
];
const ALIGNMENTS: readonly (readonly [Alignment, string])[] = [
  ["left", "Align left"],
  ["centre", "Align centres"],
  ["right", "Align right"],
  ["top", "Align at the top"],
  ["middle", "Align middles"],
  ["bottom", "Align at the bottom"],
  ["across", "Distribute across"],
  ["down", "Distribute down"],
];

/** Says why a gesture could not be done, or what else may be meant; returns whether it was. */
export function report(
  context: CommandContext,
  result: GestureResult,
): result is Extract<GestureResult, { ok: true }> {
  if (result.ok) {
    const { label, alternative, told } = result;
    if (told === true) {
      const undo = { title: "Undo", run: () => void context.session.undo() };
      context.host.announce(`Done: ${label}`, undo);
    }
    if (alternative !== undefined) {
      const { title, run } = alternative;
      context.host.announce(`Done: ${label}`, { title, run: () => void report(context, run()) });
    }
    return true;
  }
  const { reason, remedy, numbers } = result;
  if (numbers !== undefined) {
    context.host.chooseNumbers(numbers);
    return false;
  }
  const offer = remedy && {
    title: remedy.title,
    run: () => void report(context, remedy.run()),
  };
  context.host.announce(reason, offer);
  return false;
}

/** The place, or one beside it: new nodes made one after the other must not lie on each other. */
function freePlace(places: ReadonlyMap<string, Place>, { x, y }: Place): Place {
  const isTaken = (place: Place): boolean =>
    [...places.values()].some(
      (other) => Math.abs(other.x - place.x) < 60 && Math.abs(other.y - place.y) < 34,
    );
  for (let ring = 0; ; ring++) {
    const steps = ring === 0 ? [0] : Array.from({ length: 8 }, (_, i) => i);
    for (const i of steps) {
      const angle = (i * Math.PI) / 4;
      const place = { x: x + ring * 110 * Math.cos(angle), y: y + ring * 64 * Math.sin(angle) };
      if (!isTaken(place)) return place;
    }
  }
}

function needsSelection({ session }: CommandContext): string | undefined {
  return session.state().selection.nodes.length > 0 ? undefined : "select a node first";
}

function needsText({ session }: CommandContext): string | undefined {
  return session.state().diagram === undefined ? "the text has to be mended first" : undefined;
}

function needsBoth(context: CommandContext): string | undefined {
  return needsText(context) ?? needsSelection(context);
}

function stepArrow({ session }: CommandContext): SelectedEdge | undefined {
  return session.state().selection.edges.find(({ step }) => step !== undefined);
}

export const NODE_COMMANDS: readonly Command[] = [
  ...KINDS.map(
    ([kind]): Command => ({
      id: `insert.${kind}`,
      title: `New ${kind} node`,
      group: "Insert",
      keys: kind === "chance" ? ["N"] : [],
      where: "canvas",
      unavailable: needsText,
      run: (context) => {
        const { session, host } = context;
        const result = createNode(session, kind);
        if (!report(context, result) || result.name === undefined) return;
        host.placeNew(result.name, freePlace(host.places(), host.centreOfView()));
        host.startRename(result.name);
      },
    }),
  ),
  ...DIRECTIONS.map(
    ([direction, key]): Command => ({
      id: `insert.connected.${direction}`,
      title:
        `New ${direction === "left" || direction === "up" ? "cause" : "effect"}, to the ${direction}`.replace(
          /to the (up|down)$/u,
          (_, where: string) => (where === "up" ? "above" : "below"),
        ),
      group: "Insert",
      keys: [`Mod+${key}`],
      where: "canvas",
      unavailable: needsBoth,
      run: (context) => {
        const { session, host } = context;
        const from = session.state().selection.nodes.at(-1) as string;
        const result = connectedNode(session, from, direction === "left" || direction === "up");
        if (!report(context, result) || result.name === undefined) return;
        const at = host.places().get(from) ?? host.centreOfView();
        const shift = { left: [-150, 0], right: [150, 0], up: [0, -100], down: [0, 100] }[
          direction
        ];
        host.placeNew(result.name, { x: at.x + (shift[0] ?? 0), y: at.y + (shift[1] ?? 0) });
        host.startRename(result.name);
      },
    }),
  ),
  ...KINDS.map(
    ([kind, key]): Command => ({
      id: `node.${kind}`,
      title: `Make it a ${kind} node`,
      group: "Node",
      keys: [key],
      where: "canvas",
      unavailable: needsBoth,
      run: (context) => {
        const { session, host } = context;
        const { diagram, selection } = session.state();
        const [name, more] = selection.nodes;
        // Of one node somebody can be asked what becomes of its numbers.
        if (
          name !== undefined &&
          more === undefined &&
          diagram &&
          mindsKind(diagram, { name, kind })
        ) {
          host.chooseKind({ name, kind });
          return;
        }
        const result = retypeSelected(session, kind);
        if (!report(context, result) || result.lost === undefined) return;
        host.announce(`Done: ${result.label}`, { title: "Undo", run: () => void session.undo() });
      },
    }),
  ),
  {
    id: "node.agent",
    title: "Change owner to the next agent",
    group: "Node",
    keys: ["A"],
    where: "canvas",
    unavailable: needsBoth,
    run: (context) => void report(context, cycleOwner(context.session)),
  },
  {
    id: "node.rename",
    title: "Rename",
    group: "Node",
    keys: ["Enter", "F2"],
    where: "canvas",
    unavailable: needsBoth,
    run: ({ session, host }) => host.startRename(session.state().selection.nodes.at(-1) as string),
  },
  {
    id: "node.label",
    title: "Set label…",
    group: "Node",
    keys: ["L"],
    where: "canvas",
    unavailable: needsBoth,
    run: ({ session, host }) => host.startLabel(session.state().selection.nodes.at(-1) as string),
  },
  {
    id: "node.sheet",
    title: "Edit its sheet",
    group: "Node",
    keys: ["E"],
    where: "canvas",
    unavailable: needsBoth,
    run: ({ session, host }) => {
      // A sheet is of one node: of several, the one that was selected last.
      session.select({ nodes: session.state().selection.nodes.slice(-1), edges: [] });
      host.startSheet();
    },
  },
  {
    id: "node.connect",
    title: "Draw an arrow from it to…",
    group: "Node",
    keys: ["J"],
    where: "canvas",
    unavailable: needsBoth,
    run: (context) => {
      const { session, host } = context;
      const [from, to, more] = session.state().selection.nodes;
      // Of two that are selected, from the first to the second.
      if (from !== undefined && to !== undefined && more === undefined)
        report(context, connectNodes(session, from, to));
      else if (from !== undefined)
        host.startConnect(session.state().selection.nodes.at(-1) as string);
    },
  },
  {
    id: "node.table",
    title: "Set its probabilities…",
    group: "Node",
    keys: ["B"],
    where: "canvas",
    unavailable: (context) => {
      const reason = needsBoth(context);
      const { good, selection } = context.session.state();
      if (reason !== undefined || good === undefined) return reason;
      const read = ownTable(good, selection.nodes.at(-1) as string);
      return read.ok ? undefined : read.reason;
    },
    run: ({ session, host }) => host.startTable(session.state().selection.nodes.at(-1) as string),
  },
  {
    id: "node.pin",
    title: "Pin / unpin",
    group: "Node",
    keys: ["P"],
    where: "canvas",
    unavailable: needsBoth,
    run: ({ session, host }) => togglePins(session, host.places()),
  },
  {
    id: "node.step",
    title: "Move an arrow of a step to the next step, or back to the same one",
    group: "Node",
    keys: ["T"],
    where: "canvas",
    unavailable: (context) =>
      needsText(context) ??
      (stepArrow(context) === undefined
        ? "choose an arrow in a picture of one step for all first"
        : undefined),
    run: (context) => {
      const edge = stepArrow(context);
      if (edge !== undefined) report(context, turnStepArrow(context.session, edge));
    },
  },
  ...ALIGNMENTS.map(
    ([alignment, title]): Command => ({
      id: `node.align.${alignment}`,
      title,
      group: "Node",
      keys: [],
      where: "canvas",
      unavailable: (context) =>
        needsText(context) ??
        (context.session.state().selection.nodes.length > 1 ? undefined : "select several nodes"),
      run: ({ session, host }) => alignSelected(session, host.places(), alignment),
    }),
  ),
  ...DIRECTIONS.map(
    ([direction, key]): Command => ({
      id: `walk.${direction}`,
      title: `Go to the next node: ${direction}`,
      group: "View",
      keys: [key],
      where: "canvas",
      keysOnly: true,
      run: ({ session, host }) => {
        const at = session.state().selection.nodes.at(-1);
        const next = neighbourInDirection(host.places(), at, direction);
        if (next !== undefined) host.focusNode(next);
      },
    }),
  ),
  ...DIRECTIONS.map(
    ([direction, key]): Command => ({
      id: `walk.edge.${direction}`,
      title: `Walk along an arrow: ${direction}`,
      group: "View",
      keys: [`Alt+${key}`],
      where: "canvas",
      keysOnly: true,
      run: ({ session, host }) => {
        const { good, selection } = session.state();
        const at = selection.nodes.at(-1);
        if (good === undefined || at === undefined) return;
        const next = neighbourAlongEdges(good.diagram, host.places(), at, direction);
        if (next !== undefined) host.focusNode(next);
      },
    }),
  ),
];

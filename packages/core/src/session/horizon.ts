/**
 * How many steps a replicated model has, and changing that by the smallest edit: the value of the
 * parameter its loops run to, or, where the bounds are written as numbers, those numbers together.
 */
import type { TextEdit } from "../base/index.ts";
import type { EditResult, SyntaxTree } from "../language/index.ts";
import type { InfluenceDiagram } from "../model/index.ts";
import type { GestureResult } from "./gesture.ts";
import type { Session } from "./session.ts";
import { edits } from "../language/index.ts";
import { finish, refused, withDiagram } from "./gesture.ts";
import { parameterEdits } from "./setParameters.ts";
import { forItems, mostFrequent } from "./stepName.ts";

/** The length of a replicated model: the number it is set by, and its bounds. */
export interface Horizon {
  readonly kind: "parameter" | "literal";
  /** Of the parameter, or of the loops' index. */
  readonly name: string;
  readonly value: number;
  readonly low: number;
  /** Where the parameter's declared range ends; undefined when nothing says. */
  readonly high: number | undefined;
}

/** How large the model is with so many steps. */
export interface HorizonSize {
  readonly nodes: number;
  readonly arrows: number;
}

/** A loop `for t in 1..3` whose bounds are numbers. */
interface Loop {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly range: TextEdit["range"];
}

/** Larger models are made only when asked again: reading and drawing them is felt. */
const LARGE: HorizonSize = { nodes: 500, arrows: 5000 };

/** Undefined where nothing is repeated, or the bounds are something else than one of the two. */
export function horizonOf(diagram: InfluenceDiagram, tree: SyntaxTree): Horizon | undefined {
  if (!diagram.nodes.some(({ instance }) => instance !== undefined)) return undefined;
  const parameter = diagram.parameters.find(({ structural }) => structural);
  if (parameter !== undefined) {
    const { name, value, low = 1, high } = parameter;
    return { kind: "parameter", name, value, low, high };
  }
  const loops = timeLoops(tree);
  const [first] = loops;
  if (first === undefined) return undefined;
  const value = Math.max(...loops.map(({ end }) => end));
  const room = Math.min(...loops.map(({ start, end }) => end - start));
  const { name } = first;
  return { kind: "literal", name, value, low: value - room, high: undefined };
}

/**
 * Predicts the size of the model with another number of steps, from what three numbers near the
 * present one give: where each step looks back at all before it, arrows grow with the
 * square of the steps. Undefined where those cannot be read.
 */
export function horizonSize(session: Session, value: number): HorizonSize | undefined {
  const { diagram, tree } = session.state();
  const horizon = diagram && tree && horizonOf(diagram, tree);
  if (diagram === undefined || tree === undefined || horizon === undefined) return undefined;
  const { value: now, low, high = Infinity } = horizon;
  const known: { readonly at: number; readonly size: HorizonSize }[] = [];
  for (const at of [now, now + 1, now + 2, now - 1, now - 2]) {
    if (at < low || at > high || known.length === 3) continue;
    const done = at === now ? undefined : withHorizon(diagram, tree, horizon, at);
    const read =
      done === undefined
        ? diagram
        : done.ok
          ? session.read(edits.applyEdits(tree.text, done.edits)).diagram
          : undefined;
    if (read === undefined) continue;
    if (at === value) return sizeOf(read);
    known.push({ at, size: sizeOf(read) });
  }
  if (known.length === 1 && value !== now) return undefined;
  const predicted = (of: keyof HorizonSize): number =>
    Math.max(
      0,
      Math.round(
        throughPoints(
          known.map(({ at, size }) => [at, size[of]]),
          value,
        ),
      ),
    );
  return { nodes: predicted("nodes"), arrows: predicted("arrows") };
}

/** The value at x of the polynomial through the points, after Lagrange. */
function throughPoints(points: readonly (readonly [x: number, y: number])[], x: number): number {
  let sum = 0;
  for (const [at, y] of points) {
    let term = y;
    for (const [other] of points) if (other !== at) term = (term * (x - other)) / (at - other);
    sum += term;
  }
  return sum;
}

function sizeOf({ nodes, graph }: InfluenceDiagram): HorizonSize {
  return { nodes: nodes.length, arrows: graph.edgeCount };
}

/** Refuses what would make a large model; the refusal says how large, and offers to do it. */
export function setHorizon(session: Session, value: number): GestureResult {
  return withDiagram(session, (diagram, tree) => {
    const horizon = horizonOf(diagram, tree);
    if (horizon === undefined)
      return refused("this model has no number of steps that could be set");
    const { name, low, high = Infinity } = horizon;
    if (!Number.isInteger(value) || value < low) {
      return refused(`${value} is not a number of steps here: ${low} is the least`);
    }
    if (value > high)
      return refused(`${value} is more than ${name} may be: its range ends at ${high}`);
    const step = (): GestureResult => {
      const done = withHorizon(diagram, tree, horizon, value);
      return finish(session, done, `set the steps to ${value}`, undefined, "horizon");
    };
    const size = value > horizon.value ? sizeIfLarge(session, diagram, value, horizon) : undefined;
    if (size === undefined) return step();
    const written = (count: number): string => count.toLocaleString("en");
    return {
      ok: false,
      reason: `${value} steps make about ${written(size.nodes)} nodes and ${written(size.arrows)} arrows, which takes its time`,
      remedy: {
        title: "Make them",
        run: () =>
          session.state().text === tree.text ? step() : refused("the text has changed meanwhile"),
      },
    };
  });
}

/** Small models are not predicted at all. */
function sizeIfLarge(
  session: Session,
  diagram: InfluenceDiagram,
  value: number,
  horizon: Horizon,
): HorizonSize | undefined {
  const growth = value / Math.max(1, horizon.value);
  const { nodes, arrows } = sizeOf(diagram);
  if (nodes * growth < LARGE.nodes / 2 && arrows * growth ** 2 < LARGE.arrows / 2) return undefined;
  const size = horizonSize(session, value);
  return size !== undefined && (size.nodes > LARGE.nodes || size.arrows > LARGE.arrows)
    ? size
    : undefined;
}

function withHorizon(
  diagram: InfluenceDiagram,
  tree: SyntaxTree,
  { kind, name, value: now }: Horizon,
  value: number,
): EditResult {
  if (kind === "parameter") return parameterEdits(diagram, tree, new Map([[name, value]]));
  const changes = timeLoops(tree).map(
    ({ range, end }): TextEdit => ({ range, newText: String(end + value - now) }),
  );
  return edits.edited(changes);
}

/** Loops over the index that most loops are over, with numbers as bounds. */
function timeLoops(tree: SyntaxTree): Loop[] {
  const all = forItems(tree.items).flatMap(({ loops }) =>
    loops.flatMap(({ name, values }): Loop[] => {
      if (values.kind !== "binary" || values.operator !== "..") return [];
      const { left, right } = values;
      if (left.kind !== "number" || right.kind !== "number") return [];
      return [{ name: name.text, start: left.value, end: right.value, range: right.range }];
    }),
  );
  const name = mostFrequent(all.map((loop) => loop.name));
  return all.filter((loop) => loop.name === name);
}

/**
 * How many steps a replicated model has, and changing that by the smallest edit: the value of the
 * parameter its loops run to, or, where the bounds are written as numbers, those numbers together.
 */
import type { TextEdit } from "../base/index.ts";
import type { SyntaxTree } from "../language/index.ts";
import type { InfluenceDiagram } from "../model/index.ts";
import type { GestureResult } from "./gesture.ts";
import type { Session } from "./session.ts";
import { parse } from "../language/index.ts";
import { finish, no, withDiagram } from "./gesture.ts";
import { parameterEdit } from "./setParameters.ts";
import { forItems, mostFrequent } from "./stepName.ts";
import { applyEdits } from "./textChange.ts";

export interface Horizon {
  readonly kind: "parameter" | "literal";
  /** Of the parameter, or of the loops' index. */
  readonly name: string;
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** A loop `for t in 1..3` whose bounds are numbers. */
interface Loop {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly range: TextEdit["range"];
}

/** Sliders need an end; more steps can be written. */
const MOST_STEPS = 12;

/** Undefined where nothing is repeated, or the bounds are something else than one of the two. */
export function horizonOf(diagram: InfluenceDiagram, tree: SyntaxTree): Horizon | undefined {
  if (!diagram.nodes.some(({ instance }) => instance !== undefined)) return undefined;
  const parameter = diagram.parameters.find(({ structural }) => structural);
  if (parameter !== undefined) {
    const { name, value, low = 1, high = Math.max(MOST_STEPS, value) } = parameter;
    return { kind: "parameter", name, value, low, high };
  }
  const loops = timeLoops(tree);
  const [first] = loops;
  if (first === undefined) return undefined;
  const value = Math.max(...loops.map(({ end }) => end));
  const room = Math.min(...loops.map(({ start, end }) => end - start));
  const { name } = first;
  return { kind: "literal", name, value, low: value - room, high: Math.max(MOST_STEPS, value) };
}

export function setHorizon(session: Session, value: number): GestureResult {
  return withDiagram(session, (diagram, text) => {
    const tree = parse(text);
    const horizon = horizonOf(diagram, tree);
    if (horizon === undefined) return no("this model has no number of steps that could be set");
    const { kind, name, low } = horizon;
    if (!Number.isInteger(value) || value < low) {
      return no(`${value} is no number of steps here: ${low} is the least`);
    }
    const label = `set the steps to ${value}`;
    const step = (done: Parameters<typeof finish>[1]): GestureResult =>
      finish(session, done, label, undefined, "horizon");
    if (kind === "literal") {
      const by = value - horizon.value;
      const changes = timeLoops(tree).map(
        ({ range, end }): TextEdit => ({ range, newText: String(end + by) }),
      );
      return step({ ok: true, text: applyEdits(text, changes) });
    }
    return step(parameterEdit(diagram, text, name, value));
  });
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

/**
 * One time step that stands for all: which node of a replicated model stands for which, and which
 * arrows there are between any step and the ones after it. Read off the unrolled graph, so guards,
 * `add link` and files that are extended count. An arrow that not every step has says which have.
 */
import type { NodeId } from "../graph/index.ts";
import type { InfluenceDiagram } from "../model/index.ts";

/** Where a node of the model is in a picture of one step. */
export interface TemplateStep {
  /** The node drawn for it. */
  readonly node: NodeId;
  /** Its own step; undefined for what is not repeated. */
  readonly time: number | undefined;
}

interface TemplateArrow {
  readonly from: NodeId;
  readonly to: NodeId;
  /** `[t+1]` into a later step, `t = 1` where only some steps have it; empty for a plain arrow. */
  readonly label: string;
  /** Leads into another step. */
  readonly isLater: boolean;
}

export interface TemplateGraph {
  /** For every node of the diagram. */
  readonly steps: ReadonlyMap<NodeId, TemplateStep>;
  readonly arrows: readonly TemplateArrow[];
}

/** @param name of the step in labels: `t` */
export function templateGraph(diagram: InfluenceDiagram, name = "t"): TemplateGraph {
  const rows = new Map<string, Map<number, NodeId>>();
  const rowOf = new Map<NodeId, Map<number, NodeId>>();
  for (const { id, instance } of diagram.nodes) {
    const time = instance?.indices.at(-1);
    if (instance === undefined || time === undefined) continue;
    const key = [instance.template, ...instance.indices.slice(0, -1)].join(" ");
    const row = rows.get(key) ?? new Map<number, NodeId>();
    rows.set(key, row.set(time, id));
    rowOf.set(id, row);
  }
  const shown = shownTime([...rows.values()]);
  const steps = new Map<NodeId, TemplateStep>();
  for (const { id, instance } of diagram.nodes) {
    const row = rowOf.get(id);
    if (row === undefined || row.size < 2) steps.set(id, { node: id, time: undefined });
    else {
      const nearest = [...row.keys()].sort(
        (a, b) => Math.abs(a - shown) - Math.abs(b - shown) || a - b,
      );
      const node = row.get(row.has(shown) ? shown : (nearest[0] as number)) as NodeId;
      steps.set(id, { node, time: instance?.indices.at(-1) });
    }
  }
  return { steps, arrows: arrowsBetween(diagram, steps, rowOf, name) };
}

/** The earliest step but the first that most rows have: it has arrows in and out. */
function shownTime(rows: readonly ReadonlyMap<number, NodeId>[]): number {
  const repeated = rows.filter((row) => row.size > 1);
  const times = [...new Set(repeated.flatMap((row) => [...row.keys()]))].sort((a, b) => a - b);
  const coverage = (time: number): number => repeated.filter((row) => row.has(time)).length;
  const most = Math.max(...times.map(coverage));
  const best = times.filter((time) => coverage(time) === most);
  return best.find((time) => time !== times[0]) ?? best[0] ?? 0;
}

function arrowsBetween(
  diagram: InfluenceDiagram,
  steps: ReadonlyMap<NodeId, TemplateStep>,
  rowOf: ReadonlyMap<NodeId, ReadonlyMap<number, NodeId>>,
  name: string,
): TemplateArrow[] {
  /** By pair of nodes drawn: for every distance in time, the steps the arrows end (or begin) in. */
  const pairs = new Map<string, { from: NodeId; to: NodeId; shifts: Map<number, Set<number>> }>();
  for (const [from, to] of diagram.graph.edges()) {
    const tail = steps.get(from) as TemplateStep;
    const head = steps.get(to) as TemplateStep;
    const shift = tail.time === undefined || head.time === undefined ? 0 : head.time - tail.time;
    const key = `${tail.node} ${head.node}`;
    const pair = pairs.get(key) ?? { from: tail.node, to: head.node, shifts: new Map() };
    pairs.set(key, pair);
    const times = pair.shifts.get(shift) ?? new Set();
    pair.shifts.set(shift, times);
    const time = head.time ?? tail.time;
    if (time !== undefined) times.add(time);
  }
  const arrows: TemplateArrow[] = [];
  for (const { from, to, shifts } of pairs.values()) {
    const tailTimes = steps.get(from)?.time === undefined ? undefined : rowOf.get(from);
    const headTimes = steps.get(to)?.time === undefined ? undefined : rowOf.get(to);
    const possible = (shift: number): number[] =>
      headTimes === undefined
        ? [...(tailTimes?.keys() ?? [])]
        : [...headTimes.keys()].filter((time) => tailTimes?.has(time - shift) ?? true);
    const only = (shift: number): string => {
      const times = shifts.get(shift) as ReadonlySet<number>;
      if (possible(shift).every((time) => times.has(time))) return "";
      return `${name} = ${ranges([...times].map((time) => time - shift))}`;
    };
    if (shifts.has(0)) arrows.push({ from, to, label: only(0), isLater: false });
    const later = [...shifts.keys()].filter((shift) => shift !== 0).sort((a, b) => a - b);
    if (later.length === 0) continue;
    const restriction = later.length === 1 ? only(later[0] as number) : "";
    const into = later.length > 2 ? [later[0] as number, later.at(-1) as number] : later;
    const label = into
      .map((shift) => `[${name}${shift > 0 ? "+" : "−"}${Math.abs(shift)}]`)
      .join(later.length > 2 ? " … " : ", ");
    arrows.push({
      from,
      to,
      label: restriction === "" ? label : `${label}, ${restriction}`,
      isLater: true,
    });
  }
  return arrows;
}

/** `1..3, 5` */
function ranges(values: readonly number[]): string {
  const sorted = [...values].sort((a, b) => a - b);
  const parts: string[] = [];
  for (let at = 0; at < sorted.length; ) {
    let end = at;
    while (sorted[end + 1] === (sorted[end] as number) + 1) end++;
    parts.push(end === at ? String(sorted[at]) : `${sorted[at]}..${sorted[end]}`);
    at = end + 1;
  }
  return parts.join(", ");
}

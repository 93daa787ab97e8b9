/**
 * The contract of a world that is written out: every state and action is looked at. A variable's law
 * may depend on its drawn parents only (the state it comes from, the action and whatever else comes up
 * in the same step must add nothing); utilities are variables like others; what an agent is shown has
 * to be exactly what its information links say.
 */
import type { NodeId } from "../../graph/index.ts";
import type { InfluenceDiagram } from "../../model/index.ts";
import type { ArrowNames, ContractFault, DiagramContract, VariableFound } from "./report.ts";
import type { Place, Stretch } from "./window.ts";
import type { LawRow } from "./factorises.ts";
import type { TabulatedTie } from "./worldTie.ts";
import { Laws } from "./factorises.ts";
import { lawOrder } from "./lawOrder.ts";
import { linksContract } from "./linksContract.ts";
import { placeOf, valueIn, windows } from "./window.ts";

/**
 * Cost: every outcome of the world once for every variable; windows of n steps where
 * arrows reach so far back. A tie that was compared before is not worked out again.
 */
export function exactContract(diagram: InfluenceDiagram, tie: TabulatedTie): DiagramContract {
  const faults: ContractFault[] = [];
  const surplus: ArrowNames[] = [];
  let [arrows, looked] = [0, 0];
  for (const { id, name, parents } of diagram.nodes) {
    if (tie.abstracted[name] !== undefined) continue;
    const unplaced = [id, ...parents].find((one) => placeOf(diagram, tie, one) === undefined);
    if (unplaced !== undefined) {
      faults.push(withoutFeature(diagram, id, unplaced));
      continue;
    }
    arrows += parents.length;
    const found =
      diagram.node(id).kind === "decision"
        ? linksContract(diagram, tie, id)
        : lawContract(diagram, tie, id);
    faults.push(...found.faults);
    surplus.push(...found.surplus);
    looked = Math.max(looked, found.looked);
  }
  const abstracted = Object.entries(tie.abstracted).map(([variable, reason]) => ({
    variable,
    reason,
  }));
  return { diagram: tie.diagram, method: "exact", faults, surplus, abstracted, arrows, looked };
}

function withoutFeature(diagram: InfluenceDiagram, id: NodeId, unplaced: NodeId): ContractFault {
  const variable = diagram.node(unplaced).name;
  const text =
    id === unplaced
      ? `${variable} is not a feature of the world, nor listed as abstracted away`
      : `${diagram.node(id).name} is compared, but its parent ${variable} is not: list both as abstracted away, or give ${variable} a feature`;
  return { kind: "feature", variable: diagram.node(id).name, text, missing: [] };
}

function lawContract(diagram: InfluenceDiagram, tie: TabulatedTie, id: NodeId): VariableFound {
  const { name, parents } = diagram.node(id);
  const place = placeOf(diagram, tie, id);
  // How likely the cases are is nowhere said: what never changes has no law.
  if (place?.kind === "always") return constantContract(diagram, id);
  const question = questionOf(diagram, tie, id);
  const laws = lawsOf(diagram, tie, question);
  const positions = parents.map((p) => question.candidates.indexOf(p));
  const contradictions = laws.contradicting(positions);
  if (contradictions > 0) {
    const others = question.candidates.map((_, i) => i).filter((i) => !positions.includes(i));
    const all = laws.sufficient([...others, ...positions]);
    const missing = (all ?? [])
      .filter((i) => !positions.includes(i))
      .map((i): ArrowNames => [diagram.node(question.candidates[i] ?? 0).name, name]);
    const needs =
      all === undefined
        ? "something that is not a variable of the diagram"
        : missing.map(([from]) => from).join(", ");
    const text = `${name} depends on more than ${listed(parents.map((p) => diagram.node(p).name))}: ${contradictions} circumstances with the same parents have another law; it also depends on ${needs}`;
    return {
      faults: [{ kind: "arrow", variable: name, text, missing }],
      surplus: [],
      looked: laws.size,
    };
  }
  const surplus = parents.flatMap((p, i): ArrowNames[] => {
    const fewer = positions.filter((_, k) => k !== i);
    return laws.contradicting(fewer) === 0 ? [[diagram.node(p).name, name]] : [];
  });
  return { faults: [], surplus, looked: laws.size };
}

function constantContract(diagram: InfluenceDiagram, id: NodeId): VariableFound {
  const { name, parents } = diagram.node(id);
  const text = `${name} never changes in the world; it is drawn to depend on ${listed(parents.map((p) => diagram.node(p).name))}`;
  const faults: ContractFault[] =
    parents.length === 0 ? [] : [{ kind: "feature", variable: name, text, missing: [] }];
  return { faults, surplus: [], looked: 0 };
}

/** Laws do not depend on which arrows are drawn, and are the same at every step of the window. */
const known = new WeakMap<TabulatedTie, Map<string, Laws>>();

function lawsOf(diagram: InfluenceDiagram, tie: TabulatedTie, question: Question): Laws {
  const { id, steps, last, candidates } = question;
  const described = [id, ...candidates].map((one) => {
    const place = placeOf(diagram, tie, one);
    const { instance, name } = diagram.node(one);
    const at = place === undefined || place.kind === "always" ? "" : place.at - last;
    const own = place?.kind === "step" ? place.name : (instance?.template ?? name);
    return `${own}@${at}`;
  });
  const fromStart = placeOf(diagram, tie, id);
  const begin = fromStart?.kind === "step" && fromStart.fromStart ? Math.max(1, last - steps) : "";
  const key = [steps, begin, ...described].join(" ");
  const laws = known.get(tie) ?? new Map<string, Laws>();
  known.set(tie, laws);
  const found = laws.get(key) ?? new Laws(rowsOf(diagram, tie, question));
  laws.set(key, found);
  return found;
}

function listed(names: readonly string[]): string {
  return names.length === 0 ? "nothing" : names.join(", ");
}

/** Which windows are looked at for a variable, and by which other variables. */
interface Question {
  readonly id: NodeId;
  /** Steps of the windows; 0: only where episodes start. */
  readonly steps: number;
  /** Index of the last slice. */
  readonly last: number;
  /** What comes before it in the diagram and is in the window. */
  readonly candidates: readonly NodeId[];
}

function questionOf(diagram: InfluenceDiagram, tie: TabulatedTie, id: NodeId): Question {
  const { parents } = diagram.node(id);
  const places = new Map<NodeId, Place>();
  for (const { id: one, name } of diagram.nodes) {
    const place = tie.abstracted[name] === undefined ? placeOf(diagram, tie, one) : undefined;
    if (place !== undefined) places.set(one, place);
  }
  const own = places.get(id) ?? { kind: "always" };
  const starts =
    own.kind === "always" || (own.kind === "slice" && own.at === 1 && !isView(diagram, id));
  const last = own.kind === "slice" ? own.at : own.kind === "step" ? own.at + 1 : 1;
  const oldest = parents.map((p) => earliest(places.get(p)) ?? last);
  const begin = Math.min(last - 1, ...oldest, own.kind === "step" && own.fromStart ? 1 : last);
  const steps = starts ? 0 : last - Math.min(begin, last - 1);
  const order = lawOrder(diagram);
  const candidates = order.slice(0, order.indexOf(id)).filter((one) => {
    const place = places.get(one);
    if (place === undefined || diagram.node(one).kind === "utility") return false;
    if (place.kind === "always") return true;
    const [low, high] = [earliest(place) ?? 0, latest(place)];
    return low >= last - steps && high <= last && (steps > 0 || place.kind === "slice");
  });
  return { id, steps, last, candidates };
}

function earliest(place: Place | undefined): number | undefined {
  return place === undefined || place.kind === "always" ? undefined : place.at;
}

function latest(place: Exclude<Place, { kind: "always" }>): number {
  return place.kind === "slice" ? place.at : place.kind === "step" ? place.at + 1 : place.at;
}

/** A variable of the first slice that looks at that slice only, and later ones of its kind too. */
function isView(diagram: InfluenceDiagram, id: NodeId): boolean {
  const { instance } = diagram.node(id);
  const sameSlice = (one: NodeId): boolean => {
    const { parents, instance: own } = diagram.node(one);
    return parents.some((p) => {
      const index = diagram.node(p).instance?.indices[0];
      return index !== undefined && index === own?.indices[0];
    });
  };
  const later = diagram.nodes.filter(
    ({ id: one, instance: other }) => one !== id && other?.template === instance?.template,
  );
  const before = (one: NodeId): boolean =>
    diagram.node(one).parents.some((p) => {
      const index = diagram.node(p).instance?.indices[0];
      return index !== undefined && index < (diagram.node(one).instance?.indices[0] ?? 0);
    });
  return later.length > 0 && later.every((one) => sameSlice(one.id) && !before(one.id));
}

function* rowsOf(
  diagram: InfluenceDiagram,
  tie: TabulatedTie,
  { id, steps, last, candidates }: Question,
): Generator<LawRow> {
  const place = placeOf(diagram, tie, id);
  if (place === undefined) return;
  const placed = candidates.map((one) => placeOf(diagram, tie, one) ?? place);
  const comesUp = placed.map(
    (one) =>
      (one.kind === "slice" && one.at === last) || (one.kind === "step" && one.at === last - 1),
  );
  for (const [number, world] of tie.cases.entries()) {
    const ways = steps === 0 ? starts(world, last) : windows(world, steps, last);
    for (const { stretch, weight } of ways) {
      const given = candidates.map((one, i) => valueIn(diagram, one, placed[i] ?? place, stretch));
      const drawn = given.filter((_, i) => steps === 0 || comesUp[i] === true);
      const before = steps === 0 ? [] : stretch.states.slice(0, -1);
      yield {
        circumstances: [number, ...before, ";", ...stretch.actions, ";", ...drawn].join(" "),
        given,
        value: valueIn(diagram, id, place, stretch),
        weight,
      };
    }
  }
}

function* starts(
  world: TabulatedTie["cases"][number],
  last: number,
): Generator<{ readonly stretch: Stretch; readonly weight: number }> {
  for (const [s, weight] of world.table.initial.entries())
    if (weight > 0) yield { stretch: { world, states: [s], actions: [], last }, weight };
}

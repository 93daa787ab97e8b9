/**
 * Numbers on screen: what was computed, for which diagram, with which evidence, and whether it is
 * still true. Old values stay, marked, until new ones come.
 */
import { type InfluenceDiagram, showValue, type Value } from "@cidery/core";
import { create } from "zustand";
import { session } from "../state/document.ts";
import { setUi, toast } from "../state/ui.ts";
import type { Deciding, NumbersResult, OthersChoice } from "@cidery/core/tasks";
import { type Meters, withKeys } from "./meterKeys.ts";
import { TaskClient } from "./taskClient.ts";
import { dropSearches } from "./meterSearch.ts";

export interface NumbersState {
  readonly result: NumbersResult | undefined;
  /** The diagram and evidence the result belongs to. */
  readonly diagram: InfluenceDiagram | undefined;
  readonly evidenceKey: string;
  /** The last meters that were read: they come last of all numbers. */
  readonly meters: { readonly table: Meters; readonly diagram: InfluenceDiagram } | undefined;
  readonly busy: { readonly stage: string; readonly fraction: number } | undefined;
  readonly failure: { readonly message: string; readonly hint?: string | undefined } | undefined;
  readonly observed: ReadonlyMap<string, Value>;
  readonly forced: ReadonlyMap<string, Value>;
  /** Position of the equilibrium to show, where there are several. */
  readonly equilibrium: number;
  /** Look for mixed equilibria beside pure ones, too. */
  readonly mixed: boolean;
  /** What the other agents do where a number is one agent's. */
  readonly others: OthersChoice;
  /** What decisions do about the values that are set. */
  readonly deciding: Deciding;
  /** Compute again after every change; otherwise only when asked. */
  readonly live: boolean;
}

export const useNumbers = create<NumbersState>(() => ({
  result: undefined,
  diagram: undefined,
  evidenceKey: "",
  meters: undefined,
  busy: undefined,
  failure: undefined,
  observed: new Map(),
  forced: new Map(),
  equilibrium: 0,
  mixed: false,
  others: "uniform",
  deciding: "keep",
  live: true,
}));

const client = new TaskClient();
let timer: ReturnType<typeof setTimeout> | undefined;

export function runNumbers(): void {
  if (computeNow()) setUi({ answersTab: "numbers" });
}

/** Computes without showing the numbers' panel; false while the text is broken. */
export function computeNow(): boolean {
  const { diagram } = session.state();
  if (diagram === undefined) {
    toast("Numbers need a model without errors", { tone: "trouble" });
    return false;
  }
  clearTimeout(timer);
  compute(diagram);
  return true;
}

export function stopNumbers(): void {
  clearTimeout(timer);
  if (!client.busy) return;
  client.stop();
  const { result, mixed } = useNumbers.getState();
  useNumbers.setState({ busy: undefined, mixed: result?.equilibria?.mixed ?? mixed });
  toast("Stopped; the results so far are kept");
}

/** Takes the numbers off the screen. */
export function dropNumbers(): void {
  client.stop();
  clearTimeout(timer);
  dropSearches();
  useNumbers.setState({
    result: undefined,
    diagram: undefined,
    meters: undefined,
    busy: undefined,
    failure: undefined,
    observed: new Map(),
    forced: new Map(),
    equilibrium: 0,
    mixed: false,
  });
}

/** Shows policies, bars and expected utilities of another equilibrium of the list. */
export function chooseEquilibrium(equilibrium: number): void {
  useNumbers.setState({ equilibrium });
  const { diagram } = session.state();
  if (diagram !== undefined) compute(diagram);
}

/** Looks for mixed equilibria beside pure ones, or no longer. */
export function searchMixed(mixed: boolean): void {
  useNumbers.setState({ mixed, equilibrium: 0 });
  computeNow();
}

export function chooseOthers(others: OthersChoice): void {
  useNumbers.setState({ others });
  computeNow();
}

export function chooseDeciding(deciding: Deciding): void {
  useNumbers.setState({ deciding, equilibrium: 0 });
  computeNow();
}

export function toggleEvidence(name: string, value: Value, force: boolean): void {
  const { observed, forced } = useNumbers.getState();
  const seen = new Map(observed);
  const set = new Map(forced);
  const target = force ? set : seen;
  const other = force ? seen : set;
  const had = target.get(name);
  other.delete(name);
  if (had !== undefined && showValue(had) === showValue(value)) target.delete(name);
  else target.set(name, value);
  useNumbers.setState({ observed: seen, forced: set });
  runNumbers();
}

export function clearEvidence(): void {
  useNumbers.setState({ observed: new Map(), forced: new Map() });
  if (useNumbers.getState().result !== undefined) runNumbers();
}

export function isStale(state: NumbersState, diagram: InfluenceDiagram | undefined): boolean {
  return (
    state.result !== undefined &&
    (state.diagram !== diagram ||
      state.evidenceKey !== evidenceKey(state) ||
      state.busy !== undefined)
  );
}

/** Meters of another model than the present one, or about to be read again. */
export function metersAreStale(
  { meters, busy }: NumbersState,
  diagram: InfluenceDiagram | undefined,
): boolean {
  return meters !== undefined && (meters.diagram !== diagram || busy !== undefined);
}

/**
 * After an edit that means something: numbers that are on screen are computed again, a moment
 * later. A comment, or a text that was broken for a moment, changes nothing.
 */
export function followDocument(): () => void {
  let last = session.state().diagram;
  return session.subscribe(() => {
    const { diagram } = session.state();
    if (diagram === undefined || diagram === last) return;
    last = diagram;
    useNumbers.setState({ equilibrium: 0 });
    const { result, live, failure } = useNumbers.getState();
    if (!live || (result === undefined && failure === undefined)) return;
    clearTimeout(timer);
    timer = setTimeout(() => compute(diagram), 180);
  });
}

function compute(diagram: InfluenceDiagram): void {
  const { observed, forced } = survivingEvidence(diagram);
  const { equilibrium: chosen, mixed, others, deciding } = useNumbers.getState();
  // Rules that are kept are those of the model without what is set.
  const known = deciding === "keep" ? new Map<string, Value>() : forced;
  const key = evidenceKey({ observed, forced });
  useNumbers.setState({
    observed,
    forced,
    busy: { stage: "starting", fraction: 0 },
    failure: undefined,
  });
  client.ask(
    "numbers",
    {
      parts: diagram.parts,
      observed: [...observed],
      forced: [...forced],
      equilibrium: {
        chosen,
        key: `${serialOf(diagram)} ${evidenceKey({ observed: new Map(), forced: known })}`,
        mixed,
      },
      others,
      deciding,
    },
    (event) => {
      if (event.kind === "progress")
        useNumbers.setState({ busy: { stage: event.stage, fraction: event.share } });
      else if (event.kind === "partial") {
        useNumbers.setState({ result: event.part, diagram, evidenceKey: key });
      } else if (event.kind === "done") {
        const { result } = event;
        const meters = result.meters && { table: withKeys(diagram, result.meters), diagram };
        useNumbers.setState({ result, diagram, evidenceKey: key, meters, busy: undefined });
      } else useNumbers.setState({ busy: undefined, failure: event });
    },
  );
}

const serials = new WeakMap<InfluenceDiagram, number>();
let lastSerial = 0;

/** A number for a diagram, so that the worker knows one it has seen before. */
function serialOf(diagram: InfluenceDiagram): number {
  const serial = serials.get(diagram) ?? ++lastSerial;
  serials.set(diagram, serial);
  return serial;
}

function survivingEvidence(diagram: InfluenceDiagram): Pick<NumbersState, "observed" | "forced"> {
  const { observed, forced } = useNumbers.getState();
  const survives = ([name, value]: readonly [string, Value]): boolean => {
    const id = diagram.idOf(name);
    const domain = id === undefined ? undefined : diagram.node(id).domain;
    return (
      domain?.kind === "finite" && domain.values.some((one) => showValue(one) === showValue(value))
    );
  };
  return {
    observed: new Map([...observed].filter(survives)),
    forced: new Map([...forced].filter(survives)),
  };
}

function evidenceKey({ observed, forced }: Pick<NumbersState, "observed" | "forced">): string {
  const written = (map: ReadonlyMap<string, Value>): string =>
    [...map]
      .map(([name, value]) => `${name}=${showValue(value)}`)
      .sort()
      .join(",");
  return `${written(observed)}|${written(forced)}`;
}

/**
 * Whose optimum is meant beside the policies on screen: of several agents that of the first that decides, the others as
 * chosen for all numbers, but for policies on screen.
 */
export function othersOf({ structure }: InfluenceDiagram): {
  readonly agent?: number;
  readonly others?: "uniform" | "best-reply";
} {
  const [first] = structure.decisions;
  const agents = new Set(structure.decisions.map((d) => structure.ownerOf(d)));
  if (first === undefined || agents.size < 2) return {};
  const { others } = useNumbers.getState();
  return { agent: structure.ownerOf(first), others: others === "shown" ? "uniform" : others };
}

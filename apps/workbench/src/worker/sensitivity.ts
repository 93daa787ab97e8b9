/**
 * What matters: how far the optimum moves with every parameter and every stated probability, and the curve of
 * the one that is looked at. Of one model; another one starts anew.
 */
import type { InfluenceDiagram } from "@cidery/core";
import type { JointSensitivity, Sensitivity, TornadoBar } from "@cidery/core/solve";
import { create } from "zustand";
import { session } from "../state/document.ts";
import { othersOf } from "./numbers.ts";
import { TaskClient } from "./taskClient.ts";

export interface SensitivityState {
  /** The model that the bars are of. */
  readonly diagram: InfluenceDiagram | undefined;
  /** Parameters and stated probabilities, widest first. */
  readonly bars: readonly TornadoBar[];
  /** Probabilities that were not looked at. */
  readonly left: number;
  readonly curve: Sensitivity | undefined;
  /** Of two that move together. */
  readonly grid: JointSensitivity | undefined;
  readonly busy: "bars" | "curve" | "grid" | undefined;
  readonly failure: string | undefined;
  readonly gridFailure: { readonly message: string; readonly hint?: string } | undefined;
}

const NOTHING: SensitivityState = {
  diagram: undefined,
  bars: [],
  left: 0,
  curve: undefined,
  grid: undefined,
  busy: undefined,
  failure: undefined,
  gridFailure: undefined,
};

export const useSensitivity = create<SensitivityState>(() => NOTHING);

const client = new TaskClient();

/** Works out all bars of the model as it is now. */
export function askBars(): void {
  const { diagram } = session.state();
  if (diagram === undefined) return;
  useSensitivity.setState({ ...NOTHING, diagram, busy: "bars" });
  client.ask("sensitivity", { parts: diagram.parts, ...othersOf(diagram) }, (event) => {
    if (event.kind === "done") {
      const { bars = [], probabilities } = event.result;
      const all = [...bars, ...(probabilities?.bars ?? [])];
      const swing = (one: TornadoBar): number => Math.abs(one.valueAtHigh - one.valueAtLow);
      all.sort((a, b) => swing(b) - swing(a));
      useSensitivity.setState({ bars: all, left: probabilities?.left ?? 0, busy: undefined });
    } else if (event.kind === "failed")
      useSensitivity.setState({ busy: undefined, failure: event.message });
  });
}

/** The curve of one bar, and where the optimal policy changes along it. */
export function askCurve(parameter: string): void {
  const { diagram } = useSensitivity.getState();
  if (diagram === undefined) return;
  useSensitivity.setState({ curve: undefined, busy: "curve", failure: undefined });
  const input = { parts: diagram.parts, parameter, ...othersOf(diagram) };
  client.ask("sensitivity", input, (event) => {
    if (event.kind === "done")
      useSensitivity.setState({ curve: event.result.curve, busy: undefined });
    else if (event.kind === "failed")
      useSensitivity.setState({ busy: undefined, failure: event.message });
  });
}

/** Values of each of two that move together. */
const GRID_STEPS = 6;

/** The optimum where two of the bars move together, each over the range of its bar. */
export function askGrid(first: string, second: string): void {
  const { diagram, bars } = useSensitivity.getState();
  if (diagram === undefined) return;
  const range = (name: string): { from?: number; to?: number } => {
    const bar = bars.find(({ parameter }) => parameter === name);
    return bar === undefined ? {} : { from: bar.low, to: bar.high };
  };
  useSensitivity.setState({ grid: undefined, busy: "grid", gridFailure: undefined });
  const beside = { parameter: second, ...range(second) };
  const moved = { parameter: first, ...range(first), steps: GRID_STEPS, beside };
  client.ask("sensitivity", { parts: diagram.parts, ...moved, ...othersOf(diagram) }, (event) => {
    if (event.kind === "done")
      useSensitivity.setState({ grid: event.result.grid, busy: undefined });
    else if (event.kind === "failed")
      useSensitivity.setState({ busy: undefined, gridFailure: event });
  });
}

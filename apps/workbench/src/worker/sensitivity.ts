/**
 * What matters: how far the optimum moves with every parameter and every stated probability, and the curve of
 * the one that is looked at. Of one model; another one starts anew.
 */
import type { InfluenceDiagram } from "@cidery/core";
import type { Sensitivity, TornadoBar } from "@cidery/core/solve";
import { create } from "zustand";
import { session } from "../state/document.ts";
import { useNumbers } from "./numbers.ts";
import { TaskClient } from "./taskClient.ts";

export interface SensitivityState {
  /** The model that the bars are of. */
  readonly diagram: InfluenceDiagram | undefined;
  /** Parameters and stated probabilities, widest first. */
  readonly bars: readonly TornadoBar[];
  /** Probabilities that were not looked at. */
  readonly left: number;
  readonly curve: Sensitivity | undefined;
  readonly busy: "bars" | "curve" | undefined;
  readonly failure: string | undefined;
}

const NOTHING: SensitivityState = {
  diagram: undefined,
  bars: [],
  left: 0,
  curve: undefined,
  busy: undefined,
  failure: undefined,
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

/** Of several agents the first that decides; the others as chosen for all numbers, but for policies on screen. */
function othersOf({ structure }: InfluenceDiagram): {
  readonly agent?: number;
  readonly others?: "uniform" | "best-reply";
} {
  const [first] = structure.decisions;
  const agents = new Set(structure.decisions.map((d) => structure.ownerOf(d)));
  if (first === undefined || agents.size < 2) return {};
  const { others } = useNumbers.getState();
  return { agent: structure.ownerOf(first), others: others === "shown" ? "uniform" : others };
}

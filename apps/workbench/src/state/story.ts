/**
 * Which step of the model's story is on screen: what it is about is lit, the verdict it pins is pinned,
 * and while a task is open the answers are hidden. Nothing here is part of the model.
 */
import type { InfluenceDiagram } from "@cidery/core";
import { pinnedVerdict, type Step } from "@cidery/core/check";
import { verdictKey } from "@cidery/core/session";
import { create } from "zustand";
import { session } from "./document.ts";
import { setUi } from "./ui.ts";

export interface Story {
  /** Position of the step on screen; undefined while no story is played. */
  readonly at: number | undefined;
  /** Names of the variables the step is about. */
  readonly show: readonly string[];
  /** What the step asks for has been seen to be done, in the model as it is edited. */
  readonly task: "none" | "open" | "done";
  /** Somebody looks at the answers before the task is done. */
  readonly peeking: boolean;
}

const NOTHING: Story = { at: undefined, show: [], task: "none", peeking: false };

export const useStory = create<Story>(() => NOTHING);

/** Answers would give a task away. */
export function answersHidden({ task, peeking }: Story): boolean {
  return task === "open" && !peeking;
}

/** Shows a step; one before the first or behind the last changes nothing. */
export function goToStep(at: number): void {
  const { good } = session.state();
  const step = good?.diagram.steps[at];
  if (good === undefined || step === undefined) return;
  useStory.setState({
    at,
    show: step.kind === "story" ? step.show : [],
    task: step.kind === "ask" ? "open" : "none",
    peeking: false,
  });
  setUi({ hoveredVerdict: undefined, overlay: true });
  session.select({ nodes: [], edges: [], pinnedVerdict: pinnedKey(good.diagram, step) });
}

export function moveStep(by: number): void {
  const { at } = useStory.getState();
  goToStep(at === undefined ? 0 : at + by);
}

export function leaveStory(): void {
  if (useStory.getState().at === undefined) return;
  useStory.setState(NOTHING);
  setUi({ presenting: false });
  session.select({ pinnedVerdict: undefined });
}

export function toggleStory(): void {
  if (useStory.getState().at === undefined) goToStep(0);
  else leaveStory();
}

/** The steps alone and large, from the one on screen on. */
export function togglePresenting(on: boolean): void {
  if (on && useStory.getState().at === undefined) goToStep(0);
  setUi({ presenting: on && useStory.getState().at !== undefined });
}

function pinnedKey(diagram: InfluenceDiagram, step: Step): string | undefined {
  if (step.kind === "ask" || step.pin === undefined) return undefined;
  const verdict = pinnedVerdict(diagram, step.pin);
  return verdict === undefined ? undefined : verdictKey(diagram, verdict);
}

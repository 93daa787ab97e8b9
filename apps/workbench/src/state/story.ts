/**
 * Which step of the model's story is on screen: what it is about is lit, the verdict it pins is pinned,
 * and while a task is open the answers are hidden. Nothing here is part of the model.
 */
import type { InfluenceDiagram } from "@cidery/core";
import type { Step } from "@cidery/core/check";
import { create } from "zustand";
import { session } from "./document.ts";
import { setUi, toast } from "./ui.ts";

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
  session.select({ nodes: [], edges: [], pinnedVerdict: undefined });
  pin(good.diagram, step, at).catch((error: unknown) =>
    toast(`What this step points at could not be loaded: ${String(error)}`, { tone: "trouble" }),
  );
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

/** What a step pins is found by checking claims, which a page that plays no story does without. */
async function pin(diagram: InfluenceDiagram, step: Step, at: number): Promise<void> {
  if (step.kind === "ask" || step.pin === undefined) return;
  const { pinnedKey } = await import("./stepClaims.ts");
  // Another step may be on screen by now, or another text.
  const isShown = useStory.getState().at === at && session.state().good?.diagram === diagram;
  if (isShown)
    session.select({ nodes: [], edges: [], pinnedVerdict: pinnedKey(diagram, step.pin) });
}

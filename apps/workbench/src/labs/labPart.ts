/** What a lab's work has told so far, as the sections of its page read it. */
import type {
  ConclusionRobustness,
  DiagramContract,
  LabEpisode,
  LabSettingsFound,
  LabTrainingPoint,
} from "@cidery/core/lab";
import type { CheckedLabClaim, LabRun, LabTasks, SweepRun, TaskEvent } from "@cidery/core/tasks";

/** The kinds of work that a lab's page asks for. */
export type LabTaskKind = keyof LabTasks;

/** A part of the answer, as soon as it is there. */
export type LabPart =
  | { readonly kind: "labEpisodes"; readonly part: LabEpisode }
  | { readonly kind: "labTraining"; readonly part: LabTrainingPoint }
  | { readonly kind: "labRuns"; readonly part: LabRun }
  | { readonly kind: "labSweep"; readonly part: SweepRun }
  | { readonly kind: "labClaims"; readonly part: CheckedLabClaim }
  | { readonly kind: "labRobustness"; readonly part: ConclusionRobustness }
  | { readonly kind: "labContract"; readonly part: DiagramContract }
  | { readonly kind: "labSettings"; readonly part: LabSettingsFound };

/** The part that an event brings; a search has one, its result. */
export function partOf(kind: LabTaskKind, event: TaskEvent<LabTaskKind>): LabPart | undefined {
  if (event.kind === "partial") return { kind, part: event.part } as LabPart;
  return event.kind === "done" && kind === "labSettings"
    ? ({ kind, part: event.result } as LabPart)
    : undefined;
}

/** All parts of one kind. */
export function partsOf<K extends LabTaskKind>(
  parts: readonly LabPart[] | undefined,
  kind: K,
): PartOfKind<K>[] {
  const all = (parts ?? []).filter((one) => one.kind === kind);
  return all.map(({ part }) => part as PartOfKind<K>);
}

type PartOfKind<K extends LabTaskKind> = Extract<LabPart, { readonly kind: K }>["part"];

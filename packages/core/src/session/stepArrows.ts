/**
 * Arrows of a picture of one step, which stand for one arrow in every step: drawn, deleted, led
 * into the next step instead. The text is changed in the loop. A change counts only if the model
 * has exactly the arrows meant after it, in every step; otherwise it is refused.
 */
import type { EditResult, StepArrow } from "../language/index.ts";
import type { SelectedEdge } from "./selection.ts";
import type { Session } from "./session.ts";
import type { StepKind } from "./stepEnds.ts";
import { addStepArrow, edits, removeStepArrow } from "../language/index.ts";
import { type Draft, type GestureResult, refused, structurally, withDiagram } from "./gesture.ts";
import {
  arrowsOf,
  endsOf,
  named,
  pairsOf,
  parametersOf,
  rows,
  sameSet,
  shiftsOf,
  stepArrowName,
  whyNot,
} from "./stepEnds.ts";

/**
 * Draws an arrow between two nodes of a picture of one step, within the step where nothing speaks
 * against it, otherwise into the next.
 */
export function connectInStep(
  session: Session,
  from: string,
  to: string,
  wish?: StepKind,
): GestureResult {
  return withDiagram(session, (diagram, tree) => {
    const ends = endsOf(diagram, from, to);
    if (ends === undefined) return refused(`${from} or ${to} is gone`);
    const step = wish ?? (whyNot(diagram, ends, "same") === undefined ? "same" : "later");
    const reason = whyNot(diagram, ends, step);
    if (reason !== undefined) {
      return refused(wish === undefined ? (whyNot(diagram, ends, "same") ?? reason) : reason);
    }
    const result = structurally(session, tree, {
      steps: [(draft) => drawn(session, draft, { from, to, step })],
      label: `connect ${stepArrowName(diagram, tree, { from, to, step })}`,
      touched: [],
      everyStepOf: [to],
    });
    if (!result.ok) return result;
    const other = step === "same" ? "later" : "same";
    if (whyNot(diagram, ends, other) !== undefined) return result;
    return { ...result, alternative: turning(session, { from, to, step }) };
  });
}

/** Leads an arrow into the next step instead of the same one, or the other way round. */
export function turnStepArrow(session: Session, edge: SelectedEdge): GestureResult {
  return withDiagram(session, (diagram, tree) => {
    const ends = endsOf(diagram, edge.from, edge.to);
    if (ends === undefined || edge.step === undefined)
      return refused("that is not an arrow of a step");
    const { from, to, step } = edge;
    const turned = { from, to, step: step === "same" ? ("later" as const) : ("same" as const) };
    const reason = whyNot(diagram, ends, turned.step);
    if (reason !== undefined) return refused(reason);
    const result = structurally(session, tree, {
      steps: [
        (draft) => withoutStepArrow(session, draft, edge),
        (draft) => drawn(session, draft, turned),
      ],
      label: `lead ${stepArrowName(diagram, tree, edge)} into ${step === "same" ? "the next" : "the same"} step`,
      touched: [],
      everyStepOf: [to],
    });
    if (!result.ok) return result;
    session.select({ edges: [turned] });
    return { ...result, alternative: turning(session, turned) };
  });
}

function turning(
  session: Session,
  edge: SelectedEdge,
): NonNullable<Extract<GestureResult, { ok: true }>["alternative"]> {
  return {
    title: edge.step === "same" ? "Into the next step instead" : "Within the step instead",
    run: () => turnStepArrow(session, edge),
  };
}

/** The edits that take such an arrow away, in every step. */
export function withoutStepArrow(session: Session, draft: Draft, edge: SelectedEdge): EditResult {
  const { diagram } = session.read(draft.text);
  const ends = diagram && endsOf(diagram, edge.from, edge.to);
  if (diagram === undefined || ends === undefined) return gone(edge);
  const shifts = shiftsOf(diagram, ends, edge.step ?? "same");
  if (shifts.length === 0) return gone(edge);
  const meant = arrowsOf(diagram);
  for (const shift of shifts) {
    for (const pair of pairsOf(ends, shift)) meant.delete(named(diagram, pair));
  }
  const arrow = { ...rows(ends), shifts, parameters: parametersOf(diagram) };
  return firstThatMeans(session, draft, removeStepArrow(draft.tree, arrow), meant);
}

function drawn(session: Session, draft: Draft, edge: SelectedEdge): EditResult {
  const { diagram } = session.read(draft.text);
  const ends = diagram && endsOf(diagram, edge.from, edge.to);
  if (diagram === undefined || ends === undefined) return gone(edge);
  const shift = edge.step === "later" ? 1 : 0;
  const meant = arrowsOf(diagram);
  for (const pair of pairsOf(ends, shift)) meant.add(named(diagram, pair));
  const arrow: StepArrow = {
    ...rows(ends),
    shifts: [shift],
    parameters: parametersOf(diagram),
  };
  return firstThatMeans(session, draft, addStepArrow(draft.tree, arrow), meant);
}

/** The first of the edits after which the model has exactly these arrows. */
function firstThatMeans(
  session: Session,
  draft: Draft,
  ways: readonly EditResult[],
  meant: ReadonlySet<string>,
): EditResult {
  let reason: string | undefined;
  for (const way of ways) {
    if (!way.ok) {
      reason ??= way.reason;
      continue;
    }
    const { diagram, diagnostics } = session.read(edits.applyEdits(draft.text, way.edits));
    if (diagram !== undefined && sameSet(arrowsOf(diagram), meant)) return way;
    reason ??=
      diagnostics.find(({ severity }) => severity === "error")?.message ??
      "the list in the text stands for other arrows, too; change it there";
  }
  return edits.refused(reason ?? "the text has no place for that arrow");
}

function gone({ from, to }: SelectedEdge): EditResult {
  return edits.refused(`${from} → ${to} is gone`);
}

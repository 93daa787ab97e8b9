/**
 * What every gesture is made of: one step for undo that leaves a sound model, or a refusal in one
 * sentence, perhaps with a larger change that would make it possible.
 */
import type { TextEdit } from "../base/index.ts";
import type { EditResult, Places, SyntaxTree } from "../language/index.ts";
import type { InfluenceDiagram } from "../model/index.ts";
import type { Session } from "./session.ts";
import { edits, parse } from "../language/index.ts";
import { arrowsWithNumbers, type CutPlan } from "./cutPlan.ts";
import { withoutObstacles } from "./withoutObstacles.ts";

/** What came of a gesture: done, with the words for undo, or the reason why not. */
export type GestureResult =
  | {
      readonly ok: true;
      /** What was done, in past or plain words: `delete S`. */
      readonly label: string;
      /** The node that was made or renamed. */
      readonly name?: string;
      /** What went with it without being asked for: `the mechanism of U`. */
      readonly lost?: string;
      /** The label says more than was asked for, so that somebody should read it. */
      readonly told?: boolean;
      /** What may have been meant instead: does it in place of this. */
      readonly alternative?: { readonly title: string; readonly run: () => GestureResult };
    }
  | {
      readonly ok: false;
      readonly reason: string;
      /** Numbers stand in its way: it can be done as soon as somebody says what becomes of them. */
      readonly numbers?: CutPlan;
      /** A larger change that would make it possible; for the user to decide. */
      readonly remedy?: { readonly title: string; readonly run: () => GestureResult };
    };

/** The text as the steps of a gesture have made it so far. */
export interface Draft {
  readonly text: string;
  /** Of this very text. Of the session's it is at hand; of a later one it is read when asked for. */
  readonly tree: SyntaxTree;
}

/** A part of a gesture: edits of the draft, or why not. */
export type Step = (draft: Draft) => EditResult;

/**
 * A change of arrows. Where a mechanism or a claim stands in its way, the refusal offers to drop
 * it: the arrows stay, the numbers go.
 */
export function structurally(
  session: Session,
  tree: SyntaxTree,
  change: {
    readonly steps: readonly Step[];
    readonly label: string;
    /** Nodes whose arrows change. */
    readonly touched: readonly string[];
    /** Nodes of a picture of one step whose arrows change in every step. */
    readonly everyStepOf?: readonly string[];
    readonly gone?: readonly string[];
    /** The node that is made. */
    readonly name?: string;
    /** What of it could be done if somebody said what becomes of the numbers. */
    readonly plan?: CutPlan;
  },
): GestureResult {
  const { steps, label, touched, everyStepOf = [], gone = [], name } = change;
  const done = chain(session, tree, steps);
  if (done.ok) return finish(session, done, label, name);
  const { diagram } = session.state();
  const numbers = diagram && decidable(diagram, change.plan);
  const wish = { mechanismsOf: touched, everyStepOf, claimsAbout: gone };
  const cleared = diagram && withoutObstacles(tree, diagram, wish);
  const refusal = { ...refused(done.reason), ...numbers };
  if (cleared === undefined || cleared.cost === "") return refusal;
  const structural = chain(session, tree, [() => edits.edited(cleared.edits), ...steps]);
  if (!structural.ok) return refusal;
  return {
    ...refusal,
    remedy: {
      title: `Do it without ${cleared.cost}`,
      run: () =>
        session.state().text === tree.text
          ? finish(session, structural, `${label}, without ${cleared.cost}`, name)
          : refused("the text has changed meanwhile"),
    },
  };
}

/** The plan, where numbers or claims are all that stands in its way. */
function decidable(
  diagram: InfluenceDiagram,
  plan: CutPlan | undefined,
): { readonly numbers: CutPlan } | undefined {
  if (plan === undefined) return undefined;
  const isAboutNumbers = plan.remove.length > 0 || arrowsWithNumbers(diagram, plan).length > 0;
  return isAboutNumbers ? { numbers: plan } : undefined;
}

/**
 * Steps of which each needs the text that the one before it leaves: arrows of a picture of one
 * step, whose edits depend on what the model then means, and a list that stands where a mechanism
 * was. What does not belong into one edit of one tree. The first refusal refuses all; the edits
 * are those of the text of the tree.
 */
export function chain(session: Session, tree: SyntaxTree, steps: readonly Step[]): EditResult {
  let draft: Draft = { text: tree.text, tree };
  let all: readonly TextEdit[] = [];
  for (const step of steps) {
    const result = step(draft);
    if (!result.ok) return result;
    if (result.edits.length === 0) continue;
    all = edits.composeEdits(tree.text, all, result.edits);
    draft = readWhenAsked(session, edits.applyEdits(draft.text, result.edits));
  }
  return edits.edited(all);
}

function readWhenAsked(session: Session, text: string): Draft {
  return {
    text,
    get tree() {
      return session.read(text).tree ?? parse(text);
    },
  };
}

/** Makes the step if the model is sound after it, selects what is new. */
export function finish(
  session: Session,
  result: EditResult,
  label: string,
  name?: string,
  mergeKey?: string,
): GestureResult {
  if (!result.ok) return refused(result.reason);
  const { text } = session.state();
  const { diagram, diagnostics } = session.read(edits.applyEdits(text, result.edits));
  if (diagram === undefined) {
    const error = diagnostics.find(({ severity }) => severity === "error");
    return refused(`the model would not be sound: ${error?.message ?? "the text would be broken"}`);
  }
  session.edit(result.edits, label, mergeKey);
  if (name === undefined) return { ok: true, label };
  session.select({ nodes: [name], edges: [] });
  return { ok: true, label, name };
}

/** Gestures need a diagram, and the tree, of the text as it is now. */
export function withDiagram(
  session: Session,
  act: (diagram: InfluenceDiagram, tree: SyntaxTree, places: Places) => GestureResult,
): GestureResult {
  const { diagram, good } = session.state();
  if (diagram === undefined || good === undefined)
    return refused("fix the error in the text first, then continue drawing");
  return act(diagram, good.tree, good.places);
}

export function refused(reason: string): Extract<GestureResult, { ok: false }> {
  return { ok: false, reason };
}

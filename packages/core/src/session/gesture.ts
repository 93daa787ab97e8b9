/**
 * What every gesture is made of: one step for undo that leaves a sound model, or a refusal in one
 * sentence, perhaps with a larger change that would make it possible.
 */
import type { InfluenceDiagram } from "../model/index.ts";
import type { Session } from "./session.ts";
import { loosened } from "./loosened.ts";

export type GestureResult =
  | {
      readonly ok: true;
      /** What was done, in past or plain words: `delete S`. */
      readonly label: string;
      /** The node that was made or renamed. */
      readonly name?: string;
      /** What went with it without being asked for: `the mechanism of U`. */
      readonly lost?: string;
      /** What may have been meant instead: does it in place of this. */
      readonly alternative?: { readonly title: string; readonly run: () => GestureResult };
    }
  | {
      readonly ok: false;
      readonly reason: string;
      /** A larger change that would make it possible; for the user to decide. */
      readonly remedy?: { readonly title: string; readonly run: () => GestureResult };
    };

/** The text after an edit, as the language layer answers it. */
export type Edited =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly reason: string };

/**
 * A change of arrows. Where a mechanism or a claim stands in its way, the refusal offers to drop
 * it: the arrows stay, the numbers go.
 */
export function structurally(
  session: Session,
  text: string,
  change: {
    readonly steps: readonly ((text: string) => Edited)[];
    readonly label: string;
    /** Nodes whose arrows change. */
    readonly touched: readonly string[];
    /** Nodes of a picture of one step whose arrows change in every step. */
    readonly everyStepOf?: readonly string[];
    readonly gone?: readonly string[];
    /** The node that is made. */
    readonly name?: string;
  },
): GestureResult {
  const { steps, label, touched, everyStepOf = [], gone = [], name } = change;
  const done = chain(text, steps);
  if (done.ok) return finish(session, done, label, name);
  const { diagram } = session.state();
  const wish = { mechanismsOf: touched, everyStepOf, claimsAbout: gone };
  const loose = diagram && loosened(text, diagram, wish);
  if (loose === undefined || loose.cost === "") return no(done.reason);
  const structural = chain(loose.text, steps);
  if (!structural.ok) return no(done.reason);
  return {
    ok: false,
    reason: done.reason,
    remedy: {
      title: `Do it without ${loose.cost}`,
      run: () =>
        session.state().text === text
          ? finish(session, structural, `${label}, without ${loose.cost}`, name)
          : no("the text has changed meanwhile"),
    },
  };
}

/** Runs edits one after the other; the first refusal refuses all. */
export function chain(text: string, steps: readonly ((text: string) => Edited)[]): Edited {
  let now = text;
  for (const step of steps) {
    const done = step(now);
    if (!done.ok) return done;
    now = done.text;
  }
  return { ok: true, text: now };
}

/** Makes the step if the model is sound after it, selects what is new. */
export function finish(
  session: Session,
  edited: Edited,
  label: string,
  name?: string,
  mergeKey?: string,
): GestureResult {
  if (!edited.ok) return no(edited.reason);
  const { diagram, diagnostics } = session.read(edited.text);
  if (diagram === undefined) {
    const error = diagnostics.find(({ severity }) => severity === "error");
    return no(`the model would not be sound: ${error?.message ?? "the text would be broken"}`);
  }
  session.setText(edited.text, label, mergeKey);
  if (name === undefined) return { ok: true, label };
  session.select({ nodes: [name], edges: [] });
  return { ok: true, label, name };
}

/** Gestures need a diagram that belongs to the text as it is now. */
export function withDiagram(
  session: Session,
  act: (diagram: InfluenceDiagram, text: string) => GestureResult,
): GestureResult {
  const { diagram, text } = session.state();
  if (diagram === undefined) return no("the text has a mistake; mend it first, then draw on");
  return act(diagram, text);
}

export function no(reason: string): GestureResult {
  return { ok: false, reason };
}

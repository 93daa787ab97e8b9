/** A mark beside every claim: whether it holds. Failing ones are seen without opening a panel. */
import { type Extension, RangeSet, StateEffect, StateField } from "@codemirror/state";
import { type EditorView, gutter, GutterMarker } from "@codemirror/view";
import type { ClaimResult } from "@cidery/core";
import { session } from "../state/document.ts";
import { setUi } from "../state/ui.ts";
import { checkedClaims, useClaims } from "../worker/claims.ts";

type Outcome = ClaimResult["outcome"];

const SIGNS: Readonly<Record<Outcome, string>> = {
  holds: "✓",
  fails: "✗",
  error: "✗",
  undecided: "?",
  "not-applicable": "–",
};
const WORDS: Readonly<Record<Outcome, string>> = {
  holds: "This claim holds",
  fails: "This claim fails",
  error: "This claim cannot be read",
  undecided: "This claim is undecided",
  "not-applicable": "This claim does not apply here",
};

class ClaimMark extends GutterMarker {
  constructor(private readonly outcome: Outcome) {
    super();
  }
  override eq(other: ClaimMark): boolean {
    return other.outcome === this.outcome;
  }
  override toDOM(): Node {
    const mark = document.createElement("span");
    mark.className = `claim-mark ${this.outcome}`;
    mark.textContent = SIGNS[this.outcome];
    mark.title = WORDS[this.outcome];
    mark.setAttribute("role", "img");
    mark.setAttribute("aria-label", WORDS[this.outcome]);
    return mark;
  }
}

const MARKS = Object.fromEntries(
  (Object.keys(SIGNS) as Outcome[]).map((outcome) => [outcome, new ClaimMark(outcome)]),
) as Readonly<Record<Outcome, ClaimMark>>;

const setClaims = StateEffect.define<RangeSet<GutterMarker>>();

const field = StateField.define<RangeSet<GutterMarker>>({
  create: () => RangeSet.empty,
  update(value, transaction) {
    for (const effect of transaction.effects) if (effect.is(setClaims)) return effect.value;
    return value.map(transaction.changes);
  },
});

export const claimGutter: Extension = [
  field,
  gutter({
    class: "cm-claims",
    markers: (view) => view.state.field(field),
    domEventHandlers: {
      mousedown(view, line) {
        let found = false;
        view.state.field(field).between(line.from, line.to, () => {
          found = true;
        });
        if (found) setUi({ answersTab: "claims" });
        return found;
      },
    },
  }),
];

/** Keeps the marks in step with the results. */
export function followClaimMarks(view: EditorView): () => void {
  let known = "";
  const update = (): void => {
    const { revision } = session.state();
    const marked = checkedClaims().flatMap(({ place, result }) =>
      place === undefined || result === undefined
        ? []
        : [{ at: place.start, outcome: result.outcome }],
    );
    const key = `${revision} ${marked.map(({ at, outcome }) => `${at}${outcome}`).join()}`;
    if (key === known) return;
    known = key;
    queueMicrotask(() => {
      const { length } = view.state.doc;
      // A line may hold several claims: the worst is shown.
      const lines = new Map<number, Outcome>();
      for (const { at, outcome } of marked) {
        if (at > length) return;
        const { from } = view.state.doc.lineAt(at);
        const before = lines.get(from);
        if (before === undefined || WORST.indexOf(outcome) < WORST.indexOf(before))
          lines.set(from, outcome);
      }
      const marks = [...lines].map(([from, outcome]) => MARKS[outcome].range(from));
      view.dispatch({ effects: setClaims.of(RangeSet.of<GutterMarker>(marks, true)) });
    });
  };
  update();
  const stopSession = session.subscribe(update);
  const stopClaims = useClaims.subscribe(update);
  return () => {
    stopSession();
    stopClaims();
  };
}

const WORST: readonly Outcome[] = ["error", "fails", "undecided", "not-applicable", "holds"];

/** The text after edits that are only thought of: shown before they are done. */
import type { InfluenceDiagram } from "../model/index.ts";
import type { EditResult, SyntaxTree } from "../language/index.ts";
import type { Session } from "./session.ts";
import { edits } from "../language/index.ts";

/** The text as it would be, or why there is none. */
export type TextAfter =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly reason: string };

/** What an edit of the document as it is would leave; nothing is done. Costs the edit and one reading. */
export function textAfter(
  session: Session,
  edit: (now: { readonly diagram: InfluenceDiagram; readonly tree: SyntaxTree }) => EditResult,
): TextAfter {
  const { diagram, tree } = session.state();
  if (diagram === undefined || tree === undefined)
    return { ok: false, reason: "fix the error in the text first" };
  const done = edit({ diagram, tree });
  if (!done.ok) return done;
  const text = edits.applyEdits(tree.text, done.edits);
  const { diagram: after, diagnostics } = session.read(text);
  const error = diagnostics.find(({ severity }) => severity === "error");
  return after === undefined
    ? { ok: false, reason: error?.message ?? "the text would be broken" }
    : { ok: true, text };
}

/**
 * Parameters by the smallest edit of the text: their value where they are declared in this file, or
 * a line that overrides them where they belong to an extended one. Several are one step for undo.
 */
import type { EditResult, SyntaxTree } from "../language/index.ts";
import type { InfluenceDiagram } from "../model/index.ts";
import type { GestureResult } from "./gesture.ts";
import type { Session } from "./session.ts";
import { edits, writeName } from "../language/index.ts";
import { finish, withDiagram } from "./gesture.ts";

/** One parameter, as a slider moves it: changes in a row are one step for undo. */
export function setParameter(session: Session, name: string, value: number): GestureResult {
  return withDiagram(session, (diagram, tree) => {
    const done = parameterEdits(diagram, tree, new Map([[name, value]]));
    return finish(session, done, `set ${name} to ${value}`, undefined, `parameter ${name}`);
  });
}

/** Sets defaults of parameters, as one edit of the text. */
export function setParameters(
  session: Session,
  values: ReadonlyMap<string, number>,
): GestureResult {
  return withDiagram(session, (diagram, tree) => {
    const written = [...values].map(([name, value]) => `${name} to ${value}`).join(", ");
    return finish(session, parameterEdits(diagram, tree, values), `set ${written}`);
  });
}

/** The edits that give parameters other values; the first refusal is that of the declaration. */
export function parameterEdits(
  diagram: InfluenceDiagram,
  tree: SyntaxTree,
  values: ReadonlyMap<string, number>,
): EditResult {
  const parent = tree.items.find((item) => item.kind === "extends");
  const results = [...values].map(([name, value]): EditResult => {
    const set = edits.setParameter(tree, { name, value });
    const inherited = diagram.parameters.find((one) => one.name === name);
    if (set.ok || parent === undefined || inherited === undefined) return set;
    const { low, high } = inherited;
    const range = low === undefined || high === undefined ? "" : ` in ${low}..${high}`;
    const at = parent.range.end;
    const newText = `\nparam ${writeName(name)} = ${value}${range}`;
    return edits.edited([{ range: { start: at, end: at }, newText }]);
  });
  // Lines that override stand right below `extends`, the last one set first.
  return edits.together(results.reverse());
}

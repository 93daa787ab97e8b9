/**
 * Parameters by the smallest edit of the text: their value where they are declared in this file, or
 * a line that overrides them where they belong to an extended one. Several are one step for undo.
 */
import type { InfluenceDiagram } from "../model/index.ts";
import type { GestureResult } from "./gesture.ts";
import type { Session } from "./session.ts";
import { edits, parse, writeName } from "../language/index.ts";
import { chain, finish, withDiagram } from "./gesture.ts";
import { applyEdits } from "./textChange.ts";

type Edited = Parameters<typeof finish>[1];

/** One parameter, as a slider moves it: changes in a row are one step for undo. */
export function setParameter(session: Session, name: string, value: number): GestureResult {
  return withDiagram(session, (diagram, text) => {
    const done = parameterEdit(diagram, text, name, value);
    return finish(session, done, `set ${name} to ${value}`, undefined, `parameter ${name}`);
  });
}

export function setParameters(
  session: Session,
  values: ReadonlyMap<string, number>,
): GestureResult {
  return withDiagram(session, (diagram, text) => {
    const steps = [...values].map(
      ([name, value]) =>
        (now: string): Edited =>
          parameterEdit(diagram, now, name, value),
    );
    const written = [...values].map(([name, value]) => `${name} to ${value}`).join(", ");
    return finish(session, chain(text, steps), `set ${written}`);
  });
}

/** The text with another value of one parameter; the first refusal is that of the declaration. */
export function parameterEdit(
  diagram: InfluenceDiagram,
  text: string,
  name: string,
  value: number,
): Edited {
  const set = edits.setParameter(text, { name, value });
  const parent = parse(text).items.find((item) => item.kind === "extends");
  const inherited = diagram.parameters.find((one) => one.name === name);
  if (set.ok || parent === undefined || inherited === undefined) return set;
  const { low, high } = inherited;
  const range = low === undefined || high === undefined ? "" : ` in ${low}..${high}`;
  const at = parent.range.end;
  const newText = `\nparam ${writeName(name)} = ${value}${range}`;
  return { ok: true, text: applyEdits(text, [{ range: { start: at, end: at }, newText }]) };
}

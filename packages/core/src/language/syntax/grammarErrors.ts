/**
 * What the grammar expected, in plain words. The parser only collects the expectation here; the
 * message around it is written in `messages.ts`.
 */
import type { IParserErrorMessageProvider, TokenType } from "chevrotain";
import { tokenLabel } from "chevrotain";

export const plainErrorMessages: IParserErrorMessageProvider = {
  buildMismatchTokenMessage: ({ expected }) => tokenLabel(expected),
  buildNotAllInputParsedMessage: () => "",
  buildNoViableAltMessage: ({ expectedPathsPerAlt, customUserDescription }) =>
    customUserDescription ?? firstWords(expectedPathsPerAlt.flat()),
  buildEarlyExitMessage: ({ expectedIterationPaths, customUserDescription }) =>
    customUserDescription ?? firstWords(expectedIterationPaths),
};

function firstWords(paths: readonly (readonly TokenType[])[]): string {
  const labels = new Set<string>();
  for (const path of paths) if (path[0] !== undefined) labels.add(tokenLabel(path[0]));
  const list = [...labels];
  if (list.length > 6) return "a value";
  const last = list.pop() ?? "something else";
  return list.length === 0 ? last : `${list.join(", ")} or ${last}`;
}

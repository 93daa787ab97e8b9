/** What is kept of an item that could not be read: its word and name, so that others may mention it. */
import type { IToken } from "chevrotain";
import type { ItemSyntax } from "./syntax.ts";
import { endOf, nameOf } from "./syntaxMakers.ts";
import * as T from "./tokens.ts";

export function brokenItem(slice: readonly IToken[]): ItemSyntax {
  const first = slice[0] as IToken;
  const last = slice[slice.length - 1] as IToken;
  const nameToken = slice
    .slice(1, 3)
    .find((t) => t.tokenType === T.Name || t.tokenType === T.QuotedName);
  const range = { start: first.startOffset, end: endOf(last) };
  return {
    kind: "broken",
    word: first.image,
    range,
    ...(nameToken === undefined ? {} : { name: nameOf(nameToken) }),
  };
}

/** Items of which only the names count. */
export function asBroken(items: readonly ItemSyntax[]): ItemSyntax[] {
  return items.flatMap((item): ItemSyntax[] => {
    if (item.kind === "for") return asBroken(item.items);
    if (item.kind === "guard")
      return asBroken([...item.branches.flatMap((b) => b.items), ...(item.otherwise ?? [])]);
    return item.kind === "variable"
      ? [{ kind: "broken", word: item.variableKind, name: item.name, range: item.range }]
      : [];
  });
}

/** The API reference in docs/api/, one page per door, from the doc comments in the sources. */
import { type Door, publicDoors, type PublicName } from "./publicNames.ts";

const MADE = "<!-- made from the doc comments by `npm run renew -- api` -->";

const HEADINGS: readonly (readonly [string, PublicName["kind"]])[] = [
  ["Functions", "function"],
  ["Classes", "class"],
  ["Values", "value"],
  ["Types", "type"],
];

/** Every page by its file name. */
export function apiDocument(): ReadonlyMap<string, string> {
  const doors = publicDoors();
  return new Map([
    ["README.md", contents(doors)],
    ...doors.map((door) => [fileOf(door), page(door)] as const),
  ]);
}

function fileOf({ specifier }: Door): string {
  return `${specifier.split("/")[2] ?? "core"}.md`;
}

function contents(doors: readonly Door[]): string {
  return [
    "# API reference",
    "",
    MADE,
    "",
    "One page per import. `cidery` offers every one under its own name, too: `cidery/solve` is `@cidery/core/solve`.",
    "",
    "| import | names | |",
    "| --- | --- | --- |",
    ...doors.map(
      (door) =>
        `| [\`${door.specifier}\`](${fileOf(door)}) | ${door.names.length} | ${firstSentence(door)} |`,
    ),
    "",
  ].join("\n");
}

function firstSentence({ doc }: Door): string {
  const text = doc.replaceAll("\n", " ").replace(/^`[^`]*`: /u, "");
  return /^.*?[.?](?= |$)/u.exec(text)?.[0] ?? text;
}

function page(door: Door): string {
  const lines = [`# ${door.specifier}`, "", MADE, "", door.doc, ""];
  for (const [heading, kind] of HEADINGS) {
    const names = door.names.filter((one) => one.kind === kind);
    if (names.length === 0) continue;
    lines.push(`## ${heading}`, "");
    for (const { name, signature, doc } of names)
      lines.push(
        `### ${name}`,
        "",
        doc.replaceAll(/@(\w+)/gu, "*$1:*"),
        "",
        "```typescript",
        signature,
        "```",
        "",
      );
  }
  return lines.join("\n");
}

/**
 * Names, values and labels that files of other tools have no plain place for: what is written is read
 * back as it was, or the writer has said what it spells otherwise, and no two things became one.
 */
import { describe, expect, it } from "vitest";
import type { InfluenceDiagram } from "../src/model/index.ts";
import { FORMATS, readModelFile } from "../src/formats/index.ts";
import { loadModel } from "../src/language/index.ts";
import { writeName, writeText } from "../src/language/syntax/words.ts";

const HOSTILE = [
  " in front",
  "behind ",
  "\u00a0wide\u3000",
  "two  blanks",
  'said "so"',
  "back\\slash",
  "last\\",
  'both\\"',
  "new\nline",
  "new\r\nline",
  "tab\tstop",
  "\u0001control\u0085",
  "\u2028",
  "\ud800half",
  "ünï→日本",
  "node",
  "2start",
  "it's",
  "a,b;c|d",
  "{x} [y] (z)",
  "<t>&amp;",
  "#h %c $d *e",
  "a->b",
  " ",
];

/** A network, or a diagram of one agent, in which everything has such a name; two values differ in blanks alone. */
function model(text: string, acts: boolean): InfluenceDiagram {
  const name = (n: string): string => writeName(`${text}${n}`);
  const values = [...new Set([text, `${text} `, text.trim(), "", "plain"])];
  const list = values.map(writeText).join(", ");
  const lines = [
    `model ${writeText(text)}`,
    ...(acts ? [`agent ${name("")}`] : []),
    `chance ${name("")} : {${list}} ~ uniform`,
    `chance ${name(" ")} : {${list}} ~ uniform`,
    ...(acts
      ? [
          `decision ${name("2")} : {${list}} by ${name("")} sees ${name("")}`,
          `utility ${name("3")} for ${name("")} = if ${name("2")} == ${name(" ")} then 1 else 0`,
        ]
      : []),
  ];
  const { diagram, diagnostics } = loadModel(`${lines.join("\n")}\n`);
  if (diagram === undefined) throw new Error(JSON.stringify(diagnostics));
  return diagram;
}

/** Names and values of variables; `null` where a format keeps none. */
function spelled(diagram: InfluenceDiagram): readonly (readonly [string, readonly string[]])[] {
  return diagram.nodes.map(({ id, name, domain, kind }) => [
    diagram.labelOf(id) ?? name,
    kind !== "utility" && domain?.kind === "finite" ? domain.values.map(String).toSorted() : [],
  ]);
}

const READ = FORMATS.filter(({ read, write }) => read !== undefined && write !== undefined);
/** What has no names, or no values, says so by these. */
const SAID = ["respelled", "names-are-numbers"];
const WITHOUT_VALUES = ["dagitty"];
/** Games are other variables, and are looked at below. */
const GAMES = ["efg", "nfg"];

describe.each(READ.filter(({ id }) => !GAMES.includes(id)))(
  "$id",
  ({ id, endings, read, write }) => {
    it.each(HOSTILE)("%j", (text) => {
      for (const acts of [false, true]) {
        const diagram = model(text, acts);
        const written = write?.(diagram);
        if (written?.ok !== true) {
          expect([id, acts]).toEqual(["bif", true]);
          continue;
        }
        const stored = new TextDecoder().decode(new TextEncoder().encode(written.value));
        const back = read?.({ name: `x${endings[0]}`, text: stored }, {});
        if (back?.ok !== true || back.value.diagram === undefined)
          throw new Error(`${JSON.stringify(back?.diagnostics)}\n${stored}`);
        const [before, after] = [diagram, back.value.diagram].map(spelled).map((list) =>
          // PyCID sorts its variables.
          id === "python" ? list.toSorted(([a], [b]) => (a < b ? -1 : 1)) : list,
        ) as [ReturnType<typeof spelled>, ReturnType<typeof spelled>];
        expect(new Set(back.value.diagram.nodes.map(({ name }) => name)).size).toBe(before.length);
        if (!WITHOUT_VALUES.includes(id))
          expect(after.map(([, values]) => new Set(values).size)).toEqual(
            before.map(([, values]) => values.length),
          );
        const same = before.every(
          ([name, values], v) =>
            after[v]?.[0] === name &&
            (WITHOUT_VALUES.includes(id) || values.join("\0") === after[v]?.[1].join("\0")),
        );
        const codes = written.diagnostics.map(({ code }) => code);
        if (!same)
          expect(
            SAID.some((code) => codes.includes(code)),
            stored,
          ).toBe(true);
      }
    });
  },
);

/** As Gambit 17 says it: no control characters, no blank at an end, no two in a row; and its one escape. */
const LABEL = /^(?!\s)(?:(?![\p{Cc}\p{Zl}\p{Zp}"\\]|\s\s).|\\\\(?!")|\\")+(?<!\s)$/u;

describe.each(["efg", "nfg"])("%s", (id) => {
  const format = FORMATS.find((one) => one.id === id);
  it.each(HOSTILE)("has labels that Gambit takes, and says what they were: %j", (text) => {
    const diagram = model(text, true);
    const written = format?.write?.(diagram);
    if (written?.ok !== true) throw new Error(JSON.stringify(written?.diagnostics));
    const labels = [...written.value.matchAll(/"((?:[^"\\]|\\.)*)"/gsu)].map(([, one = ""]) => one);
    for (const one of labels) if (one !== "") expect(one).toMatch(LABEL);
    const { result } = readModelFile({ name: `x.${id}`, text: written.value });
    const game = result.ok ? result.value.game : undefined;
    if (game === undefined) throw new Error(JSON.stringify(result.diagnostics));
    const [list = []] =
      game.form === "extensive"
        ? game.game.informationSets.map(({ actions }) => actions)
        : game.game.strategies;
    expect(new Set(list).size).toBe(list.length);
    expect(list.every((one) => one.trim() !== "")).toBe(true);
    // One of its values is the empty text, which no label is.
    expect(written.diagnostics.map(({ code }) => code)).toContain("respelled");
  });
});

it("what changed is shown so that it can be seen", () => {
  const written = FORMATS.find(({ id }) => id === "xmlbif")?.write?.(model("behind ", false));
  expect(written?.diagnostics.find(({ code }) => code === "respelled")?.message).toMatch(
    'BIFXML takes no such spelling, so names, values or labels are changed: "behind " as behind, "behind  " as behind_2',
  );
});

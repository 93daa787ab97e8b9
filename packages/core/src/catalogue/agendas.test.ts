/** Tables of agendas: what is refused, and in which words; what is written is read again. */
import { describe, expect, it } from "vitest";
import type { AgendaTable } from "./index.ts";
import {
  addAgenda,
  agendasCsv,
  agendasJson,
  agendasMarkdown,
  filterAgendas,
  readAgendas,
  retagAgenda,
} from "./index.ts";

const ROW = {
  id: "one",
  title: 'One, "quoted"',
  sentence: "=Find | out.",
  driver: "blueprint",
  method: "conceptual",
  tags: ["theory"],
  sources: [{ key: "demski2019embedded", cite: "Demski" }],
  models: ["frameworks/mdp"],
  labs: [],
};
const DATA = { tags: { theory: "mathematics", values: "what they are" }, agendas: [ROW] };
const KNOWN = { models: ["frameworks/mdp", "frameworks/pomdp"], labs: ["ledger"] };

const read = (data: unknown) => readAgendas(JSON.stringify(data), KNOWN);
const said = ({ diagnostics }: ReturnType<typeof read>): string[] =>
  diagnostics.map(({ message, hint }) => (hint === undefined ? message : `${message}; ${hint}`));
const withRow = (change: object): string[] =>
  said(read({ ...DATA, agendas: [{ ...ROW, ...change }] }));

function table(): AgendaTable {
  const result = read(DATA);
  if (!result.ok) throw new Error(said(result).join());
  return result.value;
}

describe("reading", () => {
  it("gives back what was written", () => {
    expect(readAgendas(agendasJson(table()), KNOWN)).toEqual({
      ok: true,
      value: table(),
      diagnostics: [],
    });
  });

  it("names row, field, what was expected and the nearest name", () => {
    expect(withRow({ driver: "blueprnt" })).toEqual([
      'agenda one: driver: expected blueprint or component, found "blueprnt"; did you mean blueprint?',
    ]);
    expect(withRow({ tags: ["theroy"] })).toEqual([
      "agenda one: there is no tag theroy; did you mean theory?",
    ]);
    expect(withRow({ models: ["frameworks/mpd"] })).toEqual([
      "agenda one: there is no model frameworks/mpd; did you mean frameworks/mdp?",
    ]);
    expect(withRow({ labs: ["leger"] })).toEqual([
      "agenda one: there is no lab leger; did you mean ledger?",
    ]);
    expect(withRow({ titel: "x" })).toEqual(["agendas[0] has a field titel; did you mean title?"]);
    expect(withRow({ sources: [] })).toEqual([
      "agenda one: sources: expected a list of one work at least, found []",
    ]);
    expect(withRow({ sources: [{ key: "no key", cite: "x" }] })[0]).toContain(
      "expected a key such as soares2022central",
    );
    expect(withRow({ id: "One Two" })[0]).toContain("lower-case letters");
    expect(withRow({ tags: ["theory", "theory"] })[0]).toContain("each name once");
    expect(withRow({ sentence: "  " })[0]).toContain("a text that is not empty");
  });

  it("says all that is wrong at once", () => {
    expect(withRow({ driver: 3, labs: "ledger", title: null })).toHaveLength(3);
    expect(said(read({ ...DATA, agendas: [ROW, ROW] }))[0]).toContain(
      "an id that no other row has",
    );
    expect(said(read([]))[0]).toContain("expected an object with tags, agendas");
    expect(said(read({ tags: {} }))[0]).toContain("agendas: expected a list of rows");
    expect(said(read({ tags: { "No Tag": "x" }, agendas: [] }))[0]).toContain("tag No Tag");
  });

  it("says where a text stops being JSON", () => {
    const { ok, diagnostics } = readAgendas('{\n  "tags": {},\n  "agendas": [,]\n}');
    expect(ok).toBe(false);
    expect(diagnostics[0]?.message).toMatch(/^the table is not JSON/u);
  });
});

describe("changing", () => {
  it("adds a row that is right and refuses others", () => {
    const added = addAgenda(table(), { ...ROW, id: "two" }, KNOWN);
    expect(added.ok && added.value.agendas.map(({ id }) => id)).toEqual(["one", "two"]);
    expect(said(addAgenda(table(), ROW, KNOWN))[0]).toContain("an id that no other row has");
    expect(said(addAgenda(table(), { ...ROW, id: "two", tags: ["x"] }))[0]).toContain("no tag x");
    expect(said(addAgenda(table(), [ROW]))[0]).toContain("the new row: expected an object");
  });

  it("retags one row and leaves the table it was given", () => {
    const before = table();
    const after = retagAgenda(before, "one", { add: ["values"], remove: ["theory"] });
    expect(after.ok && after.value.agendas[0]?.tags).toEqual(["values"]);
    expect(before.agendas[0]?.tags).toEqual(["theory"]);
    expect(said(retagAgenda(before, "oen", { add: ["values"] }))).toEqual([
      "there is no agenda oen; did you mean one?",
    ]);
    expect(said(retagAgenda(before, "one", { add: ["vlaues"] }))).toEqual([
      "there is no tag vlaues; did you mean values?",
    ]);
    expect(said(retagAgenda(before, "one", { remove: ["values"] }))).toEqual([
      "one has no tag values; it has theory",
    ]);
  });

  it("filters by both axes and all tags", () => {
    const ids = (...args: Parameters<typeof filterAgendas>) => {
      const found = filterAgendas(...args);
      return found.ok ? found.value.agendas.map(({ id }) => id) : said(found);
    };
    expect(ids(table(), {})).toEqual(["one"]);
    expect(ids(table(), { kinds: ["blueprint", "conceptual"], tags: ["theory"] })).toEqual(["one"]);
    expect(ids(table(), { kinds: ["blueprint", "empirical"] })).toEqual([]);
    expect(ids(table(), { tags: ["values"] })).toEqual([]);
    expect(ids(table(), { kinds: ["empircal"] })).toEqual([
      "there is no kind empircal; did you mean empirical?",
    ]);
  });
});

describe("writing", () => {
  it("quotes for spreadsheets, and keeps a formula a text", () => {
    expect(agendasCsv(table()).split("\r\n")).toEqual([
      "id,title,driver,method,tags,sentence,sources,keys,models,labs",
      `one,"One, ""quoted""",blueprint,conceptual,theory,'=Find | out.,Demski,demski2019embedded,frameworks/mdp,`,
      "",
    ]);
  });

  it("escapes bars in Markdown", () => {
    expect(agendasMarkdown(table())).toContain("| =Find \\| out. | [@demski2019embedded] |");
  });
});

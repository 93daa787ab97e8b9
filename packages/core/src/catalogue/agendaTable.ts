/**
 * A table of research agendas: who works from a plan of the whole and who improves parts, by argument or by
 * experiment, with sources and the models and labs that show an agenda at work. The two axes and the tags are
 * an editor's classification, nothing measured; that is why a table is a file to copy and to change.
 */
import type { Diagnostic, Result } from "../base/index.ts";
import { lineColumnAt, lineStarts, nearestName } from "../base/index.ts";

/** What an agenda starts from: a plan of the whole, or parts that are improved one by one. */
export const DRIVERS = ["blueprint", "component"] as const;
/** How it finds out: by argument and mathematics, or by experiment. */
export const METHODS = ["conceptual", "empirical"] as const;

/** What an agenda starts from. */
export type AgendaDriver = (typeof DRIVERS)[number];
/** How an agenda finds out. */
export type AgendaMethod = (typeof METHODS)[number];

/** A work: the key of its entry in a bibliography, and how it is cited. */
export interface AgendaSource {
  readonly key: string;
  readonly cite: string;
}

/** One row. */
export interface Agenda {
  /** Lower-case letters, digits and hyphens. */
  readonly id: string;
  readonly title: string;
  /** What it wants to do, in one sentence. */
  readonly sentence: string;
  readonly driver: AgendaDriver;
  readonly method: AgendaMethod;
  /** Names of `tags` of the table. */
  readonly tags: readonly string[];
  /** One at least. */
  readonly sources: readonly AgendaSource[];
  /** Slugs of catalogue models that show it. */
  readonly models: readonly string[];
  /** Ids of labs that show it. */
  readonly labs: readonly string[];
}

/** Rows, and what their tags mean. */
export interface AgendaTable {
  /** By tag, what it says of an agenda. */
  readonly tags: Readonly<Record<string, string>>;
  readonly agendas: readonly Agenda[];
}

/** What links may lead to; a link to what is not listed here is refused. */
export interface KnownLinks {
  readonly models: readonly string[];
  readonly labs: readonly string[];
}

const ID = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/u;
const KEY = /^[a-z]+\d{4}[a-z]*$/u;
const TABLE_FIELDS = ["tags", "agendas"];
const ROW_FIELDS = [
  "id",
  "title",
  "sentence",
  "driver",
  "method",
  "tags",
  "sources",
  "models",
  "labs",
];

/**
 * Reads a table from JSON. Every mistake is a diagnostic of its own that names the row and the field, what
 * was expected and, for a name that is not known, the nearest one; with any there is no table. A text
 * that is not JSON at all is one diagnostic with its line and column where the engine tells them. Linear in
 * the text except suggestions. @param known without it, links are not followed
 */
export function readAgendas(text: string, known?: KnownLinks): Result<AgendaTable> {
  let data: unknown;
  try {
    data = JSON.parse(text.replace(/^\uFEFF/u, ""));
  } catch (error) {
    return { ok: false, diagnostics: [notJson(text, error)] };
  }
  const reading = new Reading(known);
  const table = reading.table(data);
  return reading.diagnostics.length === 0
    ? { ok: true, value: table, diagnostics: [] }
    : { ok: false, diagnostics: reading.diagnostics };
}

/** What is wrong with one row for a table whose other rows are these. */
export function agendaProblems(
  row: unknown,
  { tags, agendas }: AgendaTable,
  known?: KnownLinks,
): readonly Diagnostic[] {
  const reading = new Reading(known);
  reading.knowTags(Object.keys(tags));
  for (const { id } of agendas) reading.take(id);
  reading.row(row, "the new row");
  return reading.diagnostics;
}

/** `, did you mean X?` for the nearest of the names, else the names, if they are few. */
export function meant(name: string, names: readonly string[]): string {
  const near = nearestName(name, names);
  if (near !== undefined) return `did you mean ${near}?`;
  return names.length === 0 ? "none is declared" : `one of ${names.join(", ")}`;
}

function notJson(text: string, error: unknown): Diagnostic {
  const why = error instanceof Error ? error.message : String(error);
  const position = /position (\d+)/u.exec(why)?.[1];
  const at = position === undefined ? undefined : Number(position);
  const place = at === undefined ? undefined : lineColumnAt(lineStarts(text), at);
  const where = place === undefined ? "" : ` at line ${place.line}, column ${place.column}`;
  return {
    code: "agendas-not-json",
    severity: "error",
    message: `the table is not JSON${where}: ${why}`,
    ...(at === undefined ? {} : { range: { start: at, end: Math.min(at + 1, text.length) } }),
    hint: "a comma too many or too few, or a quotation mark that is missing, stands there or just before",
  };
}

/** Collects what is wrong instead of stopping at the first. */
class Reading {
  readonly diagnostics: Diagnostic[] = [];
  readonly #known: KnownLinks | undefined;
  readonly #ids = new Set<string>();
  #tags: readonly string[] = [];

  constructor(known: KnownLinks | undefined) {
    this.#known = known;
  }

  knowTags(tags: readonly string[]): void {
    this.#tags = tags;
  }

  take(id: string): void {
    this.#ids.add(id);
  }

  table(data: unknown): AgendaTable {
    if (!this.#object(data, "the table", TABLE_FIELDS)) return { tags: {}, agendas: [] };
    const tags: Record<string, string> = {};
    const declared = data["tags"];
    if (!isObject(declared)) this.#wrong("tags", "an object: each tag with what it says", declared);
    else
      for (const [tag, meaning] of Object.entries(declared)) {
        if (!ID.test(tag)) this.#wrong(`tag ${tag}`, "lower-case letters, digits and hyphens");
        tags[tag] = this.#text(meaning, `tags.${tag}`);
      }
    this.knowTags(Object.keys(tags));
    const rows = data["agendas"];
    if (!Array.isArray(rows)) {
      this.#wrong("agendas", "a list of rows", rows);
      return { tags, agendas: [] };
    }
    return { tags, agendas: rows.map((one, i) => this.row(one, `agendas[${i}]`)) };
  }

  row(data: unknown, place: string): Agenda {
    const row = this.#object(data, place, ROW_FIELDS) ? data : {};
    const id = this.#text(row["id"], `${place}.id`);
    const where = id === "" ? place : `agenda ${id}`;
    if (id !== "" && !ID.test(id))
      this.#wrong(`${place}.id`, "lower-case letters, digits and hyphens", id);
    if (id !== "" && this.#ids.has(id))
      this.#wrong(`${place}.id`, "an id that no other row has", id);
    this.take(id);
    return {
      id,
      title: this.#text(row["title"], `${where}: title`),
      sentence: this.#text(row["sentence"], `${where}: sentence`),
      driver: this.#oneOf(row["driver"], DRIVERS, `${where}: driver`),
      method: this.#oneOf(row["method"], METHODS, `${where}: method`),
      tags: this.#names(row["tags"], this.#tags, "tag", where),
      sources: this.#sources(row["sources"], where),
      models: this.#names(row["models"], this.#known?.models, "model", where),
      labs: this.#names(row["labs"], this.#known?.labs, "lab", where),
    };
  }

  #sources(data: unknown, where: string): AgendaSource[] {
    if (!Array.isArray(data) || data.length === 0) {
      this.#wrong(`${where}: sources`, "a list of one work at least", data);
      return [];
    }
    return data.map((one: unknown, i) => {
      const place = `${where}: sources[${i}]`;
      if (!this.#object(one, place, ["key", "cite"])) return { key: "", cite: "" };
      const key = this.#text(one["key"], `${place}.key`);
      if (key !== "" && !KEY.test(key))
        this.#wrong(`${place}.key`, "a key such as soares2022central", key);
      return { key, cite: this.#text(one["cite"], `${place}.cite`) };
    });
  }

  #names(
    data: unknown,
    known: readonly string[] | undefined,
    kind: string,
    where: string,
  ): string[] {
    const place = `${where}: ${kind}s`;
    if (!Array.isArray(data)) {
      this.#wrong(place, "a list of names, [] for none", data);
      return [];
    }
    const names = data.map((one: unknown, i) => this.#text(one, `${place}[${i}]`));
    for (const [i, name] of names.entries()) {
      if (name === "") continue;
      if (names.indexOf(name) !== i) this.#wrong(place, "each name once", name);
      else if (known !== undefined && !known.includes(name))
        this.#say(
          `unknown-${kind}`,
          `${where}: there is no ${kind} ${name}`,
          meantShort(name, known),
        );
    }
    return names;
  }

  #oneOf<T extends string>(data: unknown, allowed: readonly T[], place: string): T {
    const found = allowed.find((one) => one === data);
    if (found !== undefined) return found;
    const near = typeof data === "string" ? nearestName(data, allowed) : undefined;
    const hint = near === undefined ? undefined : `did you mean ${near}?`;
    this.#wrong(place, allowed.join(" or "), data, hint);
    return allowed[0] as T;
  }

  #text(data: unknown, place: string): string {
    if (typeof data === "string" && data.trim() !== "") return data;
    this.#wrong(place, "a text that is not empty", data);
    return "";
  }

  #object(
    data: unknown,
    place: string,
    fields: readonly string[],
  ): data is Record<string, unknown> {
    if (!isObject(data)) {
      this.#wrong(place, `an object with ${fields.join(", ")}`, data);
      return false;
    }
    for (const field of Object.keys(data))
      if (!fields.includes(field))
        this.#say("unknown-field", `${place} has a field ${field}`, meant(field, fields));
    return true;
  }

  #wrong(place: string, expected: string, found?: unknown, hint?: string): void {
    this.#say("agendas-field", `${place}: expected ${expected}${foundText(found)}`, hint);
  }

  #say(code: string, message: string, hint?: string): void {
    this.diagnostics.push({
      code,
      severity: "error",
      message,
      ...(hint === undefined ? {} : { hint }),
    });
  }
}

function isObject(data: unknown): data is Record<string, unknown> {
  return typeof data === "object" && data !== null && !Array.isArray(data);
}

function foundText(found: unknown): string {
  if (found === undefined) return "";
  const text = JSON.stringify(found);
  return `, found ${text.length > 60 ? `${text.slice(0, 59)}…` : text}`;
}

/** Of many names only the nearest: a list of all models is not a hint. */
function meantShort(name: string, names: readonly string[]): string | undefined {
  return names.length <= 30 || nearestName(name, names) !== undefined
    ? meant(name, names)
    : undefined;
}

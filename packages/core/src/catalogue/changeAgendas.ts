/** Rows of a table chosen, added and retagged. A table is a value: each answer is a new one, or the reasons against it. */
import type { Diagnostic, Result } from "../base/index.ts";
import type { Agenda, AgendaTable, KnownLinks } from "./agendaTable.ts";
import { agendaProblems, DRIVERS, meant, METHODS } from "./agendaTable.ts";

/** Which rows are wanted: those that have all of it. */
export interface AgendaFilter {
  /** `blueprint`, `component`, `conceptual` or `empirical`. */
  readonly kinds?: readonly string[];
  readonly tags?: readonly string[];
}

/** Which tags a row gets and loses. */
export interface TagChange {
  readonly add?: readonly string[];
  readonly remove?: readonly string[];
}

/** The rows that are of all these kinds and have all these tags; a kind or tag that does not exist is refused. Linear. */
export function filterAgendas(table: AgendaTable, wanted: AgendaFilter): Result<AgendaTable> {
  const { kinds = [], tags = [] } = wanted;
  const diagnostics = [
    ...unknown("kind", kinds, [...DRIVERS, ...METHODS]),
    ...unknown("tag", tags, Object.keys(table.tags)),
  ];
  if (diagnostics.length > 0) return { ok: false, diagnostics };
  const agendas = table.agendas.filter(
    (row) =>
      kinds.every((kind) => row.driver === kind || row.method === kind) &&
      tags.every((tag) => row.tags.includes(tag)),
  );
  return { ok: true, value: { ...table, agendas }, diagnostics: [] };
}

/** The table with one row more, at its end; refused with everything that is wrong with the row. */
export function addAgenda(
  table: AgendaTable,
  row: unknown,
  known?: KnownLinks,
): Result<AgendaTable> {
  const diagnostics = agendaProblems(row, table, known);
  if (diagnostics.length > 0) return { ok: false, diagnostics };
  const value = { ...table, agendas: [...table.agendas, row as Agenda] };
  return { ok: true, value, diagnostics: [] };
}

/** The table with other tags at one row; an id or tag that does not exist is refused, and so is removing what is not there. */
export function retagAgenda(
  table: AgendaTable,
  id: string,
  { add = [], remove = [] }: TagChange,
): Result<AgendaTable> {
  const row = table.agendas.find((one) => one.id === id);
  const ids = table.agendas.map((one) => one.id);
  if (row === undefined) return { ok: false, diagnostics: unknown("agenda", [id], ids) };
  const absent = remove.filter((tag) => tag in table.tags && !row.tags.includes(tag));
  const diagnostics = [
    ...unknown("tag", [...add, ...remove], Object.keys(table.tags)),
    ...absent.map((tag) => problem("absent-tag", `${id} has no tag ${tag}`, hasTags(row))),
  ];
  if (diagnostics.length > 0) return { ok: false, diagnostics };
  const tags = [...new Set([...row.tags, ...add])].filter((tag) => !remove.includes(tag));
  const agendas = table.agendas.map((one) => (one === row ? { ...row, tags } : one));
  return { ok: true, value: { ...table, agendas }, diagnostics: [] };
}

function hasTags({ tags }: Agenda): string {
  return tags.length === 0 ? "it has none" : `it has ${tags.join(", ")}`;
}

function unknown(kind: string, names: readonly string[], known: readonly string[]): Diagnostic[] {
  return names
    .filter((name) => !known.includes(name))
    .map((name) => problem(`unknown-${kind}`, `there is no ${kind} ${name}`, meant(name, known)));
}

function problem(code: string, message: string, hint: string): Diagnostic {
  return { code, severity: "error", message, hint };
}

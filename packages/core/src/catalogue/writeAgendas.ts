/** A table of agendas as text: JSON, which is read again; CSV and Markdown, for spreadsheets and papers. */
import type { AgendaTable } from "./agendaTable.ts";

const COLUMNS = ["id", "title", "driver", "method", "tags", "sentence", "sources", "keys"] as const;

/** JSON that `readAgendas` reads back as the same table. */
export function agendasJson(table: AgendaTable): string {
  return `${JSON.stringify(table, null, 2)}\n`;
}

/** CSV (RFC 4180) with a head; lists are joined by `; `. */
export function agendasCsv({ agendas }: AgendaTable): string {
  const rows = agendas.map((row) => [
    row.id,
    row.title,
    row.driver,
    row.method,
    row.tags.join("; "),
    row.sentence,
    row.sources.map(({ cite }) => cite).join("; "),
    row.sources.map(({ key }) => key).join("; "),
    row.models.join("; "),
    row.labs.join("; "),
  ]);
  return [[...COLUMNS, "models", "labs"], ...rows]
    .map((cells) => `${cells.map(csvCell).join(",")}\r\n`)
    .join("");
}

/** A Markdown table; works by their keys, as Pandoc cites them (`[@key]`). */
export function agendasMarkdown({ agendas }: AgendaTable): string {
  const rows = agendas.map((row) => [
    row.title,
    `${row.driver}, ${row.method}`,
    row.sentence,
    row.sources.map(({ key }) => `[@${key}]`).join(" "),
    [...row.models, ...row.labs.map((lab) => `lab ${lab}`)].join(", "),
  ]);
  const lines = [
    ["agenda", "kind", "what it wants to do", "sources", "shown by"],
    ["---", "---", "---", "---", "---"],
    ...rows,
  ];
  return lines
    .map((cells) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |\n`)
    .join("");
}

/** A text that a spreadsheet would take for a formula stays one of letters. */
function csvCell(text: string): string {
  const plain = /^[=+@-]/u.test(text) ? `'${text}` : text;
  return /[",\r\n]/u.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}

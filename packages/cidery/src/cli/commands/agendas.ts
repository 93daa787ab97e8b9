/**
 * `cidery agendas`: the table of research agendas, or a copy of one's own: chosen by kind and tag, with rows
 * added and retagged, as text, JSON, CSV or Markdown. The table of the catalogue is never changed; what an
 * edit makes goes to `--output` or to standard output.
 */
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { AgendaTable, KnownLinks } from "@cidery/core/catalogue";
import type { Result } from "@cidery/core";
import {
  addAgenda,
  agendasCsv,
  agendasJson,
  agendasMarkdown,
  filterAgendas,
  readAgendas,
  retagAgenda,
} from "@cidery/core/catalogue";
import { nearestName } from "@cidery/core/text";
import type { CommandDefinition, Invocation } from "../command.ts";
import { flag, textOption, words } from "../command.ts";
import { findLabs } from "../labs.ts";
import { count, wrapped } from "../print.ts";
import { bytesOf, cannotRead } from "../reading.ts";
import { catalogueFolder, catalogueSources } from "../sources.ts";
import { table } from "../table.ts";
import { BadInput } from "../terminal.ts";
import { writeFile } from "../writing.ts";

export const agendas: CommandDefinition = {
  name: "agendas",
  summary: "the table of research agendas: filter, add, retag, export",
  examples: [
    { line: "cidery agendas", does: "every agenda, and how it is classified" },
    {
      line: "cidery agendas --kind blueprint --tag decision-theory",
      does: "those of a kind with a tag",
    },
    { line: "cidery agendas cyborgism", does: "one in full: sentence, sources, models and labs" },
    {
      line: "cidery agendas --retag cyborgism=+stop-gap,-augmentation --json",
      does: "the table with the tags of one row changed",
    },
    { line: "cidery agendas --csv", does: "for a spreadsheet; --markdown for a paper" },
  ],
  declare: (parser) =>
    parser
      .argument("[ids...]", "show these agendas in full")
      .option(
        "--kind <kinds>",
        "only these: blueprint, component, conceptual, empirical; both axes with a comma",
      )
      .option("--tag <tags>", "only those that have all these tags, with commas")
      .option("--file <file>", "your own table instead of the catalogue's")
      .option("--add <file>", "add the row in this JSON file")
      .option("--retag <change>", "change the tags of a row: id=+new,-old")
      .option(
        "-o, --output <file>",
        "write the table to this file, as JSON unless --csv or --markdown",
      )
      .option("--csv", "print as CSV")
      .option("--markdown", "print as a Markdown table")
      .option("--json", "print as JSON, which --file reads: {tags, agendas: […]}"),
  async run(invocation) {
    const { terminal } = invocation;
    const known = await links();
    const chosen = narrowed(edited(tableOf(invocation, known), invocation, known), invocation);
    const written = asText(chosen, invocation);
    const output = textOption(invocation, "output");
    if (output !== undefined) {
      writeFile(terminal.workingFolder, output, written ?? agendasJson(chosen));
      terminal.out(`wrote ${output}: ${count(chosen.agendas.length, "agenda")}\n`);
    } else if (written !== undefined) terminal.data(written);
    else if (words(invocation, 0).length > 0) printFull(chosen, invocation);
    else printList(chosen, invocation);
    return chosen.agendas.length === 0 ? 1 : 0;
  },
};

/** The models and labs of this installation: what a row may lead to. */
async function links(): Promise<KnownLinks> {
  const { labs } = await findLabs();
  return {
    models: catalogueSources().map(({ slug }) => slug),
    labs: labs.map(({ id }) => id),
  };
}

function tableOf(invocation: Invocation, known: KnownLinks): AgendaTable {
  const file = textOption(invocation, "file");
  const { workingFolder } = invocation.terminal;
  const text =
    file === undefined
      ? readFileSync(join(catalogueFolder(), "agendas.json"), "utf8")
      : fileText(file, workingFolder);
  return good(readAgendas(text, known), file ?? "agendas.json");
}

function edited(before: AgendaTable, invocation: Invocation, known: KnownLinks): AgendaTable {
  let after = before;
  const added = textOption(invocation, "add");
  if (added !== undefined) {
    let row: unknown;
    try {
      row = JSON.parse(fileText(added, invocation.terminal.workingFolder));
    } catch (error) {
      if (error instanceof BadInput) throw error;
      const why = error instanceof Error ? error.message : String(error);
      throw new BadInput(`${added} is not JSON: ${why}`, "a row is one object, as in --json");
    }
    after = good(addAgenda(after, row, known), added);
  }
  const retag = textOption(invocation, "retag");
  if (retag === undefined) return after;
  const { id, add, remove } = tagChange(retag);
  return good(retagAgenda(after, id, { add, remove }), "--retag");
}

/** @throws BadInput unless it is `id=+tag,-tag` */
function tagChange(text: string): { id: string; add: string[]; remove: string[] } {
  const [, id, list] = /^([^=]+)=(.+)$/u.exec(text) ?? [];
  const changes = list?.split(",").map((one) => one.trim()) ?? [];
  if (id === undefined || changes.some((one) => !/^[+-]./u.test(one)))
    throw new BadInput(
      `--retag ${text} describes no change`,
      "write id=+new,-old, for example cyborgism=+stop-gap",
    );
  const of = (sign: string): string[] =>
    changes.filter((one) => one.startsWith(sign)).map((one) => one.slice(1));
  return { id: id.trim(), add: of("+"), remove: of("-") };
}

function narrowed(all: AgendaTable, invocation: Invocation): AgendaTable {
  const wanted = { kinds: list(invocation, "kind"), tags: list(invocation, "tag") };
  const chosen = good(filterAgendas(all, wanted), "the filter");
  const ids = words(invocation, 0);
  if (ids.length === 0) return chosen;
  const known = all.agendas.map(({ id }) => id);
  for (const id of ids)
    if (!known.includes(id)) {
      const near = nearestName(id, known);
      throw new BadInput(
        `no agenda is called ${id}`,
        near === undefined ? "`cidery agendas` lists them" : `did you mean ${near}?`,
      );
    }
  return { ...chosen, agendas: chosen.agendas.filter(({ id }) => ids.includes(id)) };
}

function list(invocation: Invocation, option: string): string[] {
  const text = textOption(invocation, option);
  return text === undefined ? [] : text.split(",").map((one) => one.trim());
}

/** Nothing for the terminal's own form. @throws BadInput for two forms at once */
function asText(chosen: AgendaTable, invocation: Invocation): string | undefined {
  const forms = { csv: agendasCsv, markdown: agendasMarkdown, json: agendasJson };
  const asked = Object.entries(forms).filter(([name]) => flag(invocation, name));
  if (asked.length > 1)
    throw new BadInput(
      `${asked.map(([name]) => `--${name}`).join(" and ")} are two output formats`,
      "choose one of them",
    );
  return asked[0]?.[1](chosen);
}

function printList(chosen: AgendaTable, invocation: Invocation): void {
  const { terminal } = invocation;
  const rows = chosen.agendas.map(({ id, driver, method, tags }) => [
    id,
    driver,
    method,
    tags.join(", "),
  ]);
  if (rows.length > 0) terminal.out(table(terminal, ["id", "driver", "method", "tags"], rows));
  terminal.out(`${count(rows.length, "agenda")}\n`);
}

function printFull(chosen: AgendaTable, invocation: Invocation): void {
  const { terminal } = invocation;
  for (const row of chosen.agendas) {
    terminal.out(`${terminal.paint.bold(row.title)}  ${terminal.paint.dim(row.id)}\n`);
    terminal.out(wrapped(row.sentence, terminal.columns, 2));
    const lines = [
      `${row.driver}-driven, ${row.method}; ${row.tags.join(", ") || "no tags"}`,
      ...row.sources.map(({ cite }) => cite),
      ...(row.models.length > 0 ? [`models: ${row.models.join(", ")}`] : []),
      ...(row.labs.length > 0 ? [`labs: ${row.labs.join(", ")}`] : []),
    ];
    for (const line of lines) terminal.out(wrapped(line, terminal.columns, 2));
  }
  if (chosen.agendas.length === 0) terminal.out("none of these passes the filter\n");
}

function fileText(name: string, workingFolder: string): string {
  try {
    return new TextDecoder("utf-8").decode(bytesOf(resolve(workingFolder, name)));
  } catch (error) {
    throw cannotRead(name, error);
  }
}

/** @throws BadInput with everything that is wrong */
function good<T>(result: Result<T>, where: string): T {
  if (result.ok) return result.value;
  const lines = result.diagnostics.map(({ message, hint }, i) =>
    i > 0 && hint !== undefined ? `${message} (${hint})` : message,
  );
  throw new BadInput(`${where}: ${lines.join("\n  ")}`, result.diagnostics[0]?.hint);
}

/** The parts of a sweep put together: printed, exported, asked in SQL, plotted. */
import type { LinesChart } from "@cidery/core/charts";
import type { SweepPlan, SweepRow } from "@cidery/core/tasks";
import type { Invocation } from "../command.ts";
import type { ExitCode } from "../terminal.ts";
import type { Cell } from "./parquet.ts";
import type { Manifest } from "./sweepFolder.ts";
import { dashOf } from "@cidery/core/charts";
import { labMap } from "@cidery/core/lab";
import { mean } from "@cidery/core/learn";
import { sweepColumns } from "@cidery/core/tasks";
import { resolve } from "node:path";
import { flag, textOption } from "../command.ts";
import { pictureOf } from "../pictures.ts";
import { heatPlot, linesPlot } from "../plots.ts";
import { count, json, number } from "../print.ts";
import { table } from "../table.ts";
import { BadInput } from "../terminal.ts";
import { writeFile } from "../writing.ts";
import { rowsAsParquet, tableHead, tableRow } from "./parquet.ts";
import { partPath, partsIn, readManifest, readPart } from "./sweepFolder.ts";

/** Places that are printed; more are for a file. */
const MOST_PRINTED = 40;

export async function collect(folder: string, invocation: Invocation): Promise<ExitCode> {
  const { terminal } = invocation;
  const manifest = readManifest(folder);
  refuseMissing(folder, manifest, invocation);
  const sql = textOption(invocation, "sql");
  if (sql !== undefined) {
    terminal.out(json(await askedInSql(folder, manifest, sql)));
    return 0;
  }
  const { plan } = manifest;
  const rows = await allRows(folder, manifest);
  const write = (option: string, content: () => string | Uint8Array): boolean => {
    const name = textOption(invocation, option);
    if (name === undefined) return false;
    writeFile(terminal.workingFolder, name, content());
    terminal.out(`wrote ${name}\n`);
    return true;
  };
  const written = [
    write("csv", () => asCsv(plan, rows)),
    write("jsonl", () => asJsonLines(plan, rows)),
    write("parquet", () => rowsAsParquet(plan, rows, { hash: manifest.hash })),
  ];
  const plot = textOption(invocation, "plot");
  if (plot !== undefined) {
    writeFile(terminal.workingFolder, plot, await pictureOf(await plotted(plan, rows), plot));
    terminal.out(`wrote ${plot}\n`);
  }
  if (flag(invocation, "json"))
    terminal.out(json({ plan, rows: rows.map((row) => asObject(plan, row)) }));
  else if (!written.includes(true) && plot === undefined) print(plan, rows, invocation);
  return 0;
}

function refuseMissing(folder: string, { parts }: Manifest, invocation: Invocation): void {
  const left = parts - partsIn(folder).size;
  if (left === 0) return;
  const what = `${left} of ${count(parts, "part")} ${left === 1 ? "is" : "are"} missing in ${folder}`;
  if (!flag(invocation, "partial"))
    throw new BadInput(
      what,
      "`cidery sweep run FOLDER` works them out; --partial takes what is there",
    );
  invocation.terminal.err(`${what}\n`);
}

/** Every row of every part that is there, in order, each point once. */
export async function allRows(folder: string, manifest: Manifest): Promise<SweepRow[]> {
  const rows: SweepRow[] = [];
  const there = [...partsIn(folder)].filter((part) => part < manifest.parts);
  for (const part of there.sort((a, b) => a - b))
    for (const row of await readPart(folder, manifest, part)) rows.push(row);
  return rows;
}

function asCsv(plan: SweepPlan, rows: readonly SweepRow[]): string {
  const line = (cells: readonly Cell[]): string => `${cells.map(quoted).join(",")}\n`;
  return [line(tableHead(plan)), ...rows.map((row) => line(tableRow(plan, row)))].join("");
}

function quoted(cell: Cell): string {
  const text = cell === null ? "" : String(cell);
  return /[",\n\r]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function asObject(plan: SweepPlan, row: SweepRow): Record<string, Cell> {
  const cells = tableRow(plan, row);
  return Object.fromEntries(tableHead(plan).map((name, c) => [name, cells[c] ?? null]));
}

function asJsonLines(plan: SweepPlan, rows: readonly SweepRow[]): string {
  return rows.map((row) => `${JSON.stringify(asObject(plan, row))}\n`).join("");
}

interface Place {
  readonly at: readonly number[];
  readonly agent: string;
  /** By column: what the seeds gave. */
  readonly seen: number[][];
}

/** The rows by place and agent: seeds of one place together. */
function places(plan: SweepPlan, rows: readonly SweepRow[]): Place[] {
  const found = new Map<string, Place>();
  for (const { at, agent = "", values } of rows) {
    const key = `${at.join(" ")} ${agent}`;
    const place = found.get(key) ?? { at, agent, seen: sweepColumns(plan).map(() => []) };
    found.set(key, place);
    for (const [c, value] of values.entries()) if (value !== null) place.seen[c]?.push(value);
  }
  return [...found.values()];
}

function print(plan: SweepPlan, rows: readonly SweepRow[], { terminal }: Invocation): void {
  const isLab = plan.target.kind === "lab";
  const all = places(plan, rows);
  const head = [
    ...plan.parameters.map(({ name }) => name),
    ...(isLab ? ["agent"] : []),
    ...sweepColumns(plan),
  ];
  const lines = all
    .slice(0, MOST_PRINTED)
    .map(({ at, agent, seen }) => [
      ...at.map(number),
      ...(isLab ? [agent] : []),
      ...seen.map((values) => (values.length === 0 ? "–" : number(mean(values)))),
    ]);
  terminal.out(table(terminal, head, lines, { indent: 2 }));
  const means = plan.seeds === 1 ? "" : `, means over ${plan.seeds} seeds`;
  terminal.out(`${count(rows.length, "row")}${means}\n`);
  if (all.length > MOST_PRINTED)
    terminal.out(
      `… and ${all.length - MOST_PRINTED} more places (--csv, --jsonl or --parquet for all)\n`,
    );
  const open = rows.find(({ note }) => note !== undefined);
  if (open !== undefined)
    terminal.out(`some have no number, as point ${open.index}: ${open.note ?? ""}\n`);
}

async function plotted(plan: SweepPlan, rows: readonly SweepRow[]): Promise<string> {
  const [x, y, ...more] = plan.parameters;
  if (x === undefined || more.length > 0)
    throw new BadInput("a plot is of one parameter, or of two", "sweep one or two of them");
  const all = places(plan, rows);
  const agents = [...new Set(all.map(({ agent }) => agent))];
  const titles = sweepColumns(plan);
  if (y === undefined) {
    const chartOf = (title: string, c: number): LinesChart => ({
      title,
      x: x.name,
      y: "",
      series: agents.map((agent, slot) => ({
        title: agent === "" ? title : agent,
        slot,
        dash: dashOf(slot),
        points: all.flatMap((place) =>
          place.agent === agent && (place.seen[c]?.length ?? 0) > 0
            ? [{ x: place.at[0] as number, y: mean(place.seen[c] as number[]) }]
            : [],
        ),
      })),
      marks: [],
    });
    return await linesPlot(titles.map(chartOf));
  }
  const maps = titles.flatMap((title, c) =>
    agents.flatMap((agent) => {
      const cells = all.flatMap(({ at: [a = 0, b = 0], agent: of, seen }) =>
        of === agent && (seen[c]?.length ?? 0) > 0
          ? [{ x: a, y: b, value: mean(seen[c] as number[]) }]
          : [],
      );
      if (cells.length === 0) return [];
      const named = agent === "" ? title : `${title}: ${agent}`;
      return [{ title: named, unit: "", x: x.name, y: y.name, map: labMap(cells) }];
    }),
  );
  return await heatPlot(maps);
}

/** The part of DuckDB that is used; it is installed by whoever asks in SQL. */
interface DuckDb {
  readonly DuckDBInstance: {
    create(path: string): Promise<{
      connect(): Promise<{
        runAndReadAll(sql: string): Promise<{ getRowObjectsJson(): unknown }>;
      }>;
    }>;
  };
}

/** Rows of a query over the table `sweep`. @throws BadInput where DuckDB is not installed */
async function askedInSql(folder: string, { parts }: Manifest, sql: string): Promise<unknown> {
  const name = "@duckdb/node-api";
  let library: DuckDb;
  try {
    library = (await import(name)) as DuckDb;
  } catch {
    throw new BadInput("--sql needs DuckDB, which is not installed", `npm install ${name}`);
  }
  const there = [...partsIn(folder)].filter((part) => part < parts).sort((a, b) => a - b);
  const files = there.map((part) => `'${resolve(partPath(folder, part)).replaceAll("'", "''")}'`);
  const connection = await (await library.DuckDBInstance.create(":memory:")).connect();
  try {
    await connection.runAndReadAll(
      `CREATE VIEW sweep AS SELECT * FROM read_parquet([${files.join(", ")}])`,
    );
    return (await connection.runAndReadAll(sql)).getRowObjectsJson();
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new BadInput(`DuckDB refuses the query: ${why}`, "the table is called sweep");
  }
}

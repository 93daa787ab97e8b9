/** The parts of a sweep put together: printed, exported, asked in SQL, plotted. */
import type { LinesChart } from "@cidery/core/charts";
import type { SweepPlan, SweepRow } from "@cidery/core/tasks";
import type { Invocation } from "../command.ts";
import type { ExitCode } from "../terminal.ts";
import type { Cell } from "./parquet.ts";
import type { Manifest } from "./sweepFolder.ts";
import { dashOf } from "@cidery/core/charts";
import { labMap } from "@cidery/core/lab";
import { sweepColumns } from "@cidery/core/tasks";
import { resolve } from "node:path";
import { flag, textOption } from "../command.ts";
import { pictureOf } from "../pictures.ts";
import { heatPlot, linesPlot } from "../plots.ts";
import { count, json, number } from "../print.ts";
import { table } from "../table.ts";
import { BadInput } from "../terminal.ts";
import { optionalPackage } from "../optional.ts";
import { writeFile, writePieces } from "../writing.ts";
import { rowsAsParquetPieces, tableHead, tableRow } from "./parquet.ts";
import { begunPath, begunRows, partPath, partsIn, readManifest, readPart } from "./sweepFolder.ts";

/** Places that are printed; more are for a file. */
const MOST_PRINTED = 40;
/** Of a Parquet file that is collected. */
const ROWS_IN_GROUP = 20_000;

export async function collect(folder: string, invocation: Invocation): Promise<ExitCode> {
  const { terminal } = invocation;
  const manifest = readManifest(folder);
  refuseMissing(folder, manifest, invocation);
  const sql = textOption(invocation, "sql");
  if (sql !== undefined) {
    terminal.out(json(await askedInSql(folder, manifest, sql, terminal.workingFolder)));
    return 0;
  }
  const { plan } = manifest;
  const pieces = (): AsyncGenerator<readonly SweepRow[]> => rowsThere(folder, manifest);
  let written = 0;
  const write = async (
    option: string,
    content: () => AsyncIterable<string | Uint8Array>,
  ): Promise<void> => {
    const name = textOption(invocation, option);
    if (name === undefined) return;
    await writePieces(terminal.workingFolder, name, content());
    terminal.out(`wrote ${name}\n`);
    written++;
  };
  await write("csv", () => asCsv(plan, pieces()));
  await write("jsonl", () => asJsonLines(plan, pieces()));
  await write("parquet", () =>
    rowsAsParquetPieces(plan, grouped(pieces()), { hash: manifest.hash }),
  );
  const plot = textOption(invocation, "plot");
  if (plot !== undefined) {
    const picture = await pictureOf(await plotted(plan, await places(plan, pieces())), plot);
    writeFile(terminal.workingFolder, plot, picture);
    terminal.out(`wrote ${plot}\n`);
    written++;
  }
  if (flag(invocation, "json")) await printJson(plan, pieces(), invocation);
  else if (written === 0) await print(plan, pieces(), invocation);
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

/**
 * Every row that is there, in order, each point once, with those of parts that were stopped; one part in
 * memory at a time.
 */
async function* rowsThere(folder: string, manifest: Manifest): AsyncGenerator<readonly SweepRow[]> {
  const whole = partsIn(folder);
  for (let part = 0; part < manifest.parts; part++) {
    const rows = whole.has(part)
      ? await readPart(folder, manifest, part)
      : await begunRows(folder, manifest, part);
    if (rows.length > 0) yield rows;
  }
}

/** Larger pieces: a file of many small groups is slow to read. */
async function* grouped(
  pieces: AsyncIterable<readonly SweepRow[]>,
): AsyncGenerator<readonly SweepRow[]> {
  let rows: SweepRow[] = [];
  for await (const piece of pieces) {
    for (const row of piece) rows.push(row);
    if (rows.length < ROWS_IN_GROUP) continue;
    yield rows;
    rows = [];
  }
  if (rows.length > 0) yield rows;
}

async function* asCsv(
  plan: SweepPlan,
  pieces: AsyncIterable<readonly SweepRow[]>,
): AsyncGenerator<string> {
  const line = (cells: readonly Cell[]): string => `${cells.map(quoted).join(",")}\n`;
  yield line(tableHead(plan));
  for await (const rows of pieces) yield rows.map((row) => line(tableRow(plan, row))).join("");
}

function quoted(cell: Cell): string {
  const text = cell === null ? "" : String(cell);
  return /[",\n\r]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function asObject(plan: SweepPlan, row: SweepRow): Record<string, Cell> {
  const cells = tableRow(plan, row);
  return Object.fromEntries(tableHead(plan).map((name, c) => [name, cells[c] ?? null]));
}

async function* asJsonLines(
  plan: SweepPlan,
  pieces: AsyncIterable<readonly SweepRow[]>,
): AsyncGenerator<string> {
  for await (const rows of pieces)
    yield rows.map((row) => `${JSON.stringify(asObject(plan, row))}\n`).join("");
}

/** An object with the plan and the rows, a row on a line. */
async function printJson(
  plan: SweepPlan,
  pieces: AsyncIterable<readonly SweepRow[]>,
  { terminal }: Invocation,
): Promise<void> {
  const [head = "", end = ""] = json({ plan, rows: [] }).split(/(?<="rows": \[)(?=\]\n\}\n$)/u);
  terminal.out(head);
  let before = "\n    ";
  for await (const rows of pieces) {
    let lines = "";
    for (const row of rows) {
      lines += before + JSON.stringify(asObject(plan, row));
      before = ",\n    ";
    }
    terminal.out(lines);
  }
  terminal.out(`\n  ${end}`);
}

/** Values of the seeds at one place. */
interface Seen {
  sum: number;
  count: number;
}

interface Place {
  readonly at: readonly number[];
  readonly agent: string;
  /** By column: what the seeds gave. */
  readonly seen: readonly Seen[];
}

function emptyPlace(plan: SweepPlan, { at, agent = "" }: SweepRow): Place {
  return { at, agent, seen: sweepColumns(plan).map(() => ({ sum: 0, count: 0 })) };
}

function addTo({ seen }: Place, { values }: SweepRow): void {
  for (const [c, value] of values.entries()) {
    const column = seen[c];
    if (value === null || column === undefined) continue;
    column.sum += value;
    column.count++;
  }
}

function meanOf({ sum, count: n }: Seen): number | undefined {
  return n === 0 ? undefined : sum / n;
}

/** The rows by place and agent: seeds of one place together. */
async function places(
  plan: SweepPlan,
  pieces: AsyncIterable<readonly SweepRow[]>,
): Promise<Place[]> {
  const found = new Map<string, Place>();
  for await (const rows of pieces)
    for (const row of rows) {
      const key = `${row.at.join(" ")} ${row.agent ?? ""}`;
      let place = found.get(key);
      if (place === undefined) found.set(key, (place = emptyPlace(plan, row)));
      addTo(place, row);
    }
  return [...found.values()];
}

/** The first places as a table, and how many more there are; nothing else is kept. */
async function print(
  plan: SweepPlan,
  pieces: AsyncIterable<readonly SweepRow[]>,
  { terminal }: Invocation,
): Promise<void> {
  const isLab = plan.target.kind === "lab";
  const shown: Place[] = [];
  let [rowCount, placeCount] = [0, 0];
  let open: SweepRow | undefined;
  // The seed moves fastest: rows of one place stand together.
  let last = "";
  let here = new Map<string, Place>();
  for await (const rows of pieces)
    for (const row of rows) {
      rowCount++;
      if (row.note !== undefined) open ??= row;
      const at = row.at.join(" ");
      if (at !== last) here = new Map();
      last = at;
      const agent = row.agent ?? "";
      let place = here.get(agent);
      if (place === undefined) {
        place = emptyPlace(plan, row);
        here.set(agent, place);
        placeCount++;
        if (shown.length < MOST_PRINTED) shown.push(place);
      }
      addTo(place, row);
    }
  const head = [
    ...plan.parameters.map(({ name }) => name),
    ...(isLab ? ["agent"] : []),
    ...sweepColumns(plan),
  ];
  const lines = shown.map(({ at, agent, seen }) => [
    ...at.map(number),
    ...(isLab ? [agent] : []),
    ...seen.map((column) => {
      const value = meanOf(column);
      return value === undefined ? "–" : number(value);
    }),
  ]);
  terminal.out(table(terminal, head, lines, { indent: 2 }));
  const means = plan.seeds === 1 ? "" : `, means over ${plan.seeds} seeds`;
  terminal.out(`${count(rowCount, "row")}${means}\n`);
  if (placeCount > shown.length)
    terminal.out(
      `… and ${placeCount - shown.length} more places (--csv, --jsonl or --parquet for all)\n`,
    );
  if (open !== undefined)
    terminal.out(`some have no number, as point ${open.index}: ${open.note ?? ""}\n`);
}

async function plotted(plan: SweepPlan, all: readonly Place[]): Promise<string> {
  const [x, y, ...more] = plan.parameters;
  if (x === undefined || more.length > 0)
    throw new BadInput("a plot can show one parameter or two", "sweep one or two of them");
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
        points: all.flatMap((place) => {
          const value = meanOf(place.seen[c] as Seen);
          return place.agent !== agent || value === undefined
            ? []
            : [{ x: place.at[0] as number, y: value }];
        }),
      })),
      marks: [],
    });
    return await linesPlot(titles.map(chartOf));
  }
  const maps = titles.flatMap((title, c) =>
    agents.flatMap((agent) => {
      const cells = all.flatMap(({ at: [a = 0, b = 0], agent: of, seen }) => {
        const value = meanOf(seen[c] as Seen);
        return of !== agent || value === undefined ? [] : [{ x: a, y: b, value }];
      });
      if (cells.length === 0) return [];
      const named = agent === "" ? title : `${title}: ${agent}`;
      return [{ title: named, unit: "", x: x.name, y: y.name, map: labMap(cells) }];
    }),
  );
  return await heatPlot(maps);
}

/** What a query comes to; columns of whole numbers are texts, since they may be beyond a double. */
interface DuckDbRows {
  getRowObjectsJson(): readonly Readonly<Record<string, unknown>>[];
  columnNames(): readonly string[];
  columnTypes(): readonly unknown[];
}

/** The part of DuckDB that is used; it is installed by whoever asks in SQL. */
interface DuckDb {
  readonly DuckDBInstance: {
    create(path: string): Promise<{
      connect(): Promise<{
        runAndReadAll(sql: string): Promise<DuckDbRows>;
        extractStatements(sql: string): Promise<{
          readonly count: number;
          prepare(index: number): Promise<{ readonly statementType: number }>;
        }>;
      }>;
    }>;
  };
}

/** What DuckDB calls a statement that only reads. */
const SELECT = 1;

/** Rows of a query over the table `sweep`. @throws BadInput where DuckDB is not installed */
async function askedInSql(
  folder: string,
  manifest: Manifest,
  sql: string,
  workingFolder: string,
): Promise<unknown> {
  if (sql.trim() === "")
    throw new BadInput("--sql asks nothing", "for example: SELECT * FROM sweep");
  const needs = { wanting: "--sql" };
  const library = await optionalPackage<DuckDb>("@duckdb/node-api", needs, workingFolder);
  const whole = partsIn(folder);
  const paths: string[] = [];
  for (let part = 0; part < manifest.parts; part++) {
    if (whole.has(part)) {
      // Parts that are damaged, or of another sweep, are refused here as everywhere.
      await readPart(folder, manifest, part);
      paths.push(partPath(folder, part));
    } else if ((await begunRows(folder, manifest, part)).length > 0)
      paths.push(begunPath(folder, part));
  }
  const files = paths.map((path) => `'${resolve(path).replaceAll("'", "''")}'`);
  const connection = await (await library.DuckDBInstance.create(":memory:")).connect();
  try {
    await connection.runAndReadAll(
      `CREATE VIEW sweep AS SELECT * FROM read_parquet([${files.join(", ")}])`,
    );
    // A query may come from elsewhere: it sees these files and nothing else, and writes nothing.
    for (const setting of [
      `SET allowed_paths = [${files.join(", ")}]`,
      "SET enable_external_access = false",
      "SET lock_configuration = true",
    ])
      await connection.runAndReadAll(setting);
    // The files may be written as well as read, so nothing but reading is let through.
    const statements = await connection.extractStatements(sql);
    if (statements.count !== 1 || (await statements.prepare(0)).statementType !== SELECT)
      throw new Error("it should be one SELECT");
    return asNumbers(await connection.runAndReadAll(sql));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new BadInput(`DuckDB refuses the query: ${why}`, "the table is called sweep");
  }
}

/** Whole numbers that a double holds are numbers. */
function asNumbers(found: DuckDbRows): Readonly<Record<string, unknown>>[] {
  const types = found.columnTypes().map(String);
  const whole = new Set(found.columnNames().filter((_, c) => (types[c] ?? "").endsWith("INT")));
  const plain = (name: string, value: unknown): unknown =>
    whole.has(name) && typeof value === "string" && Number.isSafeInteger(Number(value))
      ? Number(value)
      : value;
  return found
    .getRowObjectsJson()
    .map((row) =>
      Object.fromEntries(Object.entries(row).map(([name, value]) => [name, plain(name, value)])),
    );
}

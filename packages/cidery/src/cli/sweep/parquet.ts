/** Rows of a sweep as Parquet files: columns with types, and to which sweep they belong. */
import type { SweepPlan, SweepRow } from "@cidery/core/tasks";
import { sweepColumns } from "@cidery/core/tasks";
import { parquetMetadata, parquetReadObjects } from "hyparquet";
import {
  ByteWriter,
  parquetWriteBuffer,
  ParquetWriter,
  schemaFromColumnData,
} from "hyparquet-writer";

/** A value in a table. */
export type Cell = number | string | null;

/** Names of a table's columns: the number, the parameters, the seed, who, the numbers, what is missing. */
export function tableHead(plan: SweepPlan): string[] {
  const parameters = plan.parameters.map(({ name }) => name);
  const values = sweepColumns(plan);
  return plan.target.kind === "lab"
    ? ["point", ...parameters, "seed", "agent", ...values]
    : ["point", ...parameters, "seed", ...values, "note"];
}

export function tableRow(plan: SweepPlan, row: SweepRow): Cell[] {
  const place = [row.index, ...row.at, row.seed];
  return plan.target.kind === "lab"
    ? [...place, row.agent ?? "", ...row.values]
    : [...place, ...row.values, row.note ?? null];
}

/** @param key what is said of the file as a whole */
export function rowsAsParquet(
  plan: SweepPlan,
  rows: readonly SweepRow[],
  key: Readonly<Record<string, string>>,
): Uint8Array {
  const columnData = columnsOf(plan, rows);
  return new Uint8Array(parquetWriteBuffer({ columnData, kvMetadata: metadataOf(key) }));
}

/** One file in pieces: a group of rows for each piece of the rows. */
export async function* rowsAsParquetPieces(
  plan: SweepPlan,
  pieces: AsyncIterable<readonly SweepRow[]>,
  key: Readonly<Record<string, string>>,
): AsyncGenerator<Uint8Array> {
  const writer = new ByteWriter();
  const schema = schemaFromColumnData({ columnData: columnsOf(plan, []) });
  const file = new ParquetWriter({ writer, schema, kvMetadata: metadataOf(key) });
  const taken = (): Uint8Array => {
    const bytes = new Uint8Array(writer.buffer.slice(0, writer.index));
    writer.index = 0;
    return bytes;
  };
  for await (const rows of pieces) {
    const columnData = columnsOf(plan, rows).map(({ name, data }) => ({ name, data }));
    await file.write({ columnData, rowGroupSize: Math.max(1, rows.length) });
    yield taken();
  }
  await file.finish();
  yield taken();
}

function columnsOf(plan: SweepPlan, rows: readonly SweepRow[]) {
  const cells = rows.map((row) => tableRow(plan, row));
  return tableHead(plan).map((name, c) => ({
    name,
    data: cells.map((row) => row[c] ?? null),
    type: name === "agent" || name === "note" ? ("STRING" as const) : ("DOUBLE" as const),
    nullable: true,
  }));
}

function metadataOf(key: Readonly<Record<string, string>>): { key: string; value: string }[] {
  return Object.entries(key).map(([of, value]) => ({ key: `cidery.${of}`, value }));
}

/** @throws when the bytes are not a whole Parquet file with the plan's columns */
export async function partRows(
  plan: SweepPlan,
  bytes: Buffer,
): Promise<{ readonly rows: SweepRow[]; readonly key: Readonly<Record<string, string>> }> {
  const file = new Uint8Array(bytes).buffer;
  const metadata = parquetMetadata(file);
  const key = Object.fromEntries(
    (metadata.key_value_metadata ?? []).map((one) => [
      one.key.replace(/^cidery\./u, ""),
      one.value ?? "",
    ]),
  );
  const rows = (await parquetReadObjects({ file, metadata })) as Record<string, Cell>[];
  if (rows.length !== Number(metadata.num_rows)) throw new RangeError("rows are missing");
  return { key, rows: rows.map((row) => rowOf(plan, row)) };
}

function rowOf(plan: SweepPlan, row: Readonly<Record<string, Cell>>): SweepRow {
  const { agent, note } = row;
  return {
    index: Number(row["point"]),
    seed: Number(row["seed"]),
    at: plan.parameters.map(({ name }) => Number(row[name])),
    ...(typeof agent === "string" && plan.target.kind === "lab" ? { agent } : {}),
    values: sweepColumns(plan).map((name) => (row[name] as number | null | undefined) ?? null),
    ...(typeof note === "string" && plan.target.kind === "model" ? { note } : {}),
  };
}

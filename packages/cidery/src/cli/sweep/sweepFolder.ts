/**
 * The folder of a sweep: `sweep.json`, which says what is swept, and one file for each part. A part is
 * written beside its place and renamed, so it is whole or not there; a part that is there is never
 * worked out again. The manifest refuses parts of another sweep.
 */
import type { SweepPlan, SweepRow } from "@cidery/core/tasks";
import { createHash } from "node:crypto";
import { linkSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pointCount, shardRange } from "@cidery/core/tasks";
import { statOf } from "../reading.ts";
import { BadInput } from "../terminal.ts";
import { VERSION } from "../version.ts";
import { cannotWrite, makeFolder, writeFile } from "../writing.ts";
import { partRows, rowsAsParquet } from "./parquet.ts";

const MANIFEST = "sweep.json";
const PART = /^part-(\d+)\.parquet$/u;

/** What `sweep.json` holds. */
export interface Manifest {
  readonly sweep: 1;
  /** The version that works it out: another may have other numbers. */
  readonly engine: string;
  readonly parts: number;
  readonly plan: SweepPlan;
  /** Of all of this. */
  readonly hash: string;
}

/** A sweep cut into so many parts, by this version. */
export function manifestOf(plan: SweepPlan, parts: number): Manifest {
  const said = { sweep: 1, engine: VERSION, parts, plan } as const;
  return { ...said, hash: createHash("sha256").update(JSON.stringify(said)).digest("hex") };
}

/**
 * Begins a sweep in a folder, or goes on with one.
 * @throws BadInput when the folder holds another sweep, or cannot be written
 */
export function openFolder(folder: string, wanted: Manifest): void {
  makeFolder(folder);
  const path = join(folder, MANIFEST);
  if (statOf(path) === undefined) {
    if (partsIn(folder).size > 0)
      throw new BadInput(
        `${folder} holds parts of a sweep, but not its ${MANIFEST}`,
        "name another folder with --out",
      );
    place(path, `${JSON.stringify(wanted, null, 2)}\n`);
  }
  const found = readManifest(folder);
  if (found.hash === wanted.hash) return;
  throw new BadInput(
    `${folder} holds another sweep: ${difference(found, wanted)}`,
    "name another folder with --out, or repeat the sweep exactly as it was started",
  );
}

/** Puts a file there unless there is one: of two runs that begin at once, one does. */
function place(path: string, text: string): void {
  const beside = `${path}.${process.pid}.tmp`;
  try {
    writeFileSync(beside, text, { flush: true });
    linkSync(beside, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw cannotWrite(path, error);
  } finally {
    rmSync(beside, { force: true });
  }
}

/** Undefined when the folder holds no sweep. @throws BadInput when its manifest was changed */
export function foundManifest(folder: string): Manifest | undefined {
  return statOf(join(folder, MANIFEST)) === undefined ? undefined : readManifest(folder);
}

/** @throws BadInput when the folder holds no sweep, or one whose manifest was changed */
export function readManifest(folder: string): Manifest {
  const path = join(folder, MANIFEST);
  if (statOf(path) === undefined)
    throw new BadInput(
      `${folder} holds no sweep`,
      "`cidery sweep FILE --param … --out FOLDER` makes one",
    );
  let found: Manifest;
  try {
    found = JSON.parse(readFileSync(path, "utf8")) as Manifest;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new BadInput(`${path} cannot be read: ${why}`, "sweep again into another folder");
  }
  if (isGenuine(found)) return found;
  throw new BadInput(`${path} was changed after it was written`, "sweep again into another folder");
}

/** Whether a manifest has the hash of what it says. */
export function isGenuine({ hash, ...said }: Manifest): boolean {
  const is = createHash("sha256").update(JSON.stringify(said)).digest("hex");
  return said.sweep === 1 && is === hash;
}

/** The first thing in which two sweeps differ. */
function difference(found: Manifest, wanted: Manifest): string {
  const pairs: readonly (readonly [string, (one: Manifest) => unknown])[] = [
    ["it was begun by another version of Cidery", ({ engine }) => engine],
    [
      "the model's text is another",
      ({ plan: { target } }) => (target.kind === "model" ? target.source : target.lab),
    ],
    ["what is asked is something else", ({ plan: { target } }) => target],
    ["the parameters take other values", ({ plan }) => plan.parameters],
    ["the seeds are others", ({ plan }) => [plan.seeds, plan.firstSeed]],
    ["it is cut into another number of parts", ({ parts }) => parts],
  ];
  const first = pairs.find(([, of]) => JSON.stringify(of(found)) !== JSON.stringify(of(wanted)));
  return first?.[0] ?? "its manifest is another";
}

/** Numbers of the parts that are there, from 0. */
export function partsIn(folder: string): ReadonlySet<number> {
  return new Set(
    readdirSync(folder).flatMap((name) => {
      const number = PART.exec(name)?.[1];
      return number === undefined ? [] : [Number(number) - 1];
    }),
  );
}

export function partPath(folder: string, part: number): string {
  return join(folder, `part-${part + 1}.parquet`);
}

/** The file of a part. */
export function partBytes(
  { plan, parts, hash }: Manifest,
  part: number,
  rows: readonly SweepRow[],
): Uint8Array {
  const { from, to } = shardRange(pointCount(plan), part, parts);
  const key = { hash, part: String(part + 1), from: String(from), to: String(to) };
  return rowsAsParquet(plan, rows, key);
}

/** Puts a part there whole, or not at all. @throws BadInput when it cannot be written */
export function writePart(folder: string, part: number, bytes: Uint8Array): void {
  writeFile(".", partPath(folder, part), bytes);
  rmSync(begunPath(folder, part), { force: true });
}

/** The rows so far of a part that was stopped. */
export function begunPath(folder: string, part: number): string {
  return join(folder, `begun-${part + 1}.parquet`);
}

/** Keeps the rows so far of a part, for whoever goes on with it. @throws BadInput when they cannot be written */
export function keepBegun(
  folder: string,
  manifest: Manifest,
  part: number,
  rows: readonly SweepRow[],
): void {
  if (rows.length > 0) writeFile(".", begunPath(folder, part), partBytes(manifest, part, rows));
}

/** The rows so far of a part; none where it was not begun, or what was kept cannot be read. */
export async function begunRows(
  folder: string,
  manifest: Manifest,
  part: number,
): Promise<SweepRow[]> {
  const path = begunPath(folder, part);
  if (statOf(path) === undefined) return [];
  try {
    return await rowsInPart(manifest, part, { name: path, bytes: () => readFileSync(path) });
  } catch {
    // They are worked out again, and nothing is mixed.
    return [];
  }
}

/** @throws BadInput when the part is cut short, or is of another sweep */
export async function readPart(
  folder: string,
  manifest: Manifest,
  part: number,
): Promise<SweepRow[]> {
  const path = partPath(folder, part);
  const hint = `remove ${path} and sweep again: only that part is worked out`;
  return await rowsInPart(manifest, part, { name: path, hint, bytes: () => readFileSync(path) });
}

/** @throws BadInput when the bytes are not a whole file of this part */
export async function rowsInPart(
  { plan, hash }: Manifest,
  part: number,
  {
    name,
    hint,
    bytes,
  }: { readonly name: string; readonly hint?: string; readonly bytes: () => Buffer },
): Promise<SweepRow[]> {
  let found: Awaited<ReturnType<typeof partRows>>;
  try {
    found = await partRows(plan, bytes());
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new BadInput(`${name} is damaged or cut short (${why})`, hint);
  }
  if (found.key["hash"] !== hash || found.key["part"] !== String(part + 1))
    throw new BadInput(`${name} is a part of another sweep`, hint);
  return found.rows;
}

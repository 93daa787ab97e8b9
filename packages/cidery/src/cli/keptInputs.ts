/**
 * What a command writes never takes the place of what it reads: a picture, a table, or the same model
 * without its comments would be all that is left of somebody's file.
 */
import { basename, dirname, resolve } from "node:path";
import { isFile, isInside, realPath, statOf } from "./reading.ts";
import { BadInput } from "./terminal.ts";

/** Options, of whatever command, that name a file to write. */
const WRITES = ["output", "plot", "csv", "json", "jsonl", "parquet", "junit", "write"];

/** Options that write what is no model. */
const NO_MODELS = ["plot", "csv", "json", "jsonl", "parquet", "junit"];

/** What a folder that is read is made of: models, or a sweep. */
const READ_IN_FOLDERS = /\.cid(?:\.gz)?$|^sweep\.json$|^part-\d+\.parquet$/u;

/**
 * @param read the command's arguments, some of which are files or folders
 * @throws BadInput when an option names one of them, or another model, as the place to write to
 */
export function keepInputs(
  read: readonly string[],
  options: Readonly<Record<string, unknown>>,
  workingFolder: string,
): void {
  const files = read.map((one) => realPath(resolve(workingFolder, one)));
  for (const name of WRITES) {
    const written = options[name];
    if (typeof written !== "string") continue;
    const path = realPath(resolve(workingFolder, written));
    if (!isFile(path)) continue;
    if (files.some((file) => isRead(path, file)))
      throw new BadInput(
        `${written} is what is read: writing it would lose it`,
        "name another file",
      );
    if (NO_MODELS.includes(name) && /\.cid(?:\.gz)?$/u.test(path))
      throw new BadInput(
        `${written} is a model, and what --${name} writes is none`,
        "name another file",
      );
  }
}

function isRead(path: string, file: string): boolean {
  if (path === file) return true;
  if (statOf(file)?.isDirectory() !== true) return false;
  return isInside(dirname(path), file) && READ_IN_FOLDERS.test(basename(path));
}

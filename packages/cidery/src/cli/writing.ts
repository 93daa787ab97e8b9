/**
 * Every file the command writes is written whole: beside the old one first, then put in its place.
 * Whoever pulls the plug, or fills the disk, finds the old file or the new one, never a part of it.
 * The mode of the old file stays, and a symbolic link still leads to the file it led to.
 */
import { mkdirSync, statSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { sync as writeAtomically } from "write-file-atomic";
import { BadInput } from "./terminal.ts";

/**
 * @param name as the user wrote it, for messages
 * @throws BadInput when it cannot be written; then nothing has changed
 */
export function writeFile(folder: string, name: string, content: string | Uint8Array): void {
  const path = resolve(folder, name);
  try {
    // A device or a pipe is not a file that could be replaced.
    if (isSpecial(path)) writeFileSync(path, content);
    else writeAtomically(path, Buffer.from(content));
  } catch (error) {
    throw cannotWrite(name, error);
  }
}

/** Makes the folder with all above it. @throws BadInput when it cannot be made */
export function makeFolder(path: string): void {
  try {
    mkdirSync(path, { recursive: true });
  } catch (error) {
    throw cannotWrite(path, error);
  }
}

function isSpecial(path: string): boolean {
  const found = statSync(path, { throwIfNoEntry: false });
  return found !== undefined && !found.isFile() && !found.isDirectory();
}

const REASONS: Readonly<Record<string, readonly [why: string, hint: string]>> = {
  ENOENT: ["there is no such folder", "make the folder first, or name another"],
  ENOTDIR: ["a part of the path is a file, not a folder", "name another path"],
  EISDIR: ["it is a folder", "name a file in it"],
  EACCES: ["writing there is not allowed", "choose another place, or change its permissions"],
  EPERM: ["writing there is not allowed", "choose another place, or change its permissions"],
  EROFS: ["the disk is read-only", "choose another place"],
  ENOSPC: ["the disk is full; what was there before is untouched", "make room, then try again"],
  EDQUOT: ["your quota of disk space is used up", "make room, then try again"],
  ENAMETOOLONG: ["the name is too long", "choose a shorter one"],
  ELOOP: ["its symbolic links lead in a circle", "mend the links"],
  EMFILE: ["too many files are open", "close some programs, then try again"],
  EBUSY: ["another program holds it", "close that program, then try again"],
};

/** Why a file cannot be written or a folder made, in the user's words. */
export function cannotWrite(name: string, error: unknown): BadInput {
  const code = (error as NodeJS.ErrnoException).code ?? "";
  const [why, hint] = REASONS[code] ?? [
    error instanceof Error ? error.message : String(error),
    undefined,
  ];
  return new BadInput(`cannot write ${name}: ${why}`, hint);
}

/**
 * How `extends "…"` finds its file: relative to the file that says it, else in the catalogue. A
 * model may come from anybody, so it reaches only the files of its own tree and what `--allow`
 * names; where a symbolic link leads counts, not where it stands.
 */
import type { Resolved } from "@cidery/core";
import nodePath, { join, type PlatformPath } from "node:path";
import { decodeBytes } from "@cidery/core/text";
import { bytesOf, cannotRead, isFile, isInside, realPath, withSlashes } from "./reading.ts";
import { catalogueFolder } from "./sources.ts";

/** @param folders absolute; the first is the tree of the model, the rest were allowed */
export function extending(
  folders: readonly string[],
): (path: string, fromFile: string | undefined) => Resolved {
  const [tree = "."] = folders;
  return (path, fromFile) => {
    const beside = besideFile(path, fromFile, tree);
    const catalogue = catalogueFolder();
    const reach = [...folders, catalogue];
    const allowed = (file: string): boolean =>
      reach.some((one) => isInside(file, one)) &&
      reach.some((one) => isInside(realPath(file), realPath(one)));
    if (allowed(beside) && isFile(beside)) return textAt(path, beside);
    const listed = join(catalogue, path.endsWith(".cid") ? path : `${path}.cid`);
    if (isInside(listed, catalogue) && isFile(listed)) return textAt(path, listed);
    // Said of every path outside, so that nobody learns what is there.
    if (allowed(beside)) return undefined;
    return {
      refused: `\`${path}\` lies outside the folder ${tree}, and a model reads no file from elsewhere`,
      hint: "if you trust it, name the folder of that file with --allow",
    };
  };
}

/** The file that a path means, from the file that says it (which models write with slashes on every system). */
export function besideFile(
  path: string,
  fromFile: string | undefined,
  tree: string,
  system: PlatformPath = nodePath,
): string {
  return system.resolve(fromFile === undefined ? tree : system.dirname(fromFile), path);
}

function textAt(written: string, file: string): Resolved {
  try {
    const { text, binary } = decodeBytes(bytesOf(file));
    if (binary !== undefined) return { refused: `\`${written}\` is ${binary}, not a .cid model` };
    return { text, path: withSlashes(file) };
  } catch (error) {
    const { message, hint } = cannotRead(`\`${written}\``, error);
    return { refused: message, ...(hint === undefined ? {} : { hint }) };
  }
}

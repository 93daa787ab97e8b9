/**
 * Packages that one option needs and that are not installed with the command: looked for beside the
 * command, then in the folder one works in.
 */
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { BadInput } from "./terminal.ts";

/**
 * @param wanting what needs it, in the user's words
 * @param install what to install, when it is more than the package
 * @throws BadInput when it is in neither place
 */
export async function optionalPackage<T>(
  name: string,
  { wanting, install = name }: { readonly wanting: string; readonly install?: string },
  workingFolder: string,
): Promise<T> {
  try {
    return unwrapped(await import(name));
  } catch (error) {
    if (!isAbsent(error)) throw error;
  }
  let there: string;
  try {
    there = createRequire(join(workingFolder, "_.js")).resolve(name);
  } catch (error) {
    if (!isAbsent(error)) throw error;
    throw new BadInput(
      `${wanting} needs ${name}, which is not installed`,
      `npm install ${install}`,
    );
  }
  return unwrapped(await import(pathToFileURL(there).href));
}

function isAbsent(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException).code;
  return code === "ERR_MODULE_NOT_FOUND" || code === "MODULE_NOT_FOUND";
}

/** Packages written for `require` have everything in their default export. */
function unwrapped<T>(module: { readonly default?: object }): T {
  const own = module.default;
  return (own === undefined ? module : Object.assign(Object.create(null), own, module)) as T;
}

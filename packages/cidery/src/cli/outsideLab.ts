/**
 * A lab of somebody else's: a folder with `lab.mjs` (or `lab.js`; `lab.ts` where Node runs TypeScript) that
 * exports `lab`, and the diagrams it names. What it imports of `cidery` is this command's own copy unless the
 * folder has one. It is a program, and is run as one. A folder with `environment.json` in its place names a program
 * that is a world and speaks over its input and output.
 */
import { existsSync, statSync } from "node:fs";
import { register } from "node:module";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { Lab } from "@cidery/core/lab";
import { BadInput } from "./terminal.ts";

const ENTRIES = ["lab.mjs", "lab.js", "lab.ts"];

/** Is a lab named by its folder, and not by an id? */
export function isFolder(name: string): boolean {
  return /^\.{1,2}$|[/\\]/.test(name);
}

/**
 * The lab in a folder; its id is the folder's path, by which other threads find it again.
 * @throws BadInput for a folder without one, a program that does not run, or an object that is not a lab
 */
export async function outsideLab(
  name: string,
  workingFolder: string,
  limit?: number,
): Promise<Lab> {
  const folder = resolve(workingFolder, name);
  if (!existsSync(folder) || !statSync(folder).isDirectory())
    throw new BadInput(`${name} is not a folder`, "a lab of your own is a folder with lab.mjs");
  const entry = ENTRIES.map((file) => join(folder, file)).find((path) => existsSync(path));
  if (entry === undefined) {
    const { labOfFolder } = await import("./worlds/worldFolder.ts");
    const world = labOfFolder(folder, limit);
    if (world !== undefined) return world;
    throw new BadInput(`${name} has no lab.mjs`, `it should export \`lab\`; see docs/own-world.md`);
  }
  borrowLibrary();
  let loaded: { readonly lab?: unknown; readonly default?: unknown };
  try {
    loaded = (await import(pathToFileURL(entry).href)) as typeof loaded;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new BadInput(`${entry} does not run: ${why}`);
  }
  const lab = loaded.lab ?? loaded.default;
  const fault = labFault(lab);
  if (fault !== undefined) throw new BadInput(`${entry}: ${fault}`, "see docs/own-world.md");
  return { ...(lab as Lab), id: folder };
}

const LISTS = ["parameters", "agents", "measures"] as const;
const OPTIONAL_LISTS = ["diagrams", "sources", "assumptions", "sweeps", "claims"] as const;

/** What is wrong with an object that should be a lab; lists that may be empty must be there. */
function labFault(lab: unknown): string | undefined {
  if (typeof lab !== "object" || lab === null) return "it exports no `lab`";
  const parts = lab as Record<string, unknown>;
  for (const name of ["title", "question"])
    if (typeof parts[name] !== "string") return `lab.${name} should be a text`;
  for (const name of [...LISTS, ...OPTIONAL_LISTS])
    if (!Array.isArray(parts[name])) return `lab.${name} should be a list`;
  for (const name of LISTS)
    for (const [i, one] of (parts[name] as Record<string, unknown>[]).entries()) {
      const key = name === "agents" ? "id" : "name";
      if (typeof one?.[key] !== "string") return `lab.${name}[${i}].${key} should be a text`;
    }
  for (const [i, one] of (parts["parameters"] as Record<string, unknown>[]).entries()) {
    const { range, initial } = one;
    const fits = Array.isArray(range) && range.length === 2 && range.every(Number.isFinite);
    if (!fits || !Number.isFinite(initial))
      return `lab.parameters[${i}] should have a range [low, high] and an initial number`;
  }
  if (typeof parts["run"] !== "function") return "lab.run should be a function";
  return undefined;
}

let borrowed = false;

/** Imports of the library that do not resolve where the lab lies resolve here. */
function borrowLibrary(): void {
  if (borrowed) return;
  borrowed = true;
  const hooks = `
    let home;
    export function initialize(url) { home = url; }
    export async function resolve(specifier, context, next) {
      try {
        return await next(specifier, context);
      } catch (error) {
        if (!/^(cidery|@cidery\\/core)(\\/|$)/.test(specifier)) throw error;
        return next(specifier, { ...context, parentURL: home });
      }
    }`;
  register(`data:text/javascript,${encodeURIComponent(hooks)}`, { data: import.meta.url });
}

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
import { isMainThread, Worker } from "node:worker_threads";
import type { Lab } from "@cidery/core/lab";
import { afterLoading, BEGUN, PATIENCE, SLOWEST_START } from "./stopFlag.ts";
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
  if (limit !== undefined && isMainThread) await loadsBy(limit, entry);
  const loaded = await loadEntry(entry);
  const lab = loaded.lab ?? loaded.default;
  const fault = labFault(lab);
  if (fault !== undefined) throw new BadInput(`${entry}: ${fault}`, "see docs/own-world.md");
  return { ...(lab as Lab), id: folder };
}

interface Exports {
  readonly lab?: unknown;
  readonly default?: unknown;
}

/**
 * Runs the program. @throws BadInput when it does not run to its end
 * @public to the thread of `loadsBy`, which imports this file
 */
export async function loadEntry(entry: string): Promise<Exports> {
  borrowLibrary();
  let quit: () => void = () => undefined;
  const unfinished = new Promise<never>((_, reject) => {
    quit = () => reject(new Error("it waits for what never comes"));
  });
  const ended = (): void => {
    process.stderr.write(`error: ${entry} does not run: it ends the process\n`);
    process.exitCode = 2;
  };
  process.once("beforeExit", quit);
  process.once("exit", ended);
  try {
    return await Promise.race([import(pathToFileURL(entry).href) as Promise<Exports>, unfinished]);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new BadInput(`${entry} does not run: ${why}`);
  } finally {
    process.removeListener("beforeExit", quit);
    process.removeListener("exit", ended);
  }
}

/**
 * Nothing can be heard while a program runs in this thread, so another tries it first.
 * @throws BadInput when it has not run to its end at that moment
 */
async function loadsBy(limit: number, entry: string): Promise<void> {
  const own = JSON.stringify(import.meta.url);
  const code = `const { parentPort } = require("node:worker_threads");
import(${own}).then(({ loadEntry }) => {
  parentPort.postMessage(${JSON.stringify(BEGUN)});
  return loadEntry(${JSON.stringify(entry)});
}).catch(() => {}).finally(() => parentPort.postMessage("done"));`;
  const started = Date.now();
  const thread = new Worker(code, { eval: true, stdout: true, stderr: true });
  let timer: NodeJS.Timeout | undefined;
  try {
    const isDone = await new Promise<boolean>((resolve) => {
      const endIn = (patience: number): void => {
        clearTimeout(timer);
        timer = setTimeout(() => resolve(false), patience);
      };
      endIn(SLOWEST_START);
      thread.on("message", (said) => {
        if (said !== BEGUN) resolve(true);
        else endIn(Math.max(0, afterLoading(limit, started) - Date.now()) + PATIENCE);
      });
      // What is wrong with it is said where it counts.
      thread.once("error", () => resolve(true));
      thread.once("exit", () => resolve(true));
    });
    if (!isDone) throw new BadInput(`${entry} has not run to its end within the time limit`);
  } finally {
    clearTimeout(timer);
    await thread.terminate();
  }
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

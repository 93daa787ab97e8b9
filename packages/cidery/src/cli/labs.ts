/**
 * The labs build on the library, so the command does not import them but looks for them when it
 * runs: the workspace of the repository it stands in, or the copy that is part of the installed
 * package.
 */
import { createRequire } from "node:module";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Lab } from "@cidery/core/lab";
import type { InfluenceDiagram } from "@cidery/core";
import { nearestName } from "@cidery/core/text";
import { loadOwn } from "./loading.ts";
import { isFolder, outsideLab } from "./outsideLab.ts";
import { isCommandId } from "./worlds/commandWorld.ts";
import type { Terminal } from "./terminal.ts";
import { BadInput } from "./terminal.ts";

const WORKSPACE = "cidery-labs";
/** Beside the built command; `npm run build` puts them there. */
const PACKAGED = resolve(dirname(fileURLToPath(import.meta.url)), "../labs");

export interface Labs {
  readonly labs: readonly Lab[];
  /** Folder that has one folder for each lab. */
  readonly folder: string;
}

/** @throws BadInput when the labs are not there or not built */
export async function findLabs(): Promise<Labs> {
  const { folder, entry } = labsPlace();
  const hint = "in the repository: npm ci; elsewhere: reinstall cidery";
  try {
    const loaded = (await import(entry)) as { readonly LABS?: readonly Lab[] };
    if (loaded.LABS !== undefined) return { labs: loaded.LABS, folder };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new BadInput(`the labs in ${folder} do not load: ${why}`, hint);
  }
  throw new BadInput(`the labs in ${folder} list no LABS`, hint);
}

function labsPlace(): { readonly folder: string; readonly entry: string } {
  try {
    const described = createRequire(import.meta.url).resolve(`${WORKSPACE}/package.json`);
    return { folder: dirname(described), entry: WORKSPACE };
  } catch {
    const entry = pathToFileURL(join(PACKAGED, "src/index.js")).href;
    return { folder: PACKAGED, entry };
  }
}

/**
 * A shipped lab by its id, or one of your own by its folder; a program that is one must answer before the time is up.
 * @throws BadInput for neither
 */
export async function labAt(
  labs: Labs,
  name: string,
  { workingFolder, until }: Pick<Terminal, "workingFolder" | "until">,
): Promise<Lab> {
  if (isCommandId(name)) {
    const { labOfCommand } = await import("./worlds/worldFolder.ts");
    return labOfCommand(name, until);
  }
  return isFolder(name) ? await outsideLab(name, workingFolder, until) : labCalled(labs, name);
}

/** @throws BadInput for an unknown id */
function labCalled({ labs }: Labs, id: string): Lab {
  const found = labs.find((lab) => lab.id === id);
  if (found !== undefined) return found;
  const ids = labs.map((lab) => lab.id);
  const near = nearestName(id, ids);
  throw new BadInput(
    `no lab is called ${id}`,
    near === undefined ? `there are ${ids.join(", ")}` : `did you mean ${near}?`,
  );
}

/** Reads and remembers a lab's diagrams. @throws BadInput for one that is absent or has errors */
export function diagramsOf({ folder }: Labs, lab: Lab): (file: string) => InfluenceDiagram {
  const known = new Map<string, InfluenceDiagram>();
  return (file) => {
    const before = known.get(file);
    if (before !== undefined) return before;
    const path = resolve(folder, lab.id, file);
    if (!existsSync(path)) throw new BadInput(`${lab.id} has no diagram ${file}`, path);
    const { diagram, diagnostics } = loadOwn({
      name: path,
      path,
      text: readFileSync(path, "utf8"),
    });
    if (diagram === undefined) {
      throw new BadInput(`${path}: ${diagnostics[0]?.message ?? "cannot be read"}`);
    }
    known.set(file, diagram);
    return diagram;
  };
}

/**
 * The labs are a workspace of their own that builds on this package, so the command looks for them
 * when it runs: installed beside it, or in the repository it stands in.
 */
import { createRequire } from "node:module";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Lab } from "@cidery/core/lab";
import type { InfluenceDiagram } from "@cidery/core";
import { nearestName } from "@cidery/core";
import { load } from "./loading.ts";
import { BadInput } from "./terminal.ts";

const PACKAGE = "cidery-labs";

export interface Labs {
  readonly labs: readonly Lab[];
  /** Folder that has one folder for each lab. */
  readonly folder: string;
}

/** @throws BadInput when the labs are not installed or not built */
export async function findLabs(): Promise<Labs> {
  const hint = "in the repository: npm install, then npm run build";
  let folder = "";
  try {
    folder = dirname(createRequire(import.meta.url).resolve(`${PACKAGE}/package.json`));
  } catch {
    throw new BadInput(`the labs (${PACKAGE}) are not installed beside this command`, hint);
  }
  try {
    const loaded = (await import(PACKAGE)) as { readonly LABS?: readonly Lab[] };
    if (loaded.LABS !== undefined) return { labs: loaded.LABS, folder };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new BadInput(`the labs in ${folder} do not load: ${why}`, hint);
  }
  throw new BadInput(`the labs in ${folder} list no LABS`, hint);
}

/** @throws BadInput for an unknown id */
export function labCalled({ labs }: Labs, id: string): Lab {
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
    const path = join(folder, lab.id, file);
    if (!existsSync(path)) throw new BadInput(`${lab.id} has no diagram ${file}`, path);
    const { diagram, diagnostics } = load({ name: path, path, text: readFileSync(path, "utf8") });
    if (diagram === undefined) {
      throw new BadInput(`${path}: ${diagnostics[0]?.message ?? "cannot be read"}`);
    }
    known.set(file, diagram);
    return diagram;
  };
}

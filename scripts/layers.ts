/**
 * Writes the import table (packages/core/test/architecture.ts) into the tsconfig.json files of
 * the layers, and lists all of them in packages/core/tsconfig.json. Run: `npm run renew`.
 */

import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { FRONT_DOOR, LAYERS } from "../packages/core/test/architecture.ts";

const packageRoot = join(dirname(fileURLToPath(import.meta.url)), "../packages/core");

/** The files written, to be formatted. */
export function writeLayers(): string[] {
  const written: string[] = [];
  for (const [name, layer] of Object.entries(LAYERS)) {
    const isFrontDoor = name === FRONT_DOOR;
    const folder = isFrontDoor ? "src" : `src/${name}`;
    const toRoot = isFrontDoor ? "../../.." : "../../../..";
    const toSource = isFrontDoor ? "." : "..";
    written.push(
      write(`${folder}/tsconfig.json`, {
        extends: `${toRoot}/tsconfig.base.json`,
        compilerOptions: {
          types: layer.runsIn === "node" ? ["node"] : [],
          rootDir: toSource,
          outDir: `${toSource}/../dist`,
          // The JavaScript is written by scripts/bundle-core.js.
          emitDeclarationOnly: true,
        },
        ...(isFrontDoor ? { include: ["index.ts", "doors/*.ts"] } : { include: ["**/*.ts"] }),
        ...(isFrontDoor ? {} : { exclude: ["**/*.test.ts"] }),
        references: layer.mayImport.map((other) => ({ path: `${toSource}/${other}` })),
      }),
    );
  }

  const layerPaths = Object.keys(LAYERS).map((name) =>
    name === FRONT_DOOR ? "src" : `src/${name}`,
  );
  written.push(
    write("tsconfig.json", { files: [], references: layerPaths.map((path) => ({ path })) }),
  );
  return written;
}

function write(path: string, config: object): string {
  const file = join(packageRoot, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(config, null, 2)}\n`);
  return file;
}

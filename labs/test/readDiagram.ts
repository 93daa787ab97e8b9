/** A diagram of a lab from its file, with what it extends. */
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { InfluenceDiagram } from "@cidery/core";
import { loadModel } from "@cidery/core";

/** @throws Error with the diagnostics when the file has mistakes */
export function readDiagram(path: string): InfluenceDiagram {
  const { diagram, diagnostics } = loadModel(readFileSync(path, "utf8"), {
    file: path,
    resolve: (wanted, fromFile) => {
      const file = join(dirname(fromFile ?? path), wanted);
      return existsSync(file) ? readFileSync(file, "utf8") : undefined;
    },
  });
  if (diagram === undefined) {
    throw new Error(`${path}: ${diagnostics.map(({ message }) => message).join("; ")}`);
  }
  return diagram;
}

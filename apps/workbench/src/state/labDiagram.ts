/** A lab's diagrams, read from its folder. */
import { type InfluenceDiagram, loadModel } from "@cidery/core";
import { labTexts } from "./labTexts.ts";

const known = new Map<string, InfluenceDiagram>();

/** @throws RangeError for a file that is absent or has a mistake */
export function labDiagram(lab: string, file: string): InfluenceDiagram {
  // `../off-switch/diagram.cid` is another lab's.
  const path = `${lab}/${file}`.replace(/^[^/]+\/\.\.\//u, "");
  const folder = path.slice(0, path.lastIndexOf("/"));
  const before = known.get(path);
  if (before !== undefined) return before;
  const text = labTexts.get(path);
  if (text === undefined) throw new RangeError(`the lab ${lab} has no diagram ${file}`);
  const { diagram, diagnostics } = loadModel(text, {
    file: path,
    resolve: (other) => labTexts.get(`${folder}/${other}`),
  });
  if (diagram === undefined) {
    throw new RangeError(`${path}: ${diagnostics[0]?.message ?? "it cannot be read"}`);
  }
  known.set(path, diagram);
  return diagram;
}

/** What long work finds in this process: files, labs and a clock. */
import type { FoundLab, TaskHost } from "@cidery/core/tasks";
import type { Source } from "./sources.ts";
import { plainly } from "./failures.ts";
import { modelReader } from "./loading.ts";

/** Labs of this package with their diagrams: read once, for they do not change. */
const shipped = new Map<string, FoundLab>();

export const taskHost: TaskHost = {
  clock: () => performance.now(),
  async lab(id) {
    const before = shipped.get(id);
    if (before !== undefined) return before;
    const { diagramsOf, findLabs, labAt } = await import("./labs.ts");
    const labs = await findLabs();
    const lab = await labAt(labs, id, { workingFolder: process.cwd() });
    const found = { lab, diagram: diagramsOf(labs, lab) };
    if (labs.labs.includes(lab)) shipped.set(id, found);
    return found;
  },
  // A source of this command travels whole: with the folders it may extend files of.
  async reader(source) {
    const read = await modelReader(source as Source);
    return (parameters) => {
      const { places, ...found } = read(parameters);
      return { ...found, claimPlaces: places?.claims ?? [], stepPlaces: places?.steps ?? [] };
    };
  },
  inWords: plainly,
};

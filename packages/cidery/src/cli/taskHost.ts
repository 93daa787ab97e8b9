/** What long work finds in this process: files, labs and a clock. */
import type { TaskHost } from "@cidery/core/tasks";
import type { Source } from "./sources.ts";
import { plainly } from "./failures.ts";
import { modelReader } from "./loading.ts";

export const taskHost: TaskHost = {
  clock: () => performance.now(),
  async lab(id) {
    const { diagramsOf, findLabs, labAt } = await import("./labs.ts");
    const labs = await findLabs();
    const lab = await labAt(labs, id, process.cwd());
    return { lab, diagram: diagramsOf(labs, lab) };
  },
  // A source of this command travels whole: with the folders it may extend files of.
  async reader(source) {
    const read = await modelReader(source as Source);
    return (parameters) => {
      const { places, ...found } = read(parameters);
      return { ...found, claimPlaces: places?.claims ?? [] };
    };
  },
  inWords: plainly,
};

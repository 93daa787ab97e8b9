/** What long work finds in this process: files, labs and a clock. */
import type { TaskHost } from "@cidery/core/tasks";
import type { Source } from "./sources.ts";
import { plainly } from "./failures.ts";
import { diagramsOf, findLabs, labAt } from "./labs.ts";
import { readModel } from "./loading.ts";

export const taskHost: TaskHost = {
  clock: () => performance.now(),
  async lab(id) {
    const labs = await findLabs();
    const lab = await labAt(labs, id, process.cwd());
    return { lab, diagram: diagramsOf(labs, lab) };
  },
  // A source of this command travels whole: with the folders it may extend files of.
  read(source, parameters) {
    const { places, ...read } = readModel(source as Source, parameters);
    return { ...read, claimPlaces: places?.claims ?? [] };
  },
  inWords: plainly,
};

/** Where the nodes and arrows of a diagram stand. */
import type { Layout, LayoutOptions } from "../../draw/index.ts";
import type { TaskFunctions } from "../context.ts";
import type { ModelInput } from "./modelTasks.ts";
import { layoutDiagram, layoutDiagramNow } from "../../draw/index.ts";
import { InfluenceDiagram } from "../../model/index.ts";

/** The work of drawing. */
export interface PictureTasks {
  readonly layout: {
    readonly input: ModelInput & LayoutOptions;
    readonly part: never;
    readonly output: Layout;
  };
}

export const pictureTasks: TaskFunctions<PictureTasks> = {
  // Around what stands already there is nothing to rank.
  layout: ({ parts, parameters: _, ...options }) => {
    const around = (options.previous?.size ?? 0) > 0;
    return (around ? layoutDiagramNow : layoutDiagram)(InfluenceDiagram.of(parts), options);
  },
};

/** Reading a text that takes longer than whoever shows it can wait. */
import type { LoadedModel } from "../../language/index.ts";
import type { DiagramParts } from "../../model/index.ts";
import type { TaskFunctions } from "../context.ts";
import { AbortedError, stopAfter, withSignal } from "../../base/index.ts";
import { loadModel } from "../../language/index.ts";

/** What was read, as it crosses between threads: the diagram as its parts. */
export type ReadText = Omit<LoadedModel, "diagram"> & { readonly parts?: DiagramParts };

/** The work of reading. */
export interface ReadingTasks {
  readonly read: {
    readonly input: {
      readonly text: string;
      readonly file?: string;
      /** Milliseconds, after which it is given up. */
      readonly timeLimit: number;
    };
    readonly part: never;
    /** Given up; or in need of other files, which a thread does not have; or read. */
    readonly output: { readonly gaveUp: true } | { readonly extends: true } | ReadText;
  };
}

export const readingTasks: TaskFunctions<ReadingTasks> = {
  read: ({ text, file, timeLimit }, { clock }) => {
    let wantsFiles = false;
    const resolve = (): undefined => {
      wantsFiles = true;
      return undefined;
    };
    try {
      const { diagram, ...rest } = withSignal(stopAfter(timeLimit, clock), () =>
        loadModel(text, { resolve, ...(file === undefined ? {} : { file }) }),
      );
      if (wantsFiles) return { extends: true };
      return { ...rest, ...(diagram === undefined ? {} : { parts: diagram.parts }) };
    } catch (error) {
      if (error instanceof AbortedError) return { gaveUp: true };
      throw error;
    }
  },
};

/** Reading a text that takes longer than whoever shows it can wait. */
import type { LoadedModel, Resolved } from "../../language/index.ts";
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
      /** What the text, and files that it extends, extend: what the asker knows of it. */
      readonly files?: readonly ExtendedFile[];
      /** Milliseconds, after which it is given up. */
      readonly timeLimit: number;
    };
    readonly part: never;
    /** Given up; or in need of files that were not handed over; or read. */
    readonly output:
      | { readonly gaveUp: true }
      | { readonly wants: readonly Omit<ExtendedFile, "found">[] }
      | ReadText;
  };
}

/** A file that is named by `extends "path"` in a file, and what is there. */
export interface ExtendedFile {
  readonly path: string;
  readonly from: string | undefined;
  readonly found: Resolved;
}

export const readingTasks: TaskFunctions<ReadingTasks> = {
  read: ({ text, file, files = [], timeLimit }, { clock }) => {
    const nameOf = (path: string, from: string | undefined): string => JSON.stringify([path, from]);
    const known = new Map(files.map(({ path, from, found }) => [nameOf(path, from), found]));
    const wants = new Map<string, Omit<ExtendedFile, "found">>();
    const resolve = (path: string, from: string | undefined): Resolved => {
      const name = nameOf(path, from);
      if (!known.has(name)) wants.set(name, { path, from });
      return known.get(name);
    };
    try {
      const { diagram, ...rest } = withSignal(stopAfter(timeLimit, clock), () =>
        loadModel(text, { resolve, ...(file === undefined ? {} : { file }) }),
      );
      if (wants.size > 0) return { wants: [...wants.values()] };
      return { ...rest, ...(diagram === undefined ? {} : { parts: diagram.parts }) };
    } catch (error) {
      if (error instanceof AbortedError) return { gaveUp: true };
      throw error;
    }
  },
};

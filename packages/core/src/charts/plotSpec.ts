/**
 * A chart as data, in the terms of Observable Plot: options of the whole, and marks with their data
 * and channels. It holds no element and no library, so the same specification is drawn into a file by
 * the command and into the page by the workbench.
 */

/** A mark: a function of the chart library by name, what it shows and how. */
export interface PlotMark {
  readonly mark:
    | "areaY"
    | "barX"
    | "dot"
    | "frame"
    | "lineY"
    | "link"
    | "rect"
    | "ruleX"
    | "ruleY"
    | "text"
    | "tip";
  /** Absent for a mark that shows no data, as a frame. */
  readonly data?: readonly unknown[];
  /** Channels by name: a field of the data, a constant, or a function of one datum. */
  readonly channels?: Readonly<Record<string, unknown>>;
  /** Shown only for the datum nearest to the pointer; left out where nobody points. */
  readonly pointed?: boolean;
}

/** A chart as data, in the terms of Observable Plot. */
export interface PlotSpec {
  /** Size in pixels, margins, axes, scales. */
  readonly options: Readonly<Record<string, unknown>>;
  readonly marks: readonly PlotMark[];
}

type MarkFunction = (...args: unknown[]) => unknown;

/** What is used of the chart library: `plot`, `pointer`, and the marks by name. */
export type ChartLibrary = object;

/**
 * Draws a specification.
 * @param library the module `@observablehq/plot`
 * @param surroundings more options: the `document` to draw in, where there is no page
 * @param pointed whether a reader can point at something
 */
export function drawn(
  { options, marks }: PlotSpec,
  library: ChartLibrary,
  surroundings: Readonly<Record<string, unknown>> = {},
  pointed = false,
): unknown {
  const functions = library as Readonly<Record<string, MarkFunction>>;
  const call = (name: string, ...args: unknown[]): unknown => {
    const made = functions[name];
    if (made === undefined) throw new RangeError(`the chart library has no ${name}`);
    return made(...args);
  };
  const shown = marks.filter((one) => pointed || one.pointed !== true);
  return call("plot", {
    ...options,
    ...surroundings,
    marks: shown.map(({ mark, data, channels = {}, pointed: follows }) => {
      const settings = follows === true ? call("pointer", channels) : channels;
      return data === undefined ? call(mark, settings) : call(mark, data, settings);
    }),
  });
}

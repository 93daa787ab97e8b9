/**
 * Sweeps of a lab: one parameter over values, which gives curves, or two, which give a map of cells
 * with a number in each. What the colours of a map stand for and where its sign changes are worked
 * out here, so that a file and a page show the same.
 */
/** Values of a lab's parameters, by name. */
export type Settings = Readonly<Record<string, number>>;

/** A parameter over values: a curve of every measure for every agent, or a map with `against`. */
export interface LabSweep {
  readonly parameter: string;
  readonly values: readonly number[];
  /** Measures worth plotting. */
  readonly measures: readonly string[];
  /** Agents worth plotting; all when absent. The others need not run. */
  readonly agents?: readonly string[];
  /** A second parameter: a cell for every pair of values instead of curves. */
  readonly against?: { readonly parameter: string; readonly values: readonly number[] };
}

/** As it is asked for: `beta`, or `beta,sigma` over two parameters. */
export function sweepName({ parameter, against }: LabSweep): string {
  return against === undefined ? parameter : `${parameter},${against.parameter}`;
}

/** A place a sweep looks at. */
export interface SweepPlace {
  readonly value: number;
  /** Of the second parameter, where there is one. */
  readonly second?: number;
  readonly settings: Settings;
}

/** Every place a sweep looks at, the second parameter moving fastest. */
export function sweepPlaces(sweep: LabSweep, settings: Settings): SweepPlace[] {
  const { parameter, values, against } = sweep;
  if (against === undefined)
    return values.map((value) => ({ value, settings: { ...settings, [parameter]: value } }));
  return values.flatMap((value) =>
    against.values.map((second) => ({
      value,
      second,
      settings: { ...settings, [parameter]: value, [against.parameter]: second },
    })),
  );
}

/** A number in a cell; `x` and `y` are the values of the two parameters. */
export interface MapCell {
  readonly x: number;
  readonly y: number;
  readonly value: number;
}

/** What colours stand for: numbers of both signs part at 0, others run from the least to the largest. */
export type MapScale =
  | { readonly kind: "diverging"; readonly domain: readonly [number, number, number] }
  | { readonly kind: "sequential"; readonly domain: readonly [number, number] };

/**
 * Two parameters against one number, as cells, with the borders where the number changes its sign.
 */
export interface LabMap {
  /** Values of the parameters in order; cells are drawn equally large, whatever lies between. */
  readonly xs: readonly number[];
  readonly ys: readonly number[];
  readonly cells: readonly (MapCell & { readonly column: number; readonly row: number })[];
  readonly scale: MapScale;
  /**
   * Edges between cells below 0 and others, in columns and rows: a cell reaches half of one to each
   * side of its place.
   */
  readonly borders: readonly {
    readonly x1: number;
    readonly y1: number;
    readonly x2: number;
    readonly y2: number;
  }[];
}

/** Less than this is rounding, not a sign. */
const NOTHING = 1e-9;

/** Cells of a sweep as a map: axes, scale and borders. */
export function labMap(cells: readonly MapCell[]): LabMap {
  const xs = distinct(cells.map(({ x }) => x));
  const ys = distinct(cells.map(({ y }) => y));
  const placed = cells.map((cell) => ({
    ...cell,
    column: xs.indexOf(cell.x),
    row: ys.indexOf(cell.y),
  }));
  const negative = new Map(
    placed.map(({ column, row, value }) => [row * xs.length + column, value < -NOTHING]),
  );
  const parts = (column: number, row: number, right: number, above: number): boolean => {
    if (right >= xs.length || above >= ys.length) return false;
    const [here, there] = [
      negative.get(row * xs.length + column),
      negative.get(above * xs.length + right),
    ];
    return here !== undefined && there !== undefined && here !== there;
  };
  const borders = placed.flatMap(({ column: c, row: r }) => [
    ...(parts(c, r, c + 1, r) ? [{ x1: c + 0.5, y1: r - 0.5, x2: c + 0.5, y2: r + 0.5 }] : []),
    ...(parts(c, r, c, r + 1) ? [{ x1: c - 0.5, y1: r + 0.5, x2: c + 0.5, y2: r + 0.5 }] : []),
  ]);
  return { xs, ys, cells: placed, scale: scaleOf(cells.map(({ value }) => value)), borders };
}

function scaleOf(values: readonly number[]): MapScale {
  const low = values.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY);
  const high = values.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
  if (low < -NOTHING && high > NOTHING) {
    const most = Math.max(-low, high);
    return { kind: "diverging", domain: [-most, 0, most] };
  }
  if (!(high - low > NOTHING)) return { kind: "sequential", domain: [low, low + 1] };
  return { kind: "sequential", domain: [low, high] };
}

function distinct(values: readonly number[]): number[] {
  return [...new Set(values)].sort((a, b) => a - b);
}

/** Points of a sweep, one after the other; whole points only. */
import type { ExactEngine } from "../../check/index.ts";
import type { FoundLab, SourceReader, TaskContext, TaskFunctions } from "../context.ts";
import type { SweepPlan, SweepPoint, SweepRow, SweepTarget } from "../sweep/plan.ts";
import { AbortedError } from "../../base/index.ts";
import { answer, checkClaim, learnEngine, solveEngine } from "../../check/index.ts";
import type { InfluenceDiagram } from "../../model/index.ts";
import { parseClaim } from "../../language/index.ts";
import { SolveError } from "../../solve/index.ts";
import { sweepPoint } from "../sweep/plan.ts";

/** The rows of consecutive points. */
export interface SweptPoints {
  readonly rows: readonly SweepRow[];
  /** Fewer points than were asked for. */
  readonly stopped: boolean;
}

/** The work of sweeping. */
export interface SweepTasks {
  readonly sweepPoints: {
    /** The points from `from` to before `to`. */
    readonly input: { readonly plan: SweepPlan; readonly from: number; readonly to: number };
    /** The rows of a point. */
    readonly part: readonly SweepRow[];
    readonly output: SweptPoints;
  };
}

export const sweepTasks: TaskFunctions<SweepTasks> = {
  async sweepPoints({ plan, from, to }, context) {
    const rowsOf = await workerOf(plan, context);
    const rows: SweepRow[] = [];
    for (let index = from; index < to; index++) {
      if (context.signal.aborted) return { rows, stopped: true };
      context.onProgress(`point ${index + 1}`, (index - from) / (to - from));
      try {
        const found = rowsOf(sweepPoint(plan, index));
        // A lab that was stopped inside may have cut its run short.
        if (context.signal.aborted) return { rows, stopped: true };
        rows.push(...found);
        context.onPartial(found);
      } catch (error) {
        if (error instanceof AbortedError) return { rows, stopped: true };
        throw error;
      }
    }
    return { rows, stopped: false };
  },
};

type RowsOf = (point: SweepPoint) => readonly SweepRow[];

async function workerOf(
  plan: SweepPlan,
  context: TaskContext<readonly SweepRow[]>,
): Promise<RowsOf> {
  const { target } = plan;
  if (target.kind === "model")
    return ofModel(plan, target, await context.host.reader(target.source));
  return ofLab(plan, target, await context.host.lab(target.lab), context);
}

function ofLab(
  { parameters }: SweepPlan,
  target: Extract<SweepTarget, { readonly kind: "lab" }>,
  { lab, diagram }: FoundLab,
  { signal }: TaskContext<readonly SweepRow[]>,
): RowsOf {
  return (point) => {
    const { seed, at } = point;
    const swept = Object.fromEntries(parameters.map(({ name }, p) => [name, at[p] as number]));
    const within = { seed, effort: "full", diagram, signal, onProgress: () => undefined } as const;
    return lab.run({ ...target.settings, ...swept }, within).map(({ agent, values }) => ({
      ...point,
      agent,
      values: target.measures.map((name) => values[name] ?? null),
    }));
  };
}

function ofModel(
  { parameters }: SweepPlan,
  target: Extract<SweepTarget, { readonly kind: "model" }>,
  readAt: SourceReader,
): RowsOf {
  const { source, fixed, questions, claims } = target;
  const read = (at: readonly number[]): InfluenceDiagram => {
    const swept = parameters.map(({ name }, p) => [name, at[p] as number] as const);
    const { diagram, diagnostics } = readAt(new Map([...Object.entries(fixed), ...swept]));
    if (diagram !== undefined) return diagram;
    const why = diagnostics.find(({ severity }) => severity === "error");
    throw new SolveError(
      "unreadable",
      `${source.name} at ${swept.map(([name, value]) => `${name} = ${value}`).join(", ")}: ${why?.message ?? "it cannot be read"}`,
      why?.hint ?? "see `cidery check`",
    );
  };
  let last: { readonly key: string; readonly of: Omit<SweepRow, keyof SweepPoint> } | undefined;
  return (point) => {
    const key = point.at.join(" ");
    // Nothing about a model is drawn at random: seeds of one place have the same answer.
    if (last?.key !== key) last = { key, of: answered(read(point.at), questions, claims) };
    return [{ ...point, ...last.of }];
  };
}

/** Questions and claims of one diagram; what was solved for one is kept for the next. */
function answered(
  diagram: InfluenceDiagram,
  questions: readonly string[],
  claims: readonly string[],
): Omit<SweepRow, keyof SweepPoint> {
  const engines = new Map<InfluenceDiagram, ExactEngine>();
  const exact = (about: InfluenceDiagram): ExactEngine => {
    const engine = engines.get(about) ?? solveEngine(about);
    engines.set(about, engine);
    return engine;
  };
  const options = { exact, empirical: learnEngine };
  const notes: string[] = [];
  const without = (text: string, why: string): null => {
    notes.push(`${text}: ${why}`);
    return null;
  };
  const values = [
    ...questions.map((text) => {
      const found = answer(diagram, text, options);
      if (!found.ok) return without(text, found.diagnostics[0]?.message ?? "not understood");
      const [row, ...more] = found.value;
      if (row === undefined || more.length > 0) return without(text, "a table, not one number");
      if (row.kind !== "values") return without(text, row.message);
      const [value, ...others] = row.values;
      if (others.length > 0) return without(text, `optimal play allows ${row.values.join(" or ")}`);
      return typeof value === "number" ? value : without(text, `${String(value)} is not a number`);
    }),
    ...claims.map((text) => {
      const claim = parseClaim(text, diagram);
      if (!claim.ok) return without(text, claim.diagnostics[0]?.message ?? "not understood");
      const { outcome, explanation } = checkClaim(diagram, claim.value, options);
      if (outcome === "holds") return 1;
      return outcome === "fails" ? 0 : without(text, `${outcome}: ${explanation}`);
    }),
  ];
  return { values, ...(notes.length === 0 ? {} : { note: notes.join("; ") }) };
}

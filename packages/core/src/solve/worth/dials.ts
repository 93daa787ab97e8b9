/** What sensitivity moves: parameters and stated probabilities, and the tables at each of their values. */
import type { InfluenceDiagram } from "../../model/index.ts";
import { nearestName } from "../../base/index.ts";
import { type CompiledDiagram, type CompileOptions, compileDiagram } from "../tables/compile.ts";
import {
  type StatedProbability,
  statedProbabilities,
  withProbability,
} from "./statedProbabilities.ts";
import { SolveError } from "../tables/solveError.ts";

/** Something that is moved: the tables at each of its values. */
export interface Dial {
  readonly name: string;
  readonly at: (value: number) => CompiledDiagram;
  /** Where it goes from and to when nothing else is said. */
  readonly range: readonly [number, number] | undefined;
  /** Absent for a parameter. */
  readonly stated?: StatedProbability;
}

/** A parameter, at any value. */
function parameterDial(diagram: InfluenceDiagram, name: string, options: CompileOptions): Dial {
  return {
    name,
    range: undefined,
    at: (value) => {
      const parameters = new Map([...(options.parameters ?? []), [name, value]]);
      return compileDiagram(diagram, { ...options, parameters });
    },
  };
}

/** A stated probability, the others of its row sharing the rest. */
export function probabilityDial(compiled: CompiledDiagram, stated: StatedProbability): Dial {
  return {
    name: stated.name,
    range: [0, 1],
    stated,
    at: (value) => withProbability(compiled, stated, value),
  };
}

/** What a name means: a parameter, or a stated probability. @throws SolveError `unknown-parameter` */
export function dialOf(diagram: InfluenceDiagram, name: string, options: CompileOptions): Dial {
  if (!name.startsWith("P(") || diagram.parameters.some((one) => one.name === name))
    return parameterDial(diagram, name, options);
  const compiled = compileDiagram(diagram, options);
  const all = statedProbabilities(compiled);
  const squeezed = name.replaceAll(/\s/gu, "");
  const stated = all.find((one) => one.name.replaceAll(/\s/gu, "") === squeezed);
  if (stated !== undefined) return probabilityDial(compiled, stated);
  const near = nearestName(
    name,
    all.map((one) => one.name),
  );
  throw new SolveError(
    "unknown-parameter",
    `the model states no probability ${name}`,
    near === undefined ? "name one of a table, like P(X = true)" : `did you mean ${near}?`,
  );
}

/** From where to where it is moved. @throws SolveError `no-range`, `unknown-parameter`, `structural-parameter` */
export function span(
  diagram: InfluenceDiagram,
  { name: parameter, range }: Dial,
  from: number | undefined,
  to: number | undefined,
): { low: number; high: number } {
  if (range !== undefined) {
    const [low, high] = [from ?? range[0], to ?? range[1]];
    if (low >= 0 && high <= 1) return { low, high };
    throw new SolveError(
      "no-range",
      `${parameter} lies between 0 and 1`,
      "give --from and --to between them",
    );
  }
  const known = diagram.parameters.find((p) => p.name === parameter);
  if (known === undefined) {
    const near = nearestName(
      parameter,
      diagram.parameters.map((p) => p.name),
    );
    throw new SolveError(
      "unknown-parameter",
      `there is no parameter called ${parameter}`,
      near === undefined ? "declare it with `param`" : `did you mean ${near}?`,
    );
  }
  if (known.structural)
    throw new SolveError(
      "structural-parameter",
      `${parameter} changes the shape of the diagram`,
      "build the diagram again for each value",
    );
  const low = from ?? known.low;
  const high = to ?? known.high;
  if (low === undefined || high === undefined || !Number.isFinite(low) || !Number.isFinite(high))
    throw new SolveError(
      "no-range",
      `${parameter} has no range`,
      `declare one (\`param ${parameter} = ${known.value} in lo..hi\`) or give from and to`,
    );
  return { low, high };
}

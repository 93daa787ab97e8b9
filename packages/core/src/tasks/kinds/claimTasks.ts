/** Claims of a model, checked one after the other; what was solved for one is kept for the next. */
import type { Diagnostic, Result, TextRange } from "../../base/index.ts";
import type {
  AnswerRow,
  ClaimFamily,
  ClaimResult,
  ExactEngine,
  StepFault,
} from "../../check/index.ts";
import type { TaskContext, TaskFunctions, TaskSource } from "../context.ts";
import type { ModelInput } from "./modelTasks.ts";
import { AbortedError } from "../../base/index.ts";
import {
  answer,
  checkClaim,
  familyOf,
  faultsOfSteps,
  learnEngine,
  solveEngine,
} from "../../check/index.ts";
import { InfluenceDiagram } from "../../model/index.ts";

/** A claim's position in the model, and what came of it. */
export interface CheckedAt {
  readonly index: number;
  readonly result: ClaimResult;
}

/** Which claims are checked. */
export interface ClaimsQuestion {
  /** Also train learners for the claims about them, which takes seconds. */
  readonly learn: boolean;
  /** Positions of the claims to check; all when absent. */
  readonly only?: readonly number[];
  /** Claims of other families are left out; none unless told. */
  readonly families?: readonly ClaimFamily[];
}

/** What came of the claims of a text. */
export interface CheckedSource {
  /** There was a model to check. */
  readonly readable: boolean;
  /** In order; fewer than asked for when it was stopped. */
  readonly results: readonly ClaimResult[];
  /** Where the claim of each result stands in the text, as far as its format tells. */
  readonly places: readonly (TextRange | undefined)[];
  /** Steps of its story that do not do what they are for; not looked for once it was stopped. */
  readonly faults: readonly PlacedFault[];
  readonly diagnostics: readonly Diagnostic[];
  readonly stopped: boolean;
}

/** A step that does not do what it is for, and where it stands. */
export interface PlacedFault extends StepFault {
  readonly place?: TextRange;
}

/** The work of checking. */
export interface ClaimTasks {
  readonly claims: {
    readonly input: ModelInput & ClaimsQuestion;
    readonly part: CheckedAt;
    readonly output: { readonly results: readonly CheckedAt[]; readonly stopped: boolean };
  };
  /** The claims of a text that has yet to be read. */
  readonly checkSource: {
    readonly input: ClaimsQuestion & {
      readonly source: TaskSource;
      readonly parameters?: ReadonlyMap<string, number>;
    };
    readonly part: CheckedAt;
    readonly output: CheckedSource;
  };
  /** A question in the words of claims. */
  readonly answer: {
    readonly input: ModelInput & { readonly question: string };
    readonly part: never;
    readonly output: Result<readonly AnswerRow[]>;
  };
}

export const claimTasks: TaskFunctions<ClaimTasks> = {
  claims: ({ parts, parameters: _, ...question }, context) =>
    checked(InfluenceDiagram.of(parts), question, context),
  checkSource: async ({ source, parameters, ...question }, context) => {
    const read = await context.host.reader(source);
    const { diagram, diagnostics, claimPlaces = [], stepPlaces = [] } = read(parameters);
    if (diagram === undefined)
      return { readable: false, results: [], places: [], faults: [], diagnostics, stopped: false };
    const { results, stopped } = checked(diagram, question, context);
    return {
      readable: true,
      results: results.map(({ result }) => result),
      places: results.map(({ index }) => claimPlaces[index]),
      faults: stopped ? [] : faultsIn(diagram, question, stepPlaces),
      diagnostics,
      stopped,
    };
  },
  answer: ({ parts, question }) =>
    answer(InfluenceDiagram.of(parts), question, { exact: keptEngines(), empirical: learnEngine }),
};

/** Held to the engines that the claims are held to. A task that is done is not a fault: solutions are checked, too. */
function faultsIn(
  diagram: InfluenceDiagram,
  { families }: ClaimsQuestion,
  places: readonly (TextRange | undefined)[],
): PlacedFault[] {
  const exact = families?.includes("exact") ?? true;
  return faultsOfSteps(diagram, exact ? { exact: keptEngines() } : {}).flatMap((fault) => {
    const { index, step, result } = fault;
    if (step.kind === "ask" && result.outcome === "holds") return [];
    const place = places[index];
    return [place === undefined ? fault : { ...fault, place }];
  });
}

/** One claim after the other, until it is stopped. */
function checked(
  diagram: InfluenceDiagram,
  { learn, only, families }: ClaimsQuestion,
  { signal, onPartial, onProgress }: TaskContext<CheckedAt>,
): ClaimTasks["claims"]["output"] {
  const exact = keptEngines();
  const options = learn ? { exact, empirical: learnEngine } : { exact };
  const asked = [...diagram.claims.entries()].filter(
    ([index, { expression }]) =>
      (only?.includes(index) ?? true) && (families?.includes(familyOf(expression)) ?? true),
  );
  const results: CheckedAt[] = [];
  for (const [index, claim] of asked) {
    if (signal.aborted) break;
    onProgress(claim.text, results.length / asked.length);
    try {
      results.push({ index, result: checkClaim(diagram, claim, options) });
    } catch (error) {
      if (error instanceof AbortedError) break;
      throw error;
    }
    onPartial(results.at(-1) as CheckedAt);
  }
  return { results, stopped: results.length < asked.length };
}

/** One engine for each diagram that claims are about: edited ones come again. */
function keptEngines(): (about: InfluenceDiagram) => ExactEngine {
  const engines = new Map<InfluenceDiagram, ExactEngine>();
  return (about) => {
    const engine = engines.get(about) ?? solveEngine(about);
    engines.set(about, engine);
    return engine;
  };
}

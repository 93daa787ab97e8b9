/** From what was written on the command line to the plan of a sweep. */
import type { SweepPlan, SweepTarget, SweptParameter } from "@cidery/core/tasks";
import type { Lab } from "@cidery/core/lab";
import type { InfluenceDiagram } from "@cidery/core";
import { createHash } from "node:crypto";
import { basename } from "node:path";
import { parseClaim, parseQuestion, printModel } from "@cidery/core";
import { labSettings } from "@cidery/core/lab";
import { nearestName } from "@cidery/core/text";
import { actingAgents, pointCount } from "@cidery/core/tasks";
import type { Invocation } from "../command.ts";
import { textOption, word } from "../command.ts";
import { findLabs } from "../labs.ts";
import { complain, loadOrComplain } from "../loading.ts";
import { wholeNumber } from "../numbers.ts";
import { otherFormat } from "../sourceFormat.ts";
import { readSource, type Source } from "../sources.ts";
import { BadInput } from "../terminal.ts";
import { tableHead } from "./parquet.ts";

/** More points than this are a slip of the pen. */
const MOST_POINTS = 1e8;

/** Undefined after the errors of the model, or of what is asked of it, have been printed. @throws BadInput for what makes no sense */
export async function planOf(invocation: Invocation): Promise<SweepPlan | undefined> {
  const what = word(invocation, 0);
  const parameters = sweptParameters(invocation.options["param"]);
  const swept = parameters.filter(({ values }) => values.length > 1);
  const fixed = Object.fromEntries(
    parameters
      .filter(({ values }) => values.length === 1)
      .map((p) => [p.name, p.values[0] as number]),
  );
  const { labs } = await findLabs();
  const lab = labs.find(({ id }) => id === what);
  const target =
    lab === undefined
      ? await modelTarget(invocation, swept, fixed)
      : labTarget(lab, invocation, swept, fixed);
  if (target === undefined) return undefined;
  const plan: SweepPlan = {
    target,
    parameters: swept,
    seeds: wholeNumber(textOption(invocation, "seeds") ?? "1", "--seeds", 1),
    firstSeed: wholeNumber(textOption(invocation, "firstSeed") ?? "1", "--first-seed", 0),
  };
  if (pointCount(plan) > MOST_POINTS)
    throw new BadInput(
      `this would be ${pointCount(plan)} points`,
      "take larger steps, or fewer seeds",
    );
  const head = tableHead(plan);
  const twice = head.find((name, i) => head.indexOf(name) !== i);
  if (twice !== undefined)
    throw new BadInput(`two columns would both be called ${twice}`, "ask for each thing once");
  return plan;
}

async function modelTarget(
  invocation: Invocation,
  swept: readonly SweptParameter[],
  fixed: Readonly<Record<string, number>>,
): Promise<SweepTarget | undefined> {
  const { terminal } = invocation;
  const source = await readSource(word(invocation, 0), terminal);
  const diagram = await loadOrComplain(source, terminal, new Map(Object.entries(fixed)));
  if (diagram === undefined) return undefined;
  const names = diagram.parameters.map(({ name }) => name);
  for (const { name } of swept)
    if (!names.includes(name)) throw noParameter(source.name, name, names);
  requireBounds(diagram, swept);
  for (const { name, value } of telling(diagram, swept)) {
    const at = new Map([...Object.entries(fixed), [name, value] as const]);
    if ((await loadOrComplain(source, terminal, at)) === undefined) return undefined;
  }
  const questions = listOption(invocation, "ask");
  const claims = listOption(invocation, "claim");
  const asked = [
    ...questions.map((text) => ({ text, read: parseQuestion(text, diagram) })),
    ...claims.map((text) => ({ text, read: parseClaim(text, diagram) })),
  ];
  for (const { text, read } of asked)
    if (!read.ok) complain({ name: "<asked>", text }, read.diagnostics, terminal);
  if (asked.some(({ read }) => !read.ok)) return undefined;
  return {
    kind: "model",
    source: { ...(await carried(source)), meaning: meaningOf(diagram) } as Source,
    fixed,
    questions: questions.length + claims.length > 0 ? questions : valuesOf(diagram),
    claims,
  };
}

/** @throws BadInput for a point that the model does not allow, before any is worked out */
function requireBounds({ parameters }: InfluenceDiagram, swept: readonly SweptParameter[]): void {
  for (const { name, values } of swept) {
    const { low = -Infinity, high = Infinity } = parameters.find((one) => one.name === name) ?? {};
    const outside = values.find((value) => !(low <= value && value <= high));
    if (outside !== undefined)
      throw new BadInput(
        `--param ${name}: ${outside} is outside its bounds ${low === -Infinity ? "" : low}..${high === Infinity ? "" : high}`,
        "sweep over values between them",
      );
  }
}

/** Values at which the model may not be one: the ends, and the first that is not whole where it should be. */
function telling(
  { parameters }: InfluenceDiagram,
  swept: readonly SweptParameter[],
): { readonly name: string; readonly value: number }[] {
  return swept.flatMap(({ name, values }) => {
    const isStructural = parameters.some((one) => one.name === name && one.structural);
    const broken = isStructural ? values.find((value) => !Number.isInteger(value)) : undefined;
    const chosen = new Set([values[0], values.at(-1), broken].filter((one) => one !== undefined));
    return [...chosen].map((value) => ({ name, value }));
  });
}

/** A text on its own needs no place; it is the same sweep from every folder and on every machine. */
async function carried(source: Source): Promise<Source> {
  if ((await otherFormat(source)) !== undefined || /\bextends\b/u.test(source.text)) return source;
  return { name: basename(source.name), text: source.text };
}

/** What a text comes to with all that it extends: a change of another file changes it. */
export function meaningOf(diagram: InfluenceDiagram): string {
  return createHash("sha256").update(printModel(diagram)).digest("hex");
}

function valuesOf(diagram: InfluenceDiagram): string[] {
  const acting = actingAgents(diagram).map((id) => diagram.agents[id]?.name ?? "");
  if (acting.length === 0)
    throw new BadInput("nobody decides in this model", 'ask a question, as in --ask "P(X = 1)"');
  return acting.map((name) => `value(${name})`);
}

function labTarget(
  lab: Lab,
  invocation: Invocation,
  swept: readonly SweptParameter[],
  fixed: Readonly<Record<string, number>>,
): SweepTarget {
  if (listOption(invocation, "ask").length + listOption(invocation, "claim").length > 0)
    throw new BadInput(
      "--ask and --claim are for models; a lab has measures",
      `\`cidery lab run ${lab.id}\` shows them`,
    );
  try {
    const settings = labSettings(lab, Object.entries(fixed));
    // Every value must be one the lab takes.
    for (const { name, values } of swept)
      for (const value of values) labSettings(lab, [[name, value]]);
    return { kind: "lab", lab: lab.id, settings, measures: lab.measures.map(({ name }) => name) };
  } catch (error) {
    if (error instanceof RangeError) throw new BadInput(error.message);
    throw error;
  }
}

function listOption({ options }: Invocation, name: string): readonly string[] {
  const given = options[name];
  return Array.isArray(given) ? (given as string[]) : [];
}

function noParameter(of: string, name: string, names: readonly string[]): BadInput {
  const near = nearestName(name, names);
  const there = names.length === 0 ? "it has none" : `it has ${names.join(", ")}`;
  return new BadInput(
    `${of} has no parameter ${name}`,
    near === undefined ? there : `did you mean ${near}?`,
  );
}

/** `p=0:1:0.1`, `p=1,2,5` or `p=3`. @throws BadInput when it is none of them */
export function sweptParameters(given: unknown): SweptParameter[] {
  const written = Array.isArray(given) ? (given as string[]) : [];
  const swept = written.map((one) => {
    const at = one.indexOf("=");
    const name = one.slice(0, at).trim();
    if (at < 1) throw notParameter(one);
    return { name, values: valuesIn(one, one.slice(at + 1)) };
  });
  const twice = swept.find(({ name }, i) => swept.findIndex((other) => other.name === name) !== i);
  if (twice !== undefined) throw new BadInput(`--param sets ${twice.name} twice`);
  return swept;
}

function valuesIn(whole: string, text: string): number[] {
  const range = text.split(":");
  if (range.length === 1) {
    const values = text.split(",").map((one) => (one.trim() === "" ? Number.NaN : Number(one)));
    if (values.some((value) => !Number.isFinite(value))) throw notParameter(whole);
    if (new Set(values).size < values.length)
      throw new BadInput(`--param ${whole} names a value twice`);
    return values;
  }
  const [from = Number.NaN, to = Number.NaN, step = 1] = range.map((one) =>
    one.trim() === "" ? Number.NaN : Number(one),
  );
  if (range.length > 3 || ![from, to, step].every(Number.isFinite)) throw notParameter(whole);
  if (!(step > 0 && to >= from))
    throw new BadInput(
      `--param ${whole} cannot reach its end`,
      "a range is from:to:step with a positive step",
    );
  // The end belongs to it, whatever rounding did on the way there.
  const count = Math.floor((to - from) / step + 1e-9) + 1;
  if (count > MOST_POINTS)
    throw new BadInput(`--param ${whole} has ${count} values`, "take larger steps");
  return Array.from({ length: count }, (_, i) => Number((from + i * step).toPrecision(12)));
}

function notParameter(text: string): BadInput {
  return new BadInput(
    `--param ${text} is not a parameter with values`,
    "for example: --param p=0:1:0.01, --param p=1,2,5 or --param p=3",
  );
}

/** What the command prints of a lab: tables of runs, meters beside verdicts, claims, episodes. */
import type { InfluenceDiagram } from "@cidery/core";
import type { Lab, LabEpisode, Settings } from "@cidery/core/lab";
import type { CheckedLabClaim, CheckedLab, LabRuns } from "@cidery/core/tasks";
import type { Terminal } from "./terminal.ts";
import { diagramOfMeter, graphSays, summariseRuns } from "@cidery/core/lab";
import { count, heading, number, wrapped } from "./print.ts";
import { table } from "./table.ts";

type Summary = ReturnType<typeof summariseRuns>;

export function printRuns(
  lab: Lab,
  settings: Settings,
  found: LabRuns,
  diagram: (file: string) => InfluenceDiagram,
  terminal: Terminal,
): void {
  const { paint } = terminal;
  terminal.out(heading(terminal, `${lab.title}: ${lab.question}`));
  const { length } = found.runs;
  terminal.out(`${paint.dim(`${count(length, "seed")}, ${found.seconds.toFixed(1)} s`)}\n\n`);
  const summary = summariseRuns(found.runs.map(({ rows }) => rows));
  if (summary.length > 0) {
    terminal.out(measuresTable(lab, summary, terminal));
    terminal.out(metersTable(lab, summary, settings, diagram, terminal));
  }
  terminal.out(parametersTable(lab, settings, terminal));
  terminal.out(publishedTable(lab, terminal));
  terminal.out(`\n${paint.dim("Assumed:")}\n`);
  for (const text of lab.assumptions) terminal.out(wrapped(text, terminal.columns, 2));
  terminal.out(`${paint.dim("Sources:")}\n`);
  for (const text of lab.sources) terminal.out(wrapped(text, terminal.columns, 2));
}

/** One table where the line is long enough for it, otherwise a block for each agent. */
function measuresTable(lab: Lab, summary: Summary, terminal: Terminal): string {
  const shown = lab.measures.filter(
    ({ name, meters }) => meters === undefined && summary.some(({ values }) => name in values),
  );
  const kindOf = (kind: string): string => (kind === "observed" || kind === "hidden" ? kind : "");
  const rows = summary.map(({ agent, values }) => [
    titleOf(lab, agent),
    ...shown.map(({ name }) => spread(values[name])),
  ]);
  const head = shown.map(({ title, kind, unit }) => {
    const mark = kindOf(kind);
    return `${title}${mark === "" ? "" : ` (${mark})`}, ${unit}`;
  });
  const widths = ["agent", ...head].map((text, column) =>
    Math.max(text.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const width = widths.reduce((sum, one) => sum + one + 2, -2);
  if (width <= terminal.columns) return table(terminal, ["agent", ...head], rows);
  return summary
    .map(({ agent, values }) => {
      const own = shown
        .filter(({ name }) => name in values)
        .map(({ name, title, kind, unit }) => [title, spread(values[name]), unit, kindOf(kind)]);
      const printed = table(terminal, ["", "", "", ""], own, { indent: 2 });
      return `${titleOf(lab, agent)}\n${printed.replace(/^\s*\n/, "")}`;
    })
    .join("");
}

/** What influence is worth, beside what the graph says of it. */
function metersTable(
  lab: Lab,
  summary: Summary,
  settings: Settings,
  diagram: (file: string) => InfluenceDiagram,
  terminal: Terminal,
): string {
  const rows = lab.measures.flatMap((measure) => {
    const { name, title, meters } = measure;
    if (meters === undefined) return [];
    return summary.flatMap(({ agent, values }) => {
      const value = values[name];
      const file = diagramOfMeter(lab, measure, agent, settings);
      if (value === undefined || file === undefined) return [];
      const says = graphSays(diagram(file), meters.decision, meters.variable);
      const question = `${meters.decision} → ${meters.variable}`;
      const zero = Math.abs(value.mean) <= 1e-9;
      const possible = says === "admits" || says === "only informational";
      const note = possible && zero ? "possible, not at these settings" : "";
      return [[titleOf(lab, agent), title, question, says, spread(value), note]];
    });
  });
  if (rows.length === 0) return "";
  const head = ["agent", "incentive", "influence", "graph", "meter", ""];
  return `\n${table(terminal, head, rows)}`;
}

function parametersTable(lab: Lab, settings: Settings, terminal: Terminal): string {
  const rows = lab.parameters.map(({ name, title, unit, provenance, choices, range }) => [
    name,
    number(settings[name] ?? Number.NaN),
    unit,
    provenance,
    choices === undefined
      ? title
      : `${title}: ${choices.map((choice, i) => `${range[0] + i} ${choice}`).join("; ")}`,
  ]);
  return `\n${table(terminal, ["parameter", "value", "unit", "where from", "meaning"], rows)}`;
}

/** Sources that are the same all the way down are said once. */
function publishedTable(lab: Lab, terminal: Terminal): string {
  const published = lab.published ?? [];
  const [first, ...more] = new Set(published.map(({ source }) => source));
  if (first === undefined) return "";
  const head = ["published", "value", "at", "what it is", ...(more.length > 0 ? ["source"] : [])];
  const rows = published.map(({ measure, value, at, title, source }) => [
    lab.measures.find(({ name }) => name === measure)?.title ?? measure,
    number(value),
    at === undefined ? "" : `${at.parameter} = ${number(at.value)}`,
    title,
    ...(more.length > 0 ? [source] : []),
  ]);
  const origin = more.length > 0 ? "" : wrapped(`from ${first}`, terminal.columns, 2);
  return `\n${table(terminal, head, rows)}${origin}`;
}

export function printChecked(lab: Lab, checked: CheckedLab, terminal: Terminal): void {
  const { paint } = terminal;
  terminal.out(heading(terminal, `${lab.title} (${checked.seconds.toFixed(1)} s)`));
  for (const claim of checked.claims) {
    const marks = { holds: paint.green("✓"), fails: paint.red("✗"), open: paint.yellow("?") };
    terminal.out(
      `${marks[claim.outcome]} ${claim.statement}  ${paint.dim(`[${claim.provenance}]`)}\n`,
    );
    terminal.out(`  ${paint.dim(measuredIn(claim))}\n`);
    terminal.out(`  ${paint.dim(controlText(claim))}\n`);
  }
}

function measuredIn({
  agree,
  asked,
  measured,
  interval,
  demanded = 1,
  outcome,
}: CheckedLabClaim): string {
  if (interval === undefined) return measured;
  const [low, high] = interval.map((share) => `${(100 * share).toFixed(1)} %`);
  const wanted = `${Math.round(100 * demanded)} %`;
  const more = outcome === "open" ? ` (${wanted} are claimed: more seeds would tell)` : "";
  return `${agree} of ${asked} seeds, so ${low} … ${high} of all${more}; ${measured}`;
}

/** What came of asking the claim where it must be denied. */
function controlText({ control, outcome }: CheckedLabClaim): string {
  if (control?.open === true)
    return `control, ${control.swap}: not denied at these seeds; more would tell`;
  if (control !== undefined)
    return control.holds
      ? `control, ${control.swap}: NOT denied, so the claim says nothing`
      : `control, ${control.swap}: denied, as it must be; ${control.measured}`;
  return outcome === "fails" ? "control: not asked, since the claim fails" : "no control is named";
}

/** The frames of an episode as numbered steps, each with what changed of the totals. */
export function printEpisode(
  lab: Lab,
  { agent, frames }: LabEpisode,
  seed: number,
  terminal: Terminal,
): void {
  const { paint } = terminal;
  const objective = lab.agents.find(({ id }) => id === agent)?.objective ?? "";
  terminal.out(heading(terminal, `${lab.title}: ${titleOf(lab, agent)}`));
  terminal.out(`${paint.dim(`maximises ${objective}; seed ${seed}`)}\n\n`);
  const width = String(frames.length - 1).length;
  let before: Readonly<Record<string, number>> = {};
  for (const [step, { caption, totals, variables }] of frames.entries()) {
    const [first = "", ...rest] = wrapped(caption, terminal.columns, width + 2).split("\n");
    terminal.out(`${String(step).padStart(width)}${first.slice(width)}\n`);
    for (const line of rest) if (line !== "") terminal.out(`${line}\n`);
    const took = Object.entries(variables).map(([name, value]) => `${name} = ${String(value)}`);
    const grew = Object.entries(totals)
      .filter(([name, value]) => value !== (before[name] ?? 0))
      .map(([name, value]) => `${name} ${number(value)}`);
    const told = [took.join(", "), grew.join(", ")].filter((text) => text !== "").join("  ·  ");
    if (told !== "")
      for (const line of wrapped(told, terminal.columns, width + 2).split("\n"))
        if (line !== "") terminal.out(`${paint.dim(line)}\n`);
    before = totals;
  }
  const all = Object.entries(before).map(([name, value]) => {
    const measure = lab.measures.find((one) => one.name === name);
    return `${measure?.title ?? name} ${number(value)} (${measure?.kind ?? ""})`;
  });
  if (all.length > 0) terminal.out(`\n${wrapped(`In all: ${all.join(", ")}`, terminal.columns)}`);
}

function titleOf(lab: Lab, agent: string): string {
  return lab.agents.find(({ id }) => id === agent)?.title ?? agent;
}

/** Mean ± half its interval, to two digits of the latter: more of the mean would say nothing. */
export function spread(value: Summary[number]["values"][string] | undefined): string {
  if (value === undefined) return "";
  const half = value.interval === undefined ? 0 : (value.interval[1] - value.interval[0]) / 2;
  if (!(half > 1e-9)) return number(value.mean);
  const decimals = Math.max(0, 1 - Math.floor(Math.log10(half)));
  return `${value.mean.toFixed(decimals)} ± ${half.toFixed(decimals)}`;
}

/** `cidery lab contract`: worlds against their diagrams, lab by lab, and what is told of them. */
import type { DiagramContract, Lab } from "@cidery/core/lab";
import type { LabContract } from "@cidery/core/tasks";
import type { ExitCode, Terminal } from "./terminal.ts";
import { arrowText } from "@cidery/core/lab";
import { count, heading, wrapped } from "./print.ts";
import type { Spread } from "./taskPool.ts";
import { withCrew } from "./taskPool.ts";

/** What was found of one lab, for JSON too. */
export interface LabContracts extends LabContract {
  readonly lab: string;
}

export async function checkContracts(
  labs: readonly Lab[],
  firstSeed: number,
  spread: Spread,
  deliver: (found: readonly LabContracts[]) => boolean,
): Promise<ExitCode> {
  const { terminal } = spread;
  const found: LabContracts[] = [];
  await withCrew(spread, async (crew) => {
    const asked = labs.map(async ({ id }) => await crew.run("labContract", { lab: id, firstSeed }));
    for (const [at, { id: lab }] of labs.entries()) {
      const one = await (asked[at] as (typeof asked)[number]);
      found.push({ lab, ...one });
      if (one.stopped) break;
    }
  });
  const faults = found.flatMap(({ contracts }) => contracts.flatMap((one) => one.faults));
  const untied = labs.filter((lab) => (lab.ties?.() ?? []).length === 0);
  const stopped = found.some((one) => one.stopped);
  if (!deliver(found)) {
    for (const one of found) printContracts(labs, one, terminal);
    const { paint } = terminal;
    const good = faults.length === 0 && untied.length === 0 && !stopped;
    const compared = found.reduce((sum, { contracts }) => sum + contracts.length, 0);
    terminal.out(
      `\n${good ? paint.green("✓") : paint.red("✗")} ${count(found.length, "lab")}, ${count(compared, "comparison")}: ${faults.length === 0 ? "every world keeps to its diagram" : count(faults.length, "fault")}${stopped ? ", stopped before the others" : ""}\n`,
    );
  }
  return faults.length === 0 && untied.length === 0 && !stopped ? 0 : 1;
}

function printContracts(
  labs: readonly Lab[],
  { lab: id, contracts }: LabContracts,
  terminal: Terminal,
): void {
  const { paint } = terminal;
  const title = labs.find((lab) => lab.id === id)?.title ?? id;
  terminal.out(heading(terminal, title));
  if (contracts.length === 0)
    terminal.out(
      `${paint.red("✗")} it does not say how its worlds and diagrams hang together (ties)\n`,
    );
  for (const file of new Set(contracts.map(({ diagram }) => diagram))) {
    const own = contracts.filter(({ diagram }) => diagram === file);
    const faults = own.flatMap((one) => one.faults);
    const mark = faults.length === 0 ? paint.green("✓") : paint.red("✗");
    terminal.out(`${mark} ${file}  ${paint.dim(lookedAt(own))}\n`);
    for (const text of new Set(faults.map((fault) => fault.text)))
      terminal.out(wrapped(text, terminal.columns, 4));
    const surplus = surplusOf(own);
    if (surplus.length > 0)
      terminal.out(paint.dim(wrapped(`nothing shows: ${surplus.join(", ")}`, terminal.columns, 4)));
    for (const [reason, names] of abstractedOf(own)) {
      const text = `abstracted away: ${names.join(", ")} (${reason})`;
      terminal.out(paint.dim(wrapped(text, terminal.columns, 4)));
    }
  }
}

/** How much was compared: in several worlds where one diagram has several. */
function lookedAt(contracts: readonly DiagramContract[]): string {
  const [first] = contracts;
  if (first === undefined) return "";
  const worlds = contracts.length > 1 ? `, ${contracts.length} worlds` : "";
  const looked = contracts.reduce((sum, one) => sum + one.looked, 0);
  const arrows = count(first.arrows, "arrow");
  switch (first.method) {
    case "exact":
      return `${arrows}${worlds}, exactly: ${count(looked, "different circumstance")}`;
    case "sampled": {
      const { count: tests = 0, errorRate = 0 } = first.tests ?? {};
      return `${arrows}, by ${count(tests, "test")} on ${count(first.looked, "episode")}: each wrong with probability at most ${errorRate}`;
    }
    case "own numbers":
      return `${arrows}, the agents act in the model itself`;
  }
}

/** Arrows of which no world of the diagram makes anything. */
function surplusOf(contracts: readonly DiagramContract[]): string[] {
  const [first, ...others] = contracts.map(({ surplus }) => surplus.map(arrowText));
  return (first ?? []).filter((arrow) => others.every((other) => other.includes(arrow)));
}

function abstractedOf(contracts: readonly DiagramContract[]): ReadonlyMap<string, string[]> {
  const byReason = new Map<string, string[]>();
  for (const { variable, reason } of contracts[0]?.abstracted ?? [])
    byReason.set(reason, [...(byReason.get(reason) ?? []), variable]);
  return byReason;
}

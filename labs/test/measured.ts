/**
 * What was measured of every lab, kept in labs/measured.json (written by scripts/measure-labs.ts), and the table
 * made of it in docs/labs.md. Nothing here is measured anew.
 */
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Lab } from "@cidery/core/lab";
import { shareInterval } from "@cidery/core/learn";
import { table } from "../../packages/core/test/pages.ts";
import { LABS } from "../src/index.ts";

export const MEASURED = resolve(import.meta.dirname, "../measured.json");
const FROM = "<!-- made from labs/measured.json by `npm run renew -- measured` -->";
const TO = "<!-- end -->";

/** What came of a claim, at the seeds it needs. */
export interface MeasuredClaim {
  readonly outcome: "holds" | "fails" | "open";
  /** Seeds that agree, of those asked; 1 of 1 where all are asked together. */
  readonly agree: number;
  readonly asked: number;
  /** The first of them; 1 when absent. */
  readonly firstSeed?: number;
  /** Of the claim and its control. */
  readonly seconds: number;
}

/** Of one lab; what is absent was not measured. */
export interface MeasuredLab {
  readonly claims?: Readonly<Record<string, MeasuredClaim>>;
  /** Claims that were not measured, for want of time or because they are newer. */
  readonly left?: readonly string[];
  readonly settings?: {
    readonly asked: number;
    /** Readings beside "excludes", and how many of them were not 0. */
    readonly excluded: number;
    readonly violations: number;
    readonly seconds: number;
  };
  /** Settings drawn from the box, and at how many of them each conclusion holds. */
  readonly robustness?: {
    readonly asked: number;
    readonly held: Readonly<Record<string, number>>;
  };
}

export type Measured = Readonly<Record<string, MeasuredLab>>;

export function measuredLabs(): Measured {
  return JSON.parse(readFileSync(MEASURED, "utf8")) as Measured;
}

/** The page with its table renewed. */
export function withMeasured(page: string, measured: Measured = measuredLabs()): string {
  const [from, to] = [page.indexOf(FROM), page.indexOf(TO, page.indexOf(FROM))];
  if (from === -1 || to === -1) throw new RangeError("docs/labs.md has no place for the table");
  return [page.slice(0, from), measuredTable(LABS, measured), page.slice(to + TO.length)].join("");
}

/** The table between its marks. */
export function measuredTable(labs: readonly Lab[], measured: Measured): string {
  const rows = labs.map((lab) => row(lab, measured[lab.id] ?? {}));
  const head = [
    "lab",
    "claims that hold",
    "seeds of a claim about each",
    "processor time of these, s",
    "settings drawn",
    "readings of what the graph excludes, of these not 0",
    "conclusions: share of the box",
  ];
  return [FROM, "", ...table(head, rows), "", summary(labs, measured), "", TO].join("\n");
}

function row({ id, claims: made }: Lab, found: MeasuredLab): string[] {
  const { claims = {}, left = [], settings, robustness } = found;
  const known = Object.values(claims);
  const others = Object.entries(claims).flatMap(([name, one]) => other(name, one));
  const unknown = left.length === 0 ? [] : [`not measured: ${left.join(", ")}`];
  const each = made.filter(({ over }) => over === "each-seed").map((one) => one.id);
  const seeds = each.flatMap((name) => {
    const one = claims[name];
    return one === undefined ? [] : [[one.asked, one.firstSeed ?? 1] as const];
  });
  return [
    id,
    known.length === 0
      ? ""
      : [`${known.filter(holds).length} of ${known.length}`, ...others, ...unknown].join("; "),
    [...new Set(seeds.sort(([a], [b]) => a - b).map(([asked, first]) => from(asked, first)))].join(
      ", ",
    ),
    known.length === 0 ? "" : seconds(sum(known.map((one) => one.seconds))),
    settings === undefined ? "" : String(settings.asked),
    settings === undefined ? "" : `${settings.excluded}, ${settings.violations}`,
    robustness === undefined ? "" : carries(robustness),
  ];
}

/** How many seeds, and from which on where that is not 1. */
function from(asked: number, first: number): string {
  return first === 1 ? String(asked) : `${asked} (from ${first} on)`;
}

/** What is to be said of a claim that does not hold. */
function other(id: string, found: MeasuredClaim): string[] {
  if (holds(found)) return [];
  return [`${id} ${found.outcome} at ${found.agree} of ${found.asked}`];
}

function carries({ asked, held }: NonNullable<MeasuredLab["robustness"]>): string {
  const each = Object.entries(held).map(([id, count]) => {
    const [low, high] = shareInterval(count, asked).map((share) => (100 * share).toFixed(0));
    return `${id} ${count} (${low} … ${high} %)`;
  });
  return `of ${asked}: ${each.join(", ")}`;
}

function summary(labs: readonly Lab[], measured: Measured): string {
  const found = labs.map(({ id }) => measured[id] ?? {});
  const claims = found.flatMap((one) => Object.values(one.claims ?? {}));
  const settings = found.flatMap((one) => one.settings ?? []);
  const of = (key: "asked" | "excluded" | "violations"): number =>
    sum(settings.map((one) => one[key]));
  const left = sum(found.map((one) => one.left?.length ?? 0));
  return (
    `In all: ${claims.filter(holds).length} of ${claims.length} claims hold (${left} not measured), ` +
    `in ${seconds(sum(claims.map((one) => one.seconds)))} s; ` +
    `${of("asked")} settings, ${of("excluded")} readings of what the graph excludes, ${of("violations")} of these not 0.`
  );
}

function holds({ outcome }: MeasuredClaim): boolean {
  return outcome === "holds";
}

function seconds(time: number): string {
  return time < 10 ? time.toFixed(1) : time.toFixed(0);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

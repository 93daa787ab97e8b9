/** docs/performance.md, from the figures of one whole run of `npm run bench`. */
import type { PeerFigures } from "./peers.ts";
import { geometricMean } from "./peers.ts";
import type { Judgement } from "./targets.ts";

/** What one run found. */
export interface Run {
  readonly machine: { readonly text: string };
  /** Load average at the end. */
  readonly loadAfter: number;
  readonly judgements: readonly Judgement[];
  /** By bench. */
  readonly figures: Readonly<Record<string, unknown>>;
}

/** The page as Markdown: machine and load, ratios beside peers, growth, and each target. */
export function performancePage({ machine, loadAfter, judgements, figures }: Run): string {
  const peers = figures["peers"] as PeerFigures | undefined;
  return [
    "# Performance",
    "Written by `npm run bench`; do not edit. Times are processor time, ratios the median of rounds in which the peer, in process,",
    "and Cidery take turns in one run: above 1 Cidery is faster. A busy machine makes times longer and ratios less steady.",
    "",
    `Machine: ${machine.text.replace(/\n+/gu, ". ")}. Load average at the end: ${loadAfter.toFixed(2)}.`,
    "",
    ...(peers === undefined ? [] : peerPart(peers)),
    ...growthPart(figures),
    "## Targets",
    "",
    ...table(
      ["verdict", "bench", "target", "figure"],
      judgements.map(({ verdict, bench, target, figure }) => [verdict, bench, target, figure]),
    ),
    "",
  ].join("\n");
}

function peerPart({ versions, missing, rows }: PeerFigures): string[] {
  const named = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  const works = [...new Set(rows.map(({ work }) => work))];
  return [
    "## Beside peers",
    "",
    `${named.join(", ")}${missing.length === 0 ? "" : `; not measured: ${missing.join(", ")}`}.`,
    "",
    ...table(
      ["work", "peer", "instances", "ratio, geometric mean", "least", "other answers"],
      works.map((work) => {
        const own = rows.filter((one) => one.work === work);
        const least = own.reduce((a, b) => (b.ratio < a.ratio ? b : a));
        return [
          work,
          own[0]?.peer ?? "",
          String(own.length),
          geometricMean(own).toFixed(2),
          `${least.ratio.toFixed(2)} (${least.instance})`,
          String(own.filter(({ agree }) => !agree).length),
        ];
      }),
    ),
    "",
    ...table(
      ["work", "instance", "ours, ms", "theirs, ms", "ratio"],
      rows.map(({ work, instance, ours, theirs, ratio }) => [
        work,
        instance,
        ours.toPrecision(3),
        theirs.toPrecision(3),
        ratio.toFixed(2),
      ]),
    ),
    "",
  ];
}

interface Sized {
  readonly task: string;
  readonly family: string;
  readonly nodes: number;
  readonly milliseconds: number;
  readonly megabytes: number;
}

function growthPart(figures: Run["figures"]): string[] {
  const rows = (figures["graph"] ?? []) as readonly Sized[];
  const kinds = [...new Set(rows.map(({ task, family }) => `${task}, ${family}`))];
  const lines = kinds.flatMap((kind) => {
    const own = rows.filter(({ task, family }) => `${task}, ${family}` === kind);
    const [small, large] = [own[0], own.at(-1)];
    if (small === undefined || large === undefined || large.nodes <= small.nodes) return [];
    const times = Math.log(large.milliseconds / small.milliseconds);
    const exponent = times / Math.log(large.nodes / small.nodes);
    return [
      [
        kind,
        `${small.nodes} … ${large.nodes}`,
        large.milliseconds.toPrecision(3),
        exponent.toFixed(2),
        large.megabytes.toFixed(0),
      ],
    ];
  });
  if (lines.length === 0) return [];
  const head = ["task", "nodes", "ms at the largest", "exponent", "MB at the largest"];
  return ["## Growth", "", ...table(head, lines), ""];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)];
}

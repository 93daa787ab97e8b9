/** The threads behind `--jobs`; see taskPool.ts. Where none are built the work is done in place. */
import type { Errand } from "./taskThread.ts";
import type { Came, PoolErrand } from "./poolThread.ts";
import type { Terminal } from "./terminal.ts";
import { attend } from "@cidery/core/tasks";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterLoading, flagged } from "./stopFlag.ts";
import { taskHost } from "./taskHost.ts";

/** Who does pieces, one each at a time. */
export interface PoolWorkers {
  readonly count: number;
  readonly run: (errand: Errand) => Promise<Came>;
  readonly close: () => Promise<void>;
  /** Ctrl-C is heard while they work. */
  readonly hearsKeyboard: boolean;
  /** The terminal's moment, put off by what it took to load. */
  readonly until: number;
}

/** @param onStage hears what is under way, where somebody watches */
export async function poolWorkers(
  count: number,
  { until = Infinity, interactive }: Terminal,
  onStage: (stage: string) => void,
): Promise<PoolWorkers> {
  const filename = fileURLToPath(new URL("./poolThread.js", import.meta.url));
  if (count === 1 || !existsSync(filename)) return inPlace(until);
  const started = Date.now();
  const { Piscina } = await import("piscina");
  const pool = new Piscina({ filename, minThreads: count, maxThreads: count });
  if (interactive) pool.on("message", onStage);
  // What threads take to load is not work.
  if (until < Infinity)
    await Promise.all(Array.from({ length: count }, () => pool.run(null, { name: "ready" })));
  return {
    count,
    hearsKeyboard: true,
    until: afterLoading(until, started),
    run: async (errand) => {
      try {
        const order: PoolErrand = { ...errand, watched: interactive };
        return (await pool.run(order, { name: "done" })) as Came;
      } catch (error) {
        const why = error instanceof Error ? error.message : String(error);
        const hint = "it may have run out of memory";
        return { kind: "failed", message: `the computation ended: ${why}`, hint };
      }
    },
    close: async () => await pool.destroy(),
  };
}

function inPlace(until: number): PoolWorkers {
  return {
    count: 1,
    hearsKeyboard: false,
    until,
    run: async ({ order, flag, until: end }) => {
      let last: Came = { kind: "failed", message: "the computation gave no answer" };
      // Between two pieces the keyboard is heard.
      await new Promise((go) => setImmediate(go));
      await attend(order, flagged(flag, end), taskHost, (event) => {
        if (event.kind === "done" || event.kind === "failed") last = event;
      });
      return last;
    },
    close: async () => {},
  };
}

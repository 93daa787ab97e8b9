/**
 * A part of a sweep, in a process of its own that BullMQ starts (a sandboxed processor): when it runs
 * out of memory it takes neither the worker with it nor the other parts.
 */
import type { Manifest } from "../sweep/sweepFolder.ts";
import { pointCount, shardRange, stopAfter } from "@cidery/core/tasks";
import { pointsHere } from "../sweep/pointsHere.ts";
import { isGenuine, partBytes } from "../sweep/sweepFolder.ts";
import { refuseChanged } from "../sweep/sweepRun.ts";
import { BadInput } from "../terminal.ts";

/** What a job of the queue holds. */
export interface PartJob {
  readonly manifest: Manifest;
  /** From 0. */
  readonly part: number;
}

/** What a job comes to: the part's file in base64, or in words why there cannot be one. */
export type PartDone =
  | { readonly file: string }
  | { readonly refused: string; readonly hint?: string | undefined };

const never = stopAfter(undefined, undefined);

// oxlint-disable-next-line import/no-default-export -- BullMQ calls the default export
export default async function part({ data }: { readonly data: PartJob }): Promise<PartDone> {
  const { manifest, part: number } = data;
  try {
    if (!isGenuine(manifest)) throw new BadInput("the job's manifest was changed");
    await refuseChanged(manifest);
    const range = shardRange(pointCount(manifest.plan), number, manifest.parts);
    const { rows } = await pointsHere({ plan: manifest.plan, ...range }, never);
    return { file: Buffer.from(partBytes(manifest, number, rows)).toString("base64") };
  } catch (error) {
    // To try again would come to the same.
    if (error instanceof BadInput) return { refused: error.message, hint: error.hint };
    throw error;
  }
}

/** What is thrown when a message is written to a process that is gone. */
const UNHEARD = new Set(["EPIPE", "ERR_IPC_CHANNEL_CLOSED", "ERR_IPC_DISCONNECTED"]);

// The worker died: nobody waits for the part any more. BullMQ tells its parent of what was thrown, which
// throws again where there is none: without an end here such a process would do this for ever.
const orphaned = (): never => process.exit(1);
process.on("disconnect", orphaned);
process.on("uncaughtExceptionMonitor", (error: NodeJS.ErrnoException) => {
  if (UNHEARD.has(error.code ?? "") || !process.connected) orphaned();
});
if (process.send !== undefined && !process.connected) orphaned();

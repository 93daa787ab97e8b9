/** Steps of a story that do not do what they are for, as `cidery check` tells them: with their place. */
import type { PlacedFault } from "@cidery/core/tasks";
import type { LineColumn } from "@cidery/core/text";
import type { Source } from "./sources.ts";
import type { Terminal } from "./terminal.ts";
import { lineColumnAt, lineStarts } from "@cidery/core/text";
import { wrapped } from "./print.ts";

/** A fault with its place in lines. */
export interface FaultOfFile extends Partial<LineColumn> {
  /** Which step of the story, from 1. */
  readonly step: number;
  /** The sentence on the step. */
  readonly text: string;
  /** What is wrong. */
  readonly message: string;
}

export function faultsOfFile(
  { text }: Source,
  faults: readonly PlacedFault[],
): readonly FaultOfFile[] {
  const starts = lineStarts(text);
  return faults.map(({ index, step, why, place }) => ({
    step: index + 1,
    text: step.text,
    message: why,
    ...(place === undefined ? {} : lineColumnAt(starts, place.start)),
  }));
}

export function faultText(fault: FaultOfFile, { paint, columns }: Terminal): string {
  const { step, text, message, line } = fault;
  const where = line === undefined ? "" : paint.dim(`  line ${line}`);
  return `  ${paint.red("✗ story:")} step ${step}, "${text}"${where}\n${paint.dim(wrapped(`${message}.`, columns, 4))}`;
}

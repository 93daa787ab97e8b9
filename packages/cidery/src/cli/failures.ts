/** What the command says when something was thrown that nobody expected, or that the system threw. */
import { systemFault } from "./reading.ts";

/** What went wrong in a sentence, and what to do; the engine's own words only as a detail. */
export function plainly(error: unknown): { readonly message: string; readonly hint?: string } {
  const told = systemFault(error) ?? error;
  const text = (told instanceof Error ? told.message : String(told)).replace(/^error: /, "");
  const given = (told as { hint?: unknown } | undefined)?.hint;
  if (typeof given === "string") return { message: text, hint: given };
  if (/call stack|out of memory|array length|buffer allocation/iu.test(text)) {
    return {
      message: `this input is larger than the command can take (${text})`,
      hint: "make the model smaller, or split it",
    };
  }
  if (told instanceof TypeError || told instanceof ReferenceError || told instanceof SyntaxError) {
    return {
      message: `Cidery failed on this input (${text})`,
      hint: "please report it with the input; CIDERY_DEBUG=1 shows where it happened",
    };
  }
  return { message: text };
}

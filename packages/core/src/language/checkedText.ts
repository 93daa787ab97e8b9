/**
 * A diagram's text, proved to say the same: it is loaded again and compared before anybody gets
 * it. What writes files asks here, so that no file is written that Cidery would read otherwise.
 */
import type { Diagnostic, Result } from "../base/index.ts";
import type { InfluenceDiagram } from "../model/index.ts";
import { loadModel } from "./load.ts";
import * as messages from "./messages.ts";
import { printModel } from "./print/printModel.ts";
import { whereDifferent } from "./print/sameDiagram.ts";

/** The `.cid` text of a diagram, or the internal fault that keeps it from being written. */
export function checkedText(diagram: InfluenceDiagram): Result<string> {
  const text = printModel(diagram);
  const fault = differenceAfterLoading(diagram, text);
  return fault === undefined
    ? { ok: true, value: text, diagnostics: [] }
    : { ok: false, diagnostics: [fault] };
}

function differenceAfterLoading(diagram: InfluenceDiagram, text: string): Diagnostic | undefined {
  const loaded = loadModel(text);
  if (loaded.diagram === undefined) {
    const error = loaded.diagnostics.find((d) => d.severity === "error");
    return messages.textUnfaithful(`it would not load: ${error?.message ?? "for no known reason"}`);
  }
  // A network without agents is, as a text, one in which the implicit agent does nothing.
  const meant =
    diagram.agents.length === 0 ? diagram.with({ agents: [{ name: "agent" }] }) : diagram;
  const difference = whereDifferent(meant, loaded.diagram);
  return difference === undefined
    ? undefined
    : messages.textUnfaithful(`it would load with another ${difference}`);
}

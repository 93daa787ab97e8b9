/**
 * One claim about a diagram that is already there: what `cidery ask` and a search box read. Names
 * mean what they would mean in the model's own file, so the claim is read below a model without
 * mechanisms that declares the same agents, parameters, domains and variables.
 */
import type { Checked, Diagnostic, TextRange } from "../base/index.ts";
import type { Claim, DiagramNode, InfluenceDiagram } from "../model/index.ts";
import { loadModel } from "./load.ts";
import * as messages from "./messages.ts";
import { printModel } from "./printModel.ts";

/** A claim from its sentence, with or without the word `claim`. Ranges are those of `text`. */
export function parseClaim(text: string, diagram: InfluenceDiagram): Checked<Claim> {
  const bare = diagram.with({
    header: { citations: [], notes: [], topics: [] },
    claims: [],
    nodes: diagram.nodes.map(withoutMechanism),
  });
  const hasWord = /^\s*claim\b/.test(text);
  const before = `${printModel(bare)}${hasWord ? "" : "claim "}`;
  const loaded = loadModel(before + text);
  const diagnostics = loaded.diagnostics.flatMap((d) => moved(d, before.length, text.length));
  const claims = loaded.diagram?.claims ?? [];
  const [claim] = claims;
  const onlyClaims = loaded.diagram?.nodes.length === diagram.nodes.length;
  if (claim !== undefined && claims.length === 1 && onlyClaims) {
    const { range, ...rest } = claim;
    return {
      ok: true,
      value:
        range === undefined ? rest : { ...rest, range: within(range, before.length, text.length) },
      diagnostics,
    };
  }
  if (diagnostics.some(({ severity }) => severity === "error")) return { ok: false, diagnostics };
  const everything = { range: { start: 0, end: text.length } };
  const expected = messages.claimShape(
    "one claim is expected here",
    "for example `control(D, X)`",
    everything,
  );
  return { ok: false, diagnostics: [...diagnostics, expected] };
}

function withoutMechanism({ label: _, ...node }: DiagramNode): DiagramNode {
  return node.kind === "decision" ? node : { ...node, mechanism: { kind: "unspecified" } };
}

/** A diagnostic in the coordinates of the claim; one about the model above it is left out. */
function moved(diagnostic: Diagnostic, by: number, length: number): Diagnostic[] {
  const { range, fixes: _, ...rest } = diagnostic;
  if (range === undefined) return [rest];
  return range.end < by ? [] : [{ ...rest, range: within(range, by, length) }];
}

function within(range: TextRange, by: number, length: number): TextRange {
  const at = (offset: number): number => Math.min(Math.max(offset - by, 0), length);
  return { start: at(range.start), end: at(range.end) };
}

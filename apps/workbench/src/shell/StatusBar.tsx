/** The line at the bottom: is the text sound, how big is the model, where is it kept. */
import { lineColumnAt, lineStarts } from "@cidery/core/text";
import { CircleAlert, CircleCheck, CircleX } from "lucide-react";
import { useMemo } from "react";
import { useDocument } from "../state/document.ts";
import { goToOffset } from "../state/goTo.ts";
import { setUi, useUi } from "../state/ui.ts";
import { failing, useClaims } from "../worker/claims.ts";
import { isStale, useNumbers } from "../worker/numbers.ts";

export function StatusBar() {
  const document = useDocument();
  const { diagnostics, good, text } = document;
  const kept = useUi((state) => state.kept);
  const keptLabel = useUi((state) => state.keptLabel);
  const keptReason = useUi((state) => state.keptReason);
  const numbers = useNumbers();
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  const warnings = diagnostics.filter(({ severity }) => severity === "warning");
  const first = errors[0] ?? warnings[0];
  const place = useMemo(
    () =>
      first?.range === undefined ? undefined : lineColumnAt(lineStarts(text), first.range.start),
    [first, text],
  );
  return (
    <footer className="statusbar">
      <FailingClaims />
      {first === undefined ? (
        <span className="good">
          <CircleCheck size={13} aria-hidden="true" /> No mistakes
        </span>
      ) : (
        <button
          type="button"
          className={errors.length > 0 ? "bad" : ""}
          title={first.hint ?? first.message}
          onClick={() => {
            setUi({ textShown: true, phoneTab: "text" });
            if (first.range !== undefined) goToOffset(first.range.start);
          }}
        >
          <CircleAlert size={13} aria-hidden="true" />{" "}
          {place === undefined ? "" : `Line ${place.line}: `}
          {first.message}
          {errors.length + warnings.length > 1 &&
            ` (and ${errors.length + warnings.length - 1} more)`}
        </button>
      )}
      <span className="space" />
      {numbers.busy !== undefined && <span>Computing…</span>}
      {numbers.busy === undefined && isStale(numbers, document.diagram) && (
        <span>Numbers are out of date</span>
      )}
      {good !== undefined && (
        <span className="wide-only">
          {count(good.diagram.nodes.length, "node")}, {count(good.diagram.graph.edgeCount, "arrow")}
        </span>
      )}
      <span className={kept === "failed" ? "bad" : "wide-only"} title={keptReason}>
        {keptLabel}
      </span>
      <span className="wide-only">engine {__ENGINE__}</span>
    </footer>
  );
}

/** Before "No mistakes": a model may be well written and still not what it claims to be. */
function FailingClaims() {
  const { fails, of } = failing(useClaims());
  if (fails === 0) return null;
  return (
    <button
      type="button"
      className="bad"
      title="Show the claims"
      onClick={() => setUi({ answersTab: "claims", phoneTab: "diagram" })}
    >
      <CircleX size={13} aria-hidden="true" /> {fails} of {count(of, "claim")}{" "}
      {fails === 1 ? "fails" : "fail"}
    </button>
  );
}

function count(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? "" : "s"}`;
}

/** The change of the text, before it is done. */
import { useMemo } from "react";
import { lineDiff } from "./lineDiff.ts";

/** The lines that go and come. */
export function Difference({ before, after }: { readonly before: string; readonly after: string }) {
  const lines = useMemo(() => lineDiff(before, after), [before, after]);
  return (
    <pre className="text-diff" tabIndex={0} role="region" aria-label="Change of the text">
      {lines.map(({ kind, text }, index) => (
        <span key={index} className={kind}>
          {kind === "gone" ? "− " : "+ "}
          {text}
          {"\n"}
        </span>
      ))}
    </pre>
  );
}

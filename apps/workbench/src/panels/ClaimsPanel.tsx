/** The claims a model makes about itself, checked live in a worker: pass, fail, or why neither. */
import type { Claim, ClaimResult, TextRange } from "@cidery/core";
import { CircleCheck, CircleHelp, CircleX, LoaderCircle } from "lucide-react";
import { useEffect } from "react";
import { session, useDocument } from "../state/document.ts";
import { goToOffset } from "../state/goTo.ts";
import { setUi } from "../state/ui.ts";
import { useClaims, watchClaims } from "../worker/claims.ts";
import { Cited } from "../widgets/Cited.tsx";

const NONE: ReadonlyMap<number, ClaimResult> = new Map();

export default function ClaimsPanel() {
  const { good } = useDocument();
  const state = useClaims();
  const results = state.diagram === good?.diagram ? state.results : NONE;
  useEffect(watchClaims, []);
  const claims = good?.diagram.claims ?? [];
  if (claims.length === 0) {
    return (
      <p className="empty">
        This model claims nothing about itself. Write, for example,{" "}
        <code>claim control(agent, X)</code>, and it is checked here, in the command and in tests.
      </p>
    );
  }
  return (
    <div className="claims">
      <p className="claims-summary" role="status">
        {summary(claims.length, results)}
      </p>
      {state.failure !== undefined && <p className="note bad">{state.failure}</p>}
      <ul>
        {claims.map((claim, index) => (
          <Row
            key={index}
            claim={claim}
            place={good?.places.claims[index]}
            result={results.get(index)}
          />
        ))}
      </ul>
    </div>
  );
}

function Row({
  claim,
  place,
  result,
}: {
  readonly claim: Claim;
  readonly place: TextRange | undefined;
  readonly result: ClaimResult | undefined;
}) {
  return (
    <li className={`claim ${result?.outcome ?? "waiting"}`}>
      <Icon result={result} />
      <div>
        <button
          type="button"
          className="claim-text"
          title="Show it in the text"
          onClick={() => {
            setUi({ textShown: true, phoneTab: "text" });
            if (place !== undefined) goToOffset(place.start);
            session.select({});
          }}
        >
          <code>{claim.text}</code>
        </button>
        {result !== undefined && result.outcome !== "holds" && (
          <p>
            <b>{WORDS[result.outcome]}</b> {result.explanation}
          </p>
        )}
        {result?.outcome === "holds" && result.explanation !== "" && <p>{result.explanation}</p>}
        {claim.citation !== undefined && (
          <p className="faint">
            <Cited text={claim.citation} />
          </p>
        )}
      </div>
    </li>
  );
}

const WORDS: Readonly<Record<ClaimResult["outcome"], string>> = {
  holds: "Holds.",
  fails: "Fails.",
  undecided: "Undecided.",
  "not-applicable": "Not applicable.",
  error: "Cannot be read.",
};

function Icon({ result }: { readonly result: ClaimResult | undefined }) {
  if (result === undefined)
    return <LoaderCircle className="spin" size={16} aria-label="being checked" />;
  if (result.outcome === "holds") return <CircleCheck size={16} aria-label="holds" />;
  if (result.outcome === "fails" || result.outcome === "error")
    return <CircleX size={16} aria-label="fails" />;
  const label = result.outcome === "undecided" ? "undecided" : "not applicable";
  return <CircleHelp size={16} aria-label={label} />;
}

function summary(total: number, results: ReadonlyMap<number, ClaimResult>): string {
  const count = (outcome: ClaimResult["outcome"]): number =>
    [...results.values()].filter((result) => result.outcome === outcome).length;
  const waiting = total - results.size;
  return [
    `${count("holds")} of ${total} hold`,
    count("fails") > 0 ? `${count("fails")} ${count("fails") === 1 ? "fails" : "fail"}` : "",
    count("undecided") > 0 ? `${count("undecided")} undecided` : "",
    count("not-applicable") > 0 ? `${count("not-applicable")} not applicable` : "",
    count("error") > 0 ? `${count("error")} in error` : "",
    waiting > 0 ? `${waiting} being checked` : "",
  ]
    .filter((part) => part !== "")
    .join(", ");
}

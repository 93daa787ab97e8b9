/** How many of the model's claims hold, with those that fail by name. */
import { CircleCheck, CircleX } from "lucide-react";
import { useDocumentPart } from "../state/document.ts";
import { goToOffset } from "../state/goTo.ts";
import { setUi } from "../state/ui.ts";
import { isBad, useClaims } from "../worker/claims.ts";

export function CardClaims() {
  const good = useDocumentPart((state) => state.good);
  const { diagram, results } = useClaims();
  const claims = good?.diagram.claims ?? [];
  if (claims.length === 0 || diagram !== good?.diagram) return null;
  const all = [...results];
  const holds = all.filter(([, { outcome }]) => outcome === "holds").length;
  const bad = all.filter(([, result]) => isBad(result));
  return (
    <div className="card-claims">
      <button type="button" className="fold" onClick={() => setUi({ answersTab: "claims" })}>
        {bad.length === 0 ? (
          <CircleCheck size={14} className="good" aria-hidden="true" />
        ) : (
          <CircleX size={14} className="bad" aria-hidden="true" />
        )}
        {claims.length === 1 ? "Claim: " : "Claims: "}
        {holds} of {claims.length} {claims.length === 1 ? "holds" : "hold"}
        {results.size < claims.length && bad.length === 0 && ", others not decided yet"}
      </button>
      {bad.map(([index]) => {
        const claim = claims[index];
        if (claim === undefined) return null;
        return (
          <button
            key={index}
            type="button"
            className="chip failing"
            title="Show it in the text"
            onClick={() => {
              setUi({ textShown: true, phoneTab: "text" });
              const place = good?.places.claims[index];
              if (place !== undefined) goToOffset(place.start);
            }}
          >
            <span aria-hidden="true">✗</span>
            <span className="visually-hidden">fails: </span> <code>{claim.text}</code>
          </button>
        );
      })}
    </div>
  );
}

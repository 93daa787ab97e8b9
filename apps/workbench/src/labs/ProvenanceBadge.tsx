/** Where a number or a rule comes from, in one word with its meaning. */
import type { Provenance } from "@cidery/core/lab";

const MEANING: Readonly<Record<Provenance, string>> = {
  published: "printed in the sources",
  derived: "follows from the model by calculation",
  assumption: "chosen here, without a source",
  disputed: "sources disagree",
};

export function ProvenanceBadge({ provenance }: { readonly provenance: Provenance }) {
  return (
    <span className={`provenance ${provenance}`} title={MEANING[provenance]}>
      {provenance}
    </span>
  );
}

/** The four words explained, once on the page. */
export function ProvenanceKey() {
  return (
    <dl className="provenance-key">
      {(Object.keys(MEANING) as Provenance[]).map((one) => (
        <div key={one}>
          <dt>
            <ProvenanceBadge provenance={one} />
          </dt>
          <dd>{MEANING[one]}</dd>
        </div>
      ))}
    </dl>
  );
}

/** The right pane: incentives, numbers, claims, and where the model comes from. */
import { Tabs } from "radix-ui";
import { lazy, Suspense } from "react";
import { useDocumentPart } from "../state/document.ts";
import { setUi, type Ui, useUi } from "../state/ui.ts";
import { failing, useClaims } from "../worker/claims.ts";
import { IncentivesPanel } from "./IncentivesPanel.tsx";

const NumbersPanel = lazy(() => import("./NumbersPanel.tsx"));
const ClaimsPanel = lazy(() => import("./ClaimsPanel.tsx"));
const SourcePanel = lazy(() => import("./SourcePanel.tsx"));

const TABS = [
  ["incentives", "Incentives"],
  ["numbers", "Numbers"],
  ["claims", "Claims"],
  ["about", "Source"],
] as const;

export function AnswersPane() {
  const tab = useUi((state) => state.answersTab);
  const broken = useDocumentPart(
    ({ diagram, good }) => diagram === undefined && good !== undefined,
  );
  const claims = useDocumentPart(({ good }) => good?.diagram.claims.length ?? 0);
  return (
    <Tabs.Root
      className="answers-tabs"
      value={tab}
      onValueChange={(value) => setUi({ answersTab: value as Ui["answersTab"] })}
    >
      <Tabs.List className="tab-list" aria-label="Kinds of answers">
        {TABS.map(([id, title]) => (
          <Tabs.Trigger key={id} value={id} className="tab">
            {title}
            {id === "claims" && claims > 0 && <ClaimCount claims={claims} />}
          </Tabs.Trigger>
        ))}
      </Tabs.List>
      {broken && (
        <p className="note stale-note">
          The text has a mistake. These answers belong to the last good model.
        </p>
      )}
      <Suspense fallback={<p className="loading">Loading…</p>}>
        <Tabs.Content value="incentives" className="tab-body" tabIndex={-1}>
          <IncentivesPanel />
        </Tabs.Content>
        <Tabs.Content value="numbers" className="tab-body" tabIndex={-1}>
          <NumbersPanel />
        </Tabs.Content>
        <Tabs.Content value="claims" className="tab-body" tabIndex={-1}>
          <ClaimsPanel />
        </Tabs.Content>
        <Tabs.Content value="about" className="tab-body" tabIndex={-1}>
          <SourcePanel />
        </Tabs.Content>
      </Suspense>
    </Tabs.Root>
  );
}

/** How many claims there are; when some fail, how many of them, in red. */
function ClaimCount({ claims }: { readonly claims: number }) {
  const { fails } = failing(useClaims());
  if (fails === 0) return <span className="count">{claims}</span>;
  return (
    <span className="count bad">
      {fails}
      <span className="visually-hidden"> of {claims} fail</span>
      <span aria-hidden="true"> ✗ / {claims}</span>
    </span>
  );
}

/** The right pane: incentives, numbers, claims, and where the model comes from. */
import { Tabs } from "radix-ui";
import { useDocumentPart } from "../state/document.ts";
import { Boundary, lazyPart } from "../widgets/Boundary.tsx";
import { answersHidden, useStory } from "../state/story.ts";
import { setUi, type Ui, useUi } from "../state/ui.ts";
import { failing, useClaims } from "../worker/claims.ts";
import { IncentivesPanel } from "./IncentivesPanel.tsx";

const LOADING = <p className="loading">Loading…</p>;
const NumbersPanel = lazyPart("The numbers", () => import("./NumbersPanel.tsx"), LOADING);
const AskPanel = lazyPart("The questions", () => import("./ask/AskPanel.tsx"), LOADING);
const ClaimsPanel = lazyPart("The claims", () => import("./ClaimsPanel.tsx"), LOADING);
const SourcePanel = lazyPart("The source", () => import("./SourcePanel.tsx"), LOADING);

const TABS = [
  ["incentives", "Incentives"],
  ["numbers", "Numbers"],
  ["ask", "Ask"],
  ["claims", "Claims"],
  ["about", "Source"],
] as const;

const NARROW = matchMedia("(max-width: 760px)");

export function AnswersPane() {
  const tab = useUi((state) => state.answersTab);
  const broken = useDocumentPart(
    ({ diagram, good }) => diagram === undefined && good !== undefined,
  );
  const hidden = useStory(answersHidden);
  const claims = useDocumentPart(({ good }) => good?.diagram.claims.length ?? 0);
  return (
    <Tabs.Root
      className="answers-tabs"
      value={tab}
      onValueChange={(value) => {
        setUi({ answersTab: value as Ui["answersTab"] });
        // On a phone an unfolded sheet leaves no room for what was just asked for.
        if (NARROW.matches) setUi({ sheetOpen: false });
      }}
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
      <>
        <Tabs.Content value="incentives" className="tab-body" tabIndex={-1}>
          <Boundary part="The incentives">{hidden ? <Hidden /> : <IncentivesPanel />}</Boundary>
        </Tabs.Content>
        <Tabs.Content value="numbers" className="tab-body" tabIndex={-1}>
          <NumbersPanel />
        </Tabs.Content>
        <Tabs.Content value="ask" className="tab-body" tabIndex={-1}>
          <AskPanel />
        </Tabs.Content>
        <Tabs.Content value="claims" className="tab-body" tabIndex={-1}>
          {hidden ? <Hidden /> : <ClaimsPanel />}
        </Tabs.Content>
        <Tabs.Content value="about" className="tab-body" tabIndex={-1}>
          <SourcePanel />
        </Tabs.Content>
      </>
    </Tabs.Root>
  );
}

function Hidden() {
  return (
    <p className="note answers-hidden">
      Answers are hidden while you work on the task under the picture. It says when it is done.
    </p>
  );
}

/** How many claims there are; when some fail, how many of them, in red. */
function ClaimCount({ claims }: { readonly claims: number }) {
  const { fails } = failing(useClaims());
  if (fails === 0) return <span className="count">{claims}</span>;
  return (
    <span className="count bad">
      <span aria-hidden="true">✗ </span>
      {fails}
      <span className="visually-hidden"> of {claims} fail</span>
    </span>
  );
}

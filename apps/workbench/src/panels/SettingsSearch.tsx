/** Where these numbers have no incentive that the graph admits: a search for others, and what it found. */
import { setParameters } from "@cidery/core/session";
import { Search, Square } from "lucide-react";
import { short } from "../widgets/NodeBars.tsx";
import { session, useDocumentPart } from "../state/document.ts";
import { openDocument } from "../documents/documents.ts";
import { announce } from "../state/announce.ts";
import { toast } from "../state/ui.ts";
import { undoOffer } from "../state/offers.ts";
import type { Meters } from "../worker/meterKeys.ts";
import type { SearchFound } from "../worker/meterSearch.ts";
import {
  cancelSearch,
  type MeterSubject,
  startSearch,
  useMeterSearches,
} from "../worker/meterSearch.ts";
import { wordsOf } from "./examples.ts";
import { computeNow } from "../worker/numbers.ts";

export function SettingsSearch({
  subject,
  others,
  hasNumbers,
}: {
  readonly subject: MeterSubject;
  /** What the other agents do; undefined while it is not known. */
  readonly others: Pick<Meters, "choice" | "policy"> | undefined;
  readonly hasNumbers: boolean;
}) {
  const search = useMeterSearches((searches) => searches[subject.key]);
  const diagram = useDocumentPart((state) => state.diagram);
  const state = search?.state;
  const first = hasNumbers ? "Search settings" : "Try random numbers";
  const again = hasNumbers ? "Search again" : "Try other random numbers";
  const stale = search !== undefined && search.diagram !== diagram;
  const label = search === undefined || stale ? first : again;
  return (
    <div className="settings-search">
      {state?.kind === "running" ? (
        <div className="search-running">
          <button type="button" className="button small" onClick={cancelSearch}>
            <Square size={12} aria-hidden="true" /> Cancel
          </button>
          <div className="progress">
            <progress max={1} value={state.fraction} aria-label="Progress of the search" />
            <span>{state.stage}…</span>
          </div>
        </div>
      ) : (
        <button
          type="button"
          className="button small"
          disabled={diagram === undefined || others === undefined}
          aria-label={`${label} for ${subject.node}, ${subject.decision || subject.agent}`}
          onClick={() => diagram && others && startSearch(subject, diagram, others)}
        >
          <Search size={13} aria-hidden="true" /> {label}
        </button>
      )}
      <div role="status">
        {state?.kind === "cancelled" && !stale && <p>Cancelled.</p>}
        {state?.kind === "found" && (
          <div className={stale ? "found stale" : "found"}>
            {stale && <p className="note">This was found before the last change.</p>}
            <Found
              found={state.found}
              stale={stale}
              drawn={{ seed: search?.seed ?? 1, hasNumbers }}
              reads={wordsOf(subject.incentive).reads}
            />
          </div>
        )}
      </div>
      {state?.kind === "failed" && (
        <p className="note bad" role="alert">
          {state.message}
          {state.hint !== undefined && `: ${state.hint}`}
        </p>
      )}
    </div>
  );
}

function Found({
  found,
  stale,
  drawn: { seed, hasNumbers },
  reads,
}: {
  readonly found: SearchFound;
  readonly stale: boolean;
  readonly drawn: { readonly seed: number; readonly hasNumbers: boolean };
  /** `seeing it is worth`, before a number. */
  readonly reads: string;
}) {
  switch (found.kind) {
    case "excluded":
      return <p>The graph rules it out: 0 at all settings.</p>;
    case "here":
      return (
        <p>
          At these settings {reads} <b>{short(found.value)}</b>.
        </p>
      );
    case "not-found":
      return (
        <p>
          Nothing found in {found.tries} tries with seed {seed}, which proves nothing.
        </p>
      );
    case "parameters":
      return (
        <>
          <p>
            At{" "}
            {Object.entries(found.parameters).map(([name, value], index) => (
              <span key={name}>
                {index > 0 && ", "}
                <code>
                  {name} = {value}
                </code>
              </span>
            ))}{" "}
            {reads} <b>{short(found.value)}</b> ({after(found.tries, seed)}
            {found.others.words !== undefined && `; ${found.others.words}`}).
          </p>
          <button
            type="button"
            className="button small"
            disabled={stale}
            onClick={() => adopt(new Map(Object.entries(found.parameters)))}
          >
            Use these values
          </button>
        </>
      );
    case "mechanisms":
      return (
        <>
          <p>
            {hasNumbers ? "With other numbers" : "Possible: with random numbers"}
            {found.ownValues ? "" : ", and two values for each variable,"} {reads}{" "}
            <b>{short(found.value)}</b> ({after(found.tries, seed)}
            {found.others.words !== undefined && `; ${found.others.words}`}):
          </p>
          {/* Scrolls, so the keyboard must reach it. */}
          <pre tabIndex={0} role="region" aria-label="Changed declarations">
            {found.changes.trimEnd()}
          </pre>
          <button type="button" className="button small" onClick={() => openFound(found.model)}>
            Open as a new model
          </button>
        </>
      );
  }
}

function after(tries: number, seed: number): string {
  return `found ${tries === 1 ? "at the first try" : `after ${tries} tries`}, seed ${seed}`;
}

function adopt(values: ReadonlyMap<string, number>): void {
  const result = setParameters(session, values);
  if (announce(result))
    toast(`${result.label.charAt(0).toUpperCase()}${result.label.slice(1)}`, {
      action: undoOffer(),
    });
}

/** The model with the numbers that were found; its claims were of the old ones and are left out. */
function openFound(text: string): void {
  const { file = "model.cid", selection } = session.state();
  const name = file.replace(/^.*[\\/]/u, "").replace(/\.cid$/u, "");
  openDocument({ text, file: `${name}-other-numbers.cid` }, "open the model that was found", "own");
  session.select({ pinnedVerdict: selection.pinnedVerdict });
  computeNow();
  toast("Opened the model that was found, without its claims", { action: undoOffer() });
}

/** What the incentive meter reads, beside the graph's verdict on the same incentive. */
import type { InfluenceDiagram, Verdict } from "@cidery/core";
import { useDocumentPart } from "../state/document.ts";
import { short } from "../widgets/NodeBars.tsx";
import type { MeterSubject } from "../worker/meterSearch.ts";
import type { KeyedMeter as MeterReading, Meters } from "../worker/meterKeys.ts";
import { computeNow, metersAreStale, useNumbers } from "../worker/numbers.ts";
import { isWanted, meterWords } from "./meterWords.ts";
import { othersSentence } from "./Others.tsx";
import { searchedFor, wordsOf } from "./examples.ts";
import { SettingsSearch } from "./lateParts.ts";

function useMeterReading(id: string): MeterReading | undefined {
  return useNumbers(({ meters }) => meters?.table.readings.find(({ key }) => key === id));
}

/** In the verdict's line: that the numbers at hand leave nothing of it. */
export function MeterMark({ id }: { readonly id: string }) {
  const reading = useMeterReading(id);
  return reading === undefined || isWanted(reading) ? null : <Mark reading={reading} />;
}

function Mark({ reading }: { readonly reading: MeterReading }) {
  const stale = useStale();
  return stale ? null : <span className="meter-mark">{meterWords(reading)}</span>;
}

function useStale(): boolean {
  const diagram = useDocumentPart((state) => state.diagram);
  return useNumbers((state) => metersAreStale(state, diagram));
}

/** Under the verdict: the reading, and what can be done where it is 0 or nothing is read at once. */
export function MeterNote({
  id,
  diagram,
  verdict,
}: {
  readonly id: string;
  readonly diagram: InfluenceDiagram;
  readonly verdict: Verdict;
}) {
  const reading = useMeterReading(id);
  const busy = useNumbers((state) => state.busy !== undefined);
  const failure = useNumbers((state) => state.failure?.message);
  const table = useNumbers(({ meters }) => meters?.table);
  const stale = useStale();
  const { decision } = verdict;
  const subject = searchedFor(diagram, verdict, id);
  if (subject === undefined) return null;
  if (!isMetered(verdict) || decision === undefined || !hasNumbers(diagram)) {
    return (
      <div className="meter-note">
        <p>{whatIsSearched(verdict.kind, subject, hasNumbers(diagram))}</p>
        <SettingsSearch
          subject={subject}
          others={(hasNumbers(diagram) ? table : undefined) ?? UNIFORM}
          hasNumbers={hasNumbers(diagram)}
        />
      </div>
    );
  }
  if (reading === undefined) {
    if (failure !== undefined) return <p className="caveat">No incentive meter: {failure}.</p>;
    if (table !== undefined && !stale)
      return <p className="caveat">The meter was not computed: it would take too much work.</p>;
    return (
      <button type="button" className="button small" disabled={busy} onClick={computeNow}>
        {busy ? "Reading the meter…" : "What is it worth at these settings?"}
      </button>
    );
  }
  return (
    <div className={stale ? "meter-note stale" : "meter-note"} aria-busy={busy}>
      <p>
        Incentive meter: <b>{shownReading(reading)}</b> units of utility, {meterWords(reading)}.
        {reading.unsettled &&
          " X’s no-influence distribution is that of uniform play, because natural play does not settle."}
        {table !== undefined && ` ${othersSentence(table, decisionOwner(diagram, decision))}`}
        {stale && " This is from before the last change."}
      </p>
      {!isWanted(reading) && <SettingsSearch subject={subject} others={table} hasNumbers />}
    </div>
  );
}

function decisionOwner(diagram: InfluenceDiagram, decision: number): string {
  return diagram.agents[diagram.structure.ownerOf(decision)]?.name ?? "";
}

export function shownReading({ value, bounds }: MeterReading): string {
  return bounds === undefined ? short(value) : bounds.map(short).join(" … ");
}

/** What the others do in a model without numbers: choose uniformly. */
const UNIFORM: Pick<Meters, "choice" | "policy"> = { choice: "uniform", policy: new Map() };

function hasNumbers({ nodes }: InfluenceDiagram): boolean {
  return nodes.every(({ mechanism }) => mechanism.kind !== "unspecified");
}

/** Whether a reading of the meter stands beside it: a control incentive that the graph admits. */
function isMetered({ criterion, kind }: Verdict): boolean {
  return criterion === "instrumental-control-incentive" && kind === "present";
}

function whatIsSearched(
  kind: Verdict["kind"],
  { incentive }: MeterSubject,
  hasNumbers: boolean,
): string {
  const { wanted } = wordsOf(incentive);
  const graph =
    kind === "unknown"
      ? "The graph cannot tell; numbers that have it would settle the question."
      : "The graph admits it: some numbers have it.";
  const search = hasNumbers
    ? `A search begins with these and goes on to others, for numbers ${wanted}.`
    : `Mechanisms drawn at random can show numbers ${wanted}.`;
  if (!hasNumbers && incentive === "instrumental-control-incentive" && kind === "present")
    return "Without numbers there is no meter: the graph admits the incentive, and mechanisms drawn at random on it can show that it is possible.";
  return `${graph} ${search}`;
}

/** The incentive meter of every control incentive that the graph admits, in units of utility. */
import { useDocumentPart } from "../state/document.ts";
import { nodeTitle } from "../state/titles.ts";
import { metersAreStale, useNumbers } from "../worker/numbers.ts";
import { shownReading } from "./MeterNote.tsx";
import { isWanted, meterWords } from "./meterWords.ts";
import { othersSentence } from "./Others.tsx";
import { SettingsSearch } from "./SettingsSearch.tsx";

export function MeterTable() {
  const meters = useNumbers((state) => state.meters);
  const diagram = useDocumentPart((state) => state.diagram);
  const stale = useNumbers((state) => metersAreStale(state, diagram));
  const beyondEvidence = useNumbers(({ observed, forced }) => observed.size + forced.size > 0);
  if (meters === undefined) return null;
  const { diagram: of } = meters;
  const { readings, left } = meters.table;
  if (readings.length + left === 0) return null;
  const several = new Set(readings.map(({ decision }) => decision)).size > 1;
  return (
    <section className="meters">
      <h3>Incentive meter</h3>
      <p className="faint">
        I(X), in units of utility, wherever the graph admits an instrumental control incentive: the
        optimum minus the optimum when X has its no-influence distribution.{" "}
        {othersSentence(meters.table)}{" "}
        {beyondEvidence && "Observations and interventions play no part. "}
        {stale && "From before the last change."}
      </p>
      <ul className={stale ? "stale" : ""}>
        {readings.map((reading) => (
          <li key={reading.key} data-meter={reading.key}>
            <p className="meter-line">
              <span className="subject">
                <b>{nodeTitle(of, reading.node)}</b>
                {several && <span className="by"> for {nodeTitle(of, reading.decision)}</span>}
                <span className="meter-words">: {meterWords(reading)}</span>
              </span>
              <b className="number">{shownReading(reading)}</b>
            </p>
            {!isWanted(reading) && (
              <SettingsSearch
                subject={{ ...reading, incentive: "instrumental-control-incentive", agent: "" }}
                others={meters.table}
                hasNumbers
              />
            )}
          </li>
        ))}
      </ul>
      {left > 0 && <p className="faint">{left} more were not read: too much to compute.</p>}
    </section>
  );
}

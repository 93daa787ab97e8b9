/**
 * One verdict: a line that lights its path, and on a click the reason, theorem and source. The line
 * is words alone, so that an edit that leaves it as it was draws nothing; what is unfolded under it
 * asks the list for the verdict of this very diagram.
 */
import type { Agent, Explanation, InfluenceDiagram, Verdict } from "@cidery/core";
import { answersOf, verdictKey } from "@cidery/core/session";
import { ChevronRight } from "lucide-react";
import { createContext, memo, useContext, useMemo } from "react";
import { session, useDocumentPart } from "../state/document.ts";
import { pathByTitle } from "../state/titles.ts";
import { setUi, useUi } from "../state/ui.ts";
import { explainFully } from "../state/highlight.ts";
import { MeterMark, MeterNote } from "./MeterNote.tsx";
import { OtherReading } from "./Readings.tsx";
import { Repairs, RestsOn } from "./lateParts.ts";
import { Cited } from "../widgets/Cited.tsx";

interface ListedVerdicts {
  readonly diagram: InfluenceDiagram;
  readonly byKey: ReadonlyMap<string, Verdict>;
}

/** The diagram whose verdicts are listed, and those verdicts by `verdictKey`. */
export const Listed = createContext<ListedVerdicts | undefined>(undefined);

const WORDS: Readonly<Record<Verdict["kind"], string>> = {
  present: "present",
  absent: "absent",
  "not-applicable": "not applicable",
  unknown: "unknown",
};

interface Subject {
  readonly subject: string;
  /** The reasoning pattern, in words. */
  readonly pattern: string;
  /** For whom: a decision or an agent. */
  readonly by: string;
}

interface VerdictLine extends Subject {
  readonly id: string;
  readonly state: Verdict["kind"];
}

export const VerdictRow = memo(function VerdictRow({
  id,
  state,
  subject,
  pattern,
  by,
}: VerdictLine) {
  const pinned = useDocumentPart(({ selection }) => selection.pinnedVerdict === id);
  const open = useUi(({ cardPart }) => cardPart === undefined) && pinned;
  return (
    <li
      className={open ? "verdict open" : "verdict"}
      data-verdict={id}
      data-state={state}
      onPointerEnter={() => setUi({ hoveredVerdict: id })}
      onPointerLeave={() => setUi({ hoveredVerdict: undefined })}
    >
      <button
        type="button"
        className="verdict-line"
        aria-expanded={open}
        onFocus={(event) => {
          if (event.currentTarget.matches(":focus-visible")) setUi({ hoveredVerdict: id });
        }}
        onBlur={() => setUi({ hoveredVerdict: undefined })}
        onClick={() => {
          setUi({ cardPart: undefined });
          session.select({ pinnedVerdict: open ? undefined : id });
        }}
      >
        <ChevronRight className="chevron" size={14} aria-hidden="true" />
        <span className="subject">
          {subject !== "" && <b>{subject}</b>}
          {pattern !== "" && <span> {pattern}</span>}
          {by !== "" && <span className="by"> for {by}</span>}
          {state === "present" && <MeterMark id={id} />}
        </span>
        <span className={`state ${state}`}>{WORDS[state]}</span>
      </button>
      {state !== "present" && state !== "absent" && !open && <Brief id={id} />}
      {open && <Details id={id} />}
    </li>
  );
});

/** What a verdict is about, in words. */
export function subjectOf(diagram: InfluenceDiagram, verdict: Verdict): Subject {
  const { decision, node, agent, target, pattern } = verdict;
  const name = (id: number): string => diagram.titleOf(id);
  const agentName = (index: number): string => titleOfAgent(diagram.agents[index]);
  const about = node ?? decision;
  const named = about === undefined ? "" : name(about);
  const between =
    target === undefined || agent === undefined ? "" : `${agentName(agent)} → ${agentName(target)}`;
  return {
    subject: `${named} ${between}`.trim(),
    pattern: pattern?.replaceAll("-", " ") ?? "",
    by: forWhom(diagram, verdict, name),
  };
}

function titleOfAgent(agent: Agent | undefined): string {
  return agent?.label ?? agent?.name ?? "";
}

function forWhom(
  { structure, agents }: InfluenceDiagram,
  { node, decision, agent }: Verdict,
  name: (id: number) => string,
): string {
  if (node === undefined) return "";
  if (decision !== undefined) return structure.decisions.length > 1 ? name(decision) : "";
  return agent !== undefined && agents.length > 1 ? titleOfAgent(agents[agent]) : "";
}

function useListed(
  id: string,
): { readonly diagram: InfluenceDiagram; readonly verdict: Verdict; why: Explanation } | undefined {
  const listed = useContext(Listed);
  return useMemo(() => {
    const verdict = listed?.byKey.get(id);
    if (listed === undefined || verdict === undefined) return undefined;
    const { diagram } = listed;
    return { diagram, verdict, why: explainFully(diagram, answersOf(diagram), verdict) };
  }, [listed, id]);
}

/** The reason in one sentence, shown even when the row is closed: why the question does not arise. */
function Brief({ id }: { readonly id: string }) {
  const listed = useListed(id);
  return listed && <p className="brief">{listed.why.sentence}</p>;
}

function Details({ id }: { readonly id: string }) {
  const listed = useListed(id);
  if (listed === undefined) return null;
  const { diagram, verdict, why } = listed;
  return (
    <div className="details">
      <Reasons diagram={diagram} verdict={verdict} why={why} />
      {verdict.holding === undefined && (
        <MeterNote id={verdictKey(diagram, verdict)} diagram={diagram} verdict={verdict} />
      )}
      {verdict.kind === "present" && <Repairs diagram={diagram} verdict={verdict} />}
      {verdict.kind === "absent" && <RestsOn diagram={diagram} verdict={verdict} />}
    </div>
  );
}

/** The sentence, the paths or obstacles it speaks of, what to beware of, theorem and source. */
export function Reasons({
  diagram,
  verdict,
  why,
}: {
  readonly diagram: InfluenceDiagram;
  readonly verdict: Verdict;
  readonly why: Explanation;
}) {
  return (
    <>
      <p className="sentence">{why.sentence}</p>
      {why.paths.map((path) => (
        <p key={path} className="path">
          {pathByTitle(diagram, path)}
        </p>
      ))}
      {why.obstacles.map((obstacle) => (
        <p key={obstacle}>Because {obstacle}.</p>
      ))}
      {why.caveats.map((caveat) => (
        <p key={caveat} className="caveat">
          {caveat}
        </p>
      ))}
      <OtherReading diagram={diagram} verdict={verdict} />
      <dl className="sources">
        <dt>Theorem</dt>
        <dd>{why.theorem}</dd>
        <dt>Source</dt>
        <dd>
          <Cited text={why.citation} />
        </dd>
      </dl>
    </>
  );
}

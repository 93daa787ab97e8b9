/** The policy that is best for a judge who is not neutral to risk, looked for when somebody asks. */
import { type InfluenceDiagram, showValue } from "@cidery/core";
import type { RiskAttitude } from "@cidery/core/solve";
import { ruleWords } from "@cidery/core/solve";
import { short } from "../../widgets/NodeBars.tsx";
import { nodeTitle } from "../../state/titles.ts";
import { askCautious, useCautious } from "../../worker/cautious.ts";
import { Failed } from "./Failed.tsx";

export function CautiousPolicy({
  diagram,
  agent,
  attitude,
  sure,
}: {
  readonly diagram: InfluenceDiagram;
  readonly agent: string;
  readonly attitude: RiskAttitude;
  /** What the policy on screen is worth to this judge. */
  readonly sure: number | undefined;
}) {
  const state = useCautious();
  const id = diagram.agents.findIndex(({ name }) => name === agent);
  if (diagram.structure.decisionsOf(id).length === 0) return null;
  const mine =
    state.diagram === diagram &&
    state.agent === agent &&
    JSON.stringify(state.attitude) === JSON.stringify(attitude)
      ? state
      : undefined;
  return (
    <div>
      <button
        type="button"
        className="button small"
        disabled={mine?.busy === true}
        onClick={() => askCautious(diagram, agent, attitude)}
      >
        {mine?.busy === true ? "Looking…" : "Look for the best policy for this judge"}
      </button>
      {mine?.failure !== undefined && <Failed {...mine.failure} />}
      {mine?.found !== undefined && <Found diagram={diagram} found={mine} sure={sure} />}
    </div>
  );
}

function Found({
  diagram,
  found: { found, forced },
  sure,
}: {
  readonly diagram: InfluenceDiagram;
  readonly found: Pick<ReturnType<typeof useCautious.getState>, "found" | "forced">;
  readonly sure: number | undefined;
}) {
  if (found === undefined) return null;
  const { certaintyEquivalent, profile, policy, optimal } = found;
  const gain = sure === undefined ? Number.NaN : certaintyEquivalent - sure;
  const set = forced
    .map(([name, value]) => `${nodeTitle(diagram, name)} = ${showValue(value)}`)
    .join(", ");
  return (
    <div className="cautious" role="status">
      <p>
        Certainty equivalent <b>{short(certaintyEquivalent)}</b>, mean {short(profile.mean)}.{" "}
        {gain <= 1e-9 * Math.max(1, Math.abs(certaintyEquivalent))
          ? "For this judge no policy is better than the one above."
          : "Its rules:"}
        {!optimal && " Not proved best."}
      </p>
      <ul>
        {ruleWords(diagram, policy, (id) => diagram.titleOf(id)).map((words) => (
          <li key={words}>{words}</li>
        ))}
      </ul>
      <p className="faint">
        Committed to before anything is seen; observations play no part
        {set !== "" && `, with ${set}`}.
      </p>
    </div>
  );
}

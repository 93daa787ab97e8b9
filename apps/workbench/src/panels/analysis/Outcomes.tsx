/**
 * What may come out, agent by agent: the distribution with its quantiles beside the mean, what a judge who is not
 * neutral to risk would give for it, and the policy that is best for that judge.
 */
import type { InfluenceDiagram } from "@cidery/core";
import type { RiskProfile } from "@cidery/core/solve";
import { certaintyEquivalent, riskQuantile } from "@cidery/core/solve";
import type { ShownAnalysis } from "@cidery/core/tasks";
import { useState } from "react";
import { percent, short } from "../../widgets/NodeBars.tsx";
import { agentTitle } from "../../state/titles.ts";
import { useNumbers } from "../../worker/numbers.ts";
import { ATTITUDES, type AttitudeKind, attitudeOf } from "./attitudes.ts";
import { CautiousPolicy } from "./CautiousPolicy.tsx";
import { Failed } from "./Failed.tsx";

export function Outcomes({
  diagram,
  outcomes,
}: {
  readonly diagram: InfluenceDiagram;
  readonly outcomes: ShownAnalysis["outcomes"];
}) {
  const shown = outcomes.filter((_, agent) => diagram.structure.utilitiesOf(agent).length > 0);
  return shown.map(([agent, profile]) => (
    <section key={agent} className="outcomes">
      <h3>What {agentTitle(diagram, agent)} may get</h3>
      {profile.kind === "failed" ? (
        <Failed {...profile} />
      ) : (
        <Profile diagram={diagram} agent={agent} profile={profile.found} />
      )}
    </section>
  ));
}

const QUANTILES = [0.05, 0.25, 0.5, 0.75, 0.95];

function Profile({
  diagram,
  agent,
  profile,
}: {
  readonly diagram: InfluenceDiagram;
  readonly agent: string;
  readonly profile: RiskProfile;
}) {
  const given = useNumbers(({ observed }) => observed.size > 0);
  return (
    <>
      <Distribution profile={profile} agent={agentTitle(diagram, agent)} />
      {given && <p className="faint">Given what is observed.</p>}
      <dl className="values">
        <Row name="mean" value={profile.mean} />
        <Row name="standard deviation" value={profile.deviation} />
        {QUANTILES.map((share) => (
          <Row
            key={share}
            name={share === 0.5 ? "median" : `${percent(share)} quantile`}
            value={riskQuantile(profile, share)}
          />
        ))}
      </dl>
      <Attitude diagram={diagram} agent={agent} profile={profile} />
    </>
  );
}

function Row({ name, value }: { readonly name: string; readonly value: number | undefined }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value === undefined ? "–" : short(value)}</dd>
    </div>
  );
}

/** A judge of risk, and the sure amount that is as good for them. */
function Attitude({
  diagram,
  agent,
  profile,
}: {
  readonly diagram: InfluenceDiagram;
  readonly agent: string;
  readonly profile: RiskProfile;
}) {
  const [kind, setKind] = useState<AttitudeKind>("exponential");
  const [typed, setTyped] = useState<string | undefined>();
  const { label, suggested } = ATTITUDES[kind];
  const amount = typed ?? String(suggested(profile));
  const attitude = attitudeOf(kind, amount);
  const sure = attitude === undefined ? undefined : certaintyEquivalent(profile, attitude);
  return (
    <div className="attitude">
      <p className="attitude-choice">
        <label>
          Judged by{" "}
          <select
            className="field"
            value={kind}
            onChange={({ target }) => {
              setKind(target.value as AttitudeKind);
              setTyped(undefined);
            }}
          >
            {Object.entries(ATTITUDES).map(([id, { title }]) => (
              <option key={id} value={id}>
                {title}
              </option>
            ))}
          </select>
        </label>
        <label>
          {label}{" "}
          <input
            className="field"
            inputMode="decimal"
            value={amount}
            aria-invalid={attitude === undefined}
            onChange={({ target }) => setTyped(target.value)}
          />
        </label>
      </p>
      <dl className="values">
        <Row name="certainty equivalent" value={sure} />
      </dl>
      {attitude === undefined ? (
        <p className="caveat">{ATTITUDES[kind].refusal}</p>
      ) : (
        sure === undefined && (
          <p className="caveat">An outcome eats up the wealth: the logarithm has no value there.</p>
        )
      )}
      {attitude !== undefined && (
        <CautiousPolicy diagram={diagram} agent={agent} attitude={attitude} sure={sure} />
      )}
    </div>
  );
}

/** Above this many outcomes bars are gathered into classes. */
const MOST_BARS = 24;
const SIZE = { width: 320, height: 110, margin: 8, foot: 18 };

/** How likely each outcome is, with the mean as a line. */
function Distribution({
  profile: { outcomes, mean },
  agent,
}: {
  readonly profile: RiskProfile;
  readonly agent: string;
}) {
  const { width, height, margin, foot } = SIZE;
  const [low, high] = [outcomes[0]?.value ?? 0, outcomes.at(-1)?.value ?? 0];
  const span = high - low || 1;
  const x = (value: number): number =>
    high === low ? width / 2 : margin + 6 + ((value - low) / span) * (width - 2 * margin - 12);
  const bars = outcomes.length <= MOST_BARS ? outcomes : gathered(outcomes, low, span);
  const most = Math.max(...bars.map(({ probability }) => probability));
  const y = (share: number): number => height - foot - (share / most) * (height - foot - margin);
  const words = bars
    .slice(0, 8)
    .map(({ value, probability }) => `${short(value)}: ${percent(probability)}`)
    .join(", ");
  return (
    <figure className="risk-profile">
      <svg
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-label={`Distribution of what ${agent} may get: ${words}${bars.length > 8 ? ", …" : ""}; mean ${short(mean)}`}
      >
        <line
          className="ground"
          x1={margin}
          x2={width - margin}
          y1={height - foot}
          y2={height - foot}
        />
        {bars.map(({ value, probability }) => (
          <rect
            key={value}
            x={x(value) - 4}
            width={8}
            y={y(probability)}
            height={height - foot - y(probability)}
          >
            <title>{`${short(value)}: ${percent(probability)}`}</title>
          </rect>
        ))}
        <line className="mean" x1={x(mean)} x2={x(mean)} y1={margin} y2={height - foot} />
        <text x={margin} y={height - 4}>
          {short(low)}
        </text>
        <text x={width - margin} y={height - 4} textAnchor="end">
          {short(high)}
        </text>
      </svg>
      <figcaption className="faint">
        {outcomes.length === 1
          ? `${short(low)} for sure.`
          : `${outcomes.length} outcomes; the line is the mean.`}
      </figcaption>
    </figure>
  );
}

function gathered(
  outcomes: RiskProfile["outcomes"],
  low: number,
  span: number,
): RiskProfile["outcomes"] {
  const shares = new Float64Array(MOST_BARS);
  for (const { value, probability } of outcomes) {
    const at = Math.min(MOST_BARS - 1, Math.floor(((value - low) / span) * MOST_BARS));
    shares[at] = (shares[at] as number) + probability;
  }
  return [...shares].map((probability, i) => ({
    value: low + ((i + 0.5) / MOST_BARS) * span,
    probability,
  }));
}

/** What the lab claims, where that comes from, and what is measured when it is checked here. */
import type { Lab } from "@cidery/core/lab";
import { CircleCheck, CircleDashed, CircleX } from "lucide-react";
import { type ReactNode, useMemo, useState } from "react";
import type { CheckedLabClaim } from "@cidery/core/tasks";
import { partsOf } from "./labPart.ts";
import { labStore, startTask } from "./labStore.ts";
import { ProvenanceBadge } from "./ProvenanceBadge.tsx";
import { Carries, Robustness } from "./Robustness.tsx";
import { TaskBar } from "./TaskBar.tsx";
import { withMinus } from "./write.ts";

const SEED_COUNTS = [2, 5, 20, 36, 72] as const;

export function ClaimsSection({ lab }: { readonly lab: Lab }) {
  const store = labStore(lab);
  const task = store((state) => state.tasks["claims"]);
  const full = store((state) => state.full);
  const [seeds, setSeeds] = useState<number>(SEED_COUNTS[0]);
  const found = useMemo(() => {
    return new Map(partsOf(task?.parts, "labClaims").map((claim) => [claim.id, claim]));
  }, [task?.parts]);
  const robustness = store((state) => state.tasks["robustness"]);
  const carries = useMemo(() => partsOf(robustness?.parts, "labRobustness"), [robustness?.parts]);
  const key = JSON.stringify([seeds, full]);
  const start = (claims: readonly string[], add: boolean): void => {
    startTask(
      lab,
      "claims",
      key,
      {
        kind: "labClaims",
        input: { lab: lab.id, effort: full ? "full" : "quick", claims, seeds },
      },
      add,
    );
  };
  const failing = [...found.values()].filter(({ outcome }) => outcome === "fails").length;
  const holding = [...found.values()].filter(({ holds }) => holds).length;
  return (
    <>
      <TaskBar
        lab={lab}
        name="claims"
        task={task}
        stale={task !== undefined && task.key !== key}
        start={() =>
          start(
            lab.claims.map(({ id }) => id),
            false,
          )
        }
        label="Check all"
        again="Check all again"
      >
        <label className="lab-inline">
          over
          <select
            className="field"
            value={seeds}
            onChange={({ target }) => setSeeds(Number(target.value))}
          >
            {SEED_COUNTS.map((one) => (
              <option key={one} value={one}>
                {one} seeds
              </option>
            ))}
          </select>
        </label>
      </TaskBar>
      <p className="faint">
        A claim has settings of its own, so that anybody can check the same.
        {found.size > 0 &&
          ` ${holding} of ${lab.claims.length} hold here${failing > 0 ? `, ${failing} fail` : ""}${found.size > holding + failing ? `, ${found.size - holding - failing} need more seeds` : ""}.`}
      </p>
      <ul className="lab-claims">
        {lab.claims.map((claim) => (
          <ClaimRow
            key={claim.id}
            claim={claim}
            found={found.get(claim.id)}
            carries={carries
              .filter((one) => one.claim === claim.id)
              .map((one) => <Carries key={one.id} lab={lab} one={one} />)}
            busy={task?.status === "running"}
            check={() => start([claim.id], true)}
          />
        ))}
      </ul>
      <Robustness lab={lab} />
      {lab.sources.length > 0 && <p className="faint">Published in: {lab.sources.join("; ")}.</p>}
    </>
  );
}

function ClaimRow({
  claim: { id, statement, provenance, place, over, share = 0.9 },
  found,
  carries,
  busy,
  check,
}: {
  readonly claim: Lab["claims"][number];
  readonly found: CheckedLabClaim | undefined;
  readonly carries: ReactNode;
  readonly busy: boolean;
  readonly check: () => void;
}) {
  const state = found?.outcome ?? "open";
  return (
    <li className={state} data-claim={id}>
      <ClaimIcon state={state} />
      <div>
        <p>{statement}</p>
        <p className="faint">
          <ProvenanceBadge provenance={provenance} /> {OVER[over]}
          {over === "each-seed" && `, ${Math.round(100 * share)} % of them must agree`}
          {place !== undefined && `; in ${place}`}
        </p>
        {found !== undefined && (
          <p className="lab-measured">
            <b>{OUTCOME[found.outcome]}.</b> {found.interval !== undefined && shareOf(found)}
            {withMinus(found.measured)}
          </p>
        )}
        {found?.control !== undefined && (
          <p className="lab-control">
            <b>Control, {found.control.swap}:</b>{" "}
            {CONTROL[found.control.open ? "open" : found.control.holds ? "agrees" : "denies"]} (
            {withMinus(found.control.measured)}).
          </p>
        )}
        {carries}
      </div>
      <button
        type="button"
        className="button small"
        aria-label={`Check: ${statement}`}
        disabled={busy}
        onClick={check}
      >
        Check
      </button>
    </li>
  );
}

const CONTROL = {
  denies: "denied, as it must be",
  agrees: "not denied, so the claim says nothing",
  open: "not denied at these seeds; more would tell",
} as const;

const OUTCOME = { holds: "Holds", fails: "Fails", open: "Undecided: too few seeds" } as const;

/** How many seeds agree, and what that says of all seeds. */
function shareOf({ agree, asked, interval = [0, 1] }: CheckedLabClaim): string {
  const [low, high] = interval.map((share) => `${(100 * share).toFixed(0)} %`);
  return `${agree} of ${asked} seeds, so ${low} … ${high} of all; `;
}

const OVER = {
  once: "exact, no chance in it",
  "each-seed": "asked of every seed",
  "all-seeds": "about all seeds together",
} as const;

function ClaimIcon({ state }: { readonly state: "open" | "holds" | "fails" }) {
  if (state === "holds") return <CircleCheck size={17} className="good" aria-hidden="true" />;
  if (state === "fails") return <CircleX size={17} className="bad" aria-hidden="true" />;
  return <CircleDashed size={17} aria-hidden="true" />;
}

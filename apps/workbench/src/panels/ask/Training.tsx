/** A learner trained in the model at hand, and compared with the exact optimum; or all agents at once. */
import type { InfluenceDiagram } from "@cidery/core";
import { GAME_LEARNERS, LEARNERS } from "@cidery/core/learn";
import { actingAgents } from "@cidery/core/tasks";
import { useState } from "react";
import {
  startTraining,
  stopTraining,
  type TrainingWish,
  useTraining,
} from "../../worker/training.ts";
import { TrainingResult } from "./TrainingResult.tsx";

const FIRST: TrainingWish = {
  learner: "q_learning",
  agent: undefined,
  episodes: 5000,
  seeds: 5,
  firstSeed: 1,
  separateSteps: false,
};

export function Training({ diagram }: { readonly diagram: InfluenceDiagram }) {
  const acting = actingAgents(diagram);
  const [wish, setWish] = useState(FIRST);
  const { busy } = useTraining();
  if (acting.length === 0) return null;
  const together = GAME_LEARNERS.some(({ id }) => id === wish.learner);
  const [first] = acting;
  const agent = wish.agent !== undefined && acting.includes(wish.agent) ? wish.agent : first;
  const fits = [wish.episodes, wish.seeds].every((n) => Number.isInteger(n) && n >= 1);
  return (
    <section className="training">
      <h3>Train a learner</h3>
      <p className="faint">
        Does it come to what is optimal? As <code>cidery train</code>, from the seeds given.
      </p>
      <Wishes wish={wish} change={(part) => setWish({ ...wish, ...part })} />
      {!together && acting.length > 1 && (
        <label>
          who learns{" "}
          <select
            className="field"
            value={agent}
            onChange={({ target }) => setWish({ ...wish, agent: Number(target.value) })}
          >
            {acting.map((id) => (
              <option key={id} value={id}>
                {diagram.agents[id]?.label ?? diagram.agents[id]?.name}
              </option>
            ))}
          </select>
        </label>
      )}
      <p className="actions">
        {busy === undefined ? (
          <button
            type="button"
            className="button small"
            disabled={!fits}
            onClick={() => startTraining(diagram, { ...wish, agent: together ? undefined : agent })}
          >
            Train
          </button>
        ) : (
          <button type="button" className="button small" onClick={stopTraining}>
            Stop
          </button>
        )}
      </p>
      {busy !== undefined && (
        <div className="progress" role="status">
          <progress max={1} value={busy.fraction} aria-label="Progress of the training" />
          <span>{busy.stage}…</span>
        </div>
      )}
      <TrainingResult diagram={diagram} />
    </section>
  );
}

function Wishes({
  wish,
  change,
}: {
  readonly wish: TrainingWish;
  readonly change: (part: Partial<TrainingWish>) => void;
}) {
  const numbers = [
    ["episodes", "episodes"],
    ["seeds", "seeds"],
    ["firstSeed", "first seed"],
  ] as const;
  return (
    <>
      <p className="attitude-choice">
        <label>
          learner{" "}
          <select
            className="field"
            value={wish.learner}
            onChange={({ target }) => change({ learner: target.value })}
          >
            <optgroup label="one agent">
              {LEARNERS.map(({ id, title }) => (
                <option key={id} value={id}>
                  {title}
                </option>
              ))}
            </optgroup>
            <optgroup label="all agents at once">
              {GAME_LEARNERS.map(({ id, title }) => (
                <option key={id} value={id}>
                  {title}
                </option>
              ))}
            </optgroup>
          </select>
        </label>
        {numbers.map(([key, label]) => (
          <label key={key}>
            {label}{" "}
            <input
              className="field"
              type="number"
              min={key === "firstSeed" ? 0 : 1}
              value={Number.isNaN(wish[key]) ? "" : wish[key]}
              onChange={({ target }) => change({ [key]: target.valueAsNumber })}
            />
          </label>
        ))}
      </p>
      <label className="check">
        <input
          type="checkbox"
          checked={wish.separateSteps}
          onChange={({ target }) => change({ separateSteps: target.checked })}
        />
        a rule for each time step of a repeated decision
      </label>
    </>
  );
}

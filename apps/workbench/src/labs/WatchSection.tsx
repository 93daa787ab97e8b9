/**
 * Episodes of some agents side by side, in step with each other: the world, what just happened, what
 * was paid and what was wanted so far, and the variables of the step in the agent's diagram.
 */
import { diagramOfAgent, type Lab, type LabEpisode, type LabFrame } from "@cidery/core/lab";
import { ChevronFirst, Pause, Play, StepBack, StepForward } from "lucide-react";
import { useEffect, useMemo, useState } from "react";
import { LabDrawing } from "./LabDrawing.tsx";
import { labDiagram } from "../state/labDiagram.ts";
import { SLOTS } from "@cidery/core/charts";
import { partsOf } from "./labPart.ts";
import { labStore, settingsKey, startTask } from "./labStore.ts";
import { SceneView } from "./SceneView.tsx";
import { TaskBar } from "./TaskBar.tsx";
import { type Player, SPEEDS, usePlayer } from "./usePlayer.ts";
import { agentSlot, agentTitle, measureNamed, withMinus, written } from "./write.ts";

/** Episodes that come faster than this are renewed whenever a setting changes. */
const QUICK = 2500;
const SETTLE = 350;

export function WatchSection({ lab }: { readonly lab: Lab }) {
  const store = labStore(lab);
  const key = store(settingsKey);
  const task = store((state) => state.tasks["episodes"]);
  const [chosen, setChosen] = useState(() => firstAgents(lab));
  const episodes = useMemo(() => {
    return new Map(partsOf(task?.parts, "labEpisodes").map((one) => [one.agent, one]));
  }, [task?.parts]);
  const shown = chosen.flatMap((id) => episodes.get(id) ?? []);
  const player = usePlayer(Math.max(0, ...shown.map(({ frames }) => frames.length)));

  const ask = (agents: readonly string[], add: boolean): void => {
    const { settings, seed, full } = store.getState();
    const effort = full ? "full" : "quick";
    startTask(
      lab,
      "episodes",
      settingsKey(store.getState()),
      { kind: "labEpisodes", input: { lab: lab.id, settings, seed, effort, agents } },
      add,
    );
  };
  const stale = task !== undefined && task.key !== key;
  const missing = chosen.filter((id) => !episodes.has(id));
  const settled = task === undefined || task.status === "done";
  const wanted =
    lab.episode !== undefined &&
    settled &&
    ((stale && task.took < QUICK) || (!stale && missing.length > 0));
  const names = missing.join(" ");
  useEffect(() => {
    if (!wanted) return undefined;
    const timer = setTimeout(
      () => ask(stale ? chosen : missing, !stale),
      task === undefined ? 0 : SETTLE,
    );
    return () => clearTimeout(timer);
    // Asked again when the settings or the choice change, not when something else is drawn.
  }, [wanted, key, names]);

  if (lab.episode === undefined) {
    return (
      <p className="note calm">
        This lab has nothing to watch step by step; its results are below.
      </p>
    );
  }
  return (
    <>
      <fieldset className="lab-choice">
        <legend>Agents side by side</legend>
        {lab.agents.map(({ id, title, objective }) => (
          <button
            key={id}
            type="button"
            className="chip"
            aria-pressed={chosen.includes(id)}
            title={`maximises ${objective}`}
            onClick={() => {
              const without = chosen.filter((one) => one !== id);
              if (without.length === chosen.length) setChosen([...chosen, id]);
              else if (without.length > 0) setChosen(without);
            }}
          >
            <i className={`dot slot-${agentSlot(lab, id) % SLOTS}`} aria-hidden="true" />
            {title}
          </button>
        ))}
      </fieldset>
      {task !== undefined && (task.status !== "done" || (stale && !wanted)) && (
        <TaskBar
          lab={lab}
          name="episodes"
          task={task}
          stale={stale && !wanted}
          start={() => ask(chosen, false)}
          label="Show an episode"
          again="Show again"
        />
      )}
      {shown.length > 0 && <PlayerBar player={player} />}
      <div className="lab-watch">
        {chosen.map((id) => (
          <Column key={id} lab={lab} agent={id} episode={episodes.get(id)} at={player.at} />
        ))}
      </div>
      <Spoken lab={lab} episodes={shown} player={player} />
    </>
  );
}

/** Those of the headline; or the first agent, and the first that acts in another diagram, or else the second. */
function firstAgents(lab: Lab): readonly string[] {
  if (lab.headline !== undefined) return lab.headline.agents;
  const [first, second] = lab.agents;
  if (first === undefined) return [];
  const other = lab.agents.find(({ diagram }) => diagram !== first.diagram) ?? second;
  return other === undefined ? [first.id] : [first.id, other.id];
}

function PlayerBar({ player }: { readonly player: Player }) {
  const { at, last, playing, speed } = player;
  return (
    <div className="lab-player" role="group" aria-label="Player">
      <button
        type="button"
        className="button icon"
        aria-label="Rewind"
        title="Rewind"
        disabled={at === 0}
        onClick={() => player.go(0)}
      >
        <ChevronFirst size={17} />
      </button>
      <button
        type="button"
        className="button icon"
        aria-label="Step back"
        title="Step back"
        disabled={at === 0}
        onClick={() => player.go(at - 1)}
      >
        <StepBack size={16} />
      </button>
      <button type="button" className="button primary" onClick={player.toggle}>
        {playing ? <Pause size={15} aria-hidden="true" /> : <Play size={15} aria-hidden="true" />}
        {playing ? "Pause" : "Play"}
      </button>
      <button
        type="button"
        className="button icon"
        aria-label="Step"
        title="Step"
        disabled={at === last}
        onClick={() => player.go(at + 1)}
      >
        <StepForward size={16} />
      </button>
      <input
        type="range"
        aria-label="Step of the episode"
        aria-valuetext={`step ${at} of ${last}`}
        min={0}
        max={last}
        value={at}
        onChange={({ target }) => player.go(Number(target.value))}
      />
      <output className="lab-step">
        {at} / {last}
      </output>
      <label className="lab-speed">
        <span>Speed</span>
        <select
          className="field"
          value={speed}
          onChange={({ target }) => player.setSpeed(Number(target.value))}
        >
          {SPEEDS.map((one) => (
            <option key={one} value={one}>
              {one}×
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}

function Column({
  lab,
  agent,
  episode,
  at,
}: {
  readonly lab: Lab;
  readonly agent: string;
  readonly episode: LabEpisode | undefined;
  readonly at: number;
}) {
  const known = lab.agents.find(({ id }) => id === agent);
  const settings = labStore(lab)((state) => state.tasks["episodes"]?.settings);
  const file =
    known === undefined ? (lab.diagrams[0]?.file ?? "") : diagramOfAgent(known, settings ?? {});
  const frame = episode?.frames[Math.min(at, episode.frames.length - 1)];
  const over = episode !== undefined && at > episode.frames.length - 1;
  const variables = useMemo(() => Object.keys(frame?.variables ?? {}), [frame]);
  return (
    <section
      className="lab-column"
      aria-label={`Watch: ${agentTitle(lab, agent)}`}
      data-agent={agent}
    >
      <header>
        <h4>
          <i className={`dot slot-${agentSlot(lab, agent) % SLOTS}`} aria-hidden="true" />
          {agentTitle(lab, agent)}
        </h4>
        {known !== undefined && <p className="faint">maximises {known.objective}</p>}
      </header>
      {frame === undefined ? (
        <p className="loading">Waiting for its episode…</p>
      ) : (
        <>
          <div className="lab-scene">
            <SceneView scene={frame.scene} />
          </div>
          <p className="lab-caption">
            {over && <b>Over. </b>}
            {withMinus(frame.caption)}
          </p>
          <Totals lab={lab} frame={frame} />
          <LabDrawing
            id={`watch-${lab.id}-${agent}`}
            label={`Its diagram; now: ${variables.join(", ") || "nothing yet"}`}
            diagram={labDiagram(lab.id, file)}
            now={variables}
          />
          <Variables frame={frame} />
        </>
      )}
    </section>
  );
}

function Totals({ lab, frame }: { readonly lab: Lab; readonly frame: LabFrame }) {
  const names = Object.keys(frame.totals);
  return (
    <dl className="lab-totals" aria-label="So far">
      {names.map((name) => {
        const { title, kind, unit } = measureNamed(lab, name);
        return (
          <div key={name} className={kind}>
            <dt>
              {title} <span className={`kind ${kind}`}>{kind}</span>
            </dt>
            <dd>
              {written(frame.totals[name] ?? 0)} <span className="faint">{unit}</span>
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

function Variables({ frame }: { readonly frame: LabFrame }) {
  const entries = Object.entries(frame.variables);
  return (
    <p className="lab-variables">
      {entries.length === 0
        ? "No variable has a value yet."
        : entries.map(([name, value]) => (
            <code key={name}>
              {name} = {typeof value === "number" ? written(value) : String(value)}
            </code>
          ))}
    </p>
  );
}

/** Captions for screen readers: when stepping and at the end, not on every frame while playing. */
function Spoken({
  lab,
  episodes,
  player,
}: {
  readonly lab: Lab;
  readonly episodes: readonly LabEpisode[];
  readonly player: Player;
}) {
  const words = episodes.map(({ agent, frames }) => {
    const frame = frames[Math.min(player.at, frames.length - 1)];
    return `${agentTitle(lab, agent)}: ${frame?.caption ?? ""}`;
  });
  const step = `Step ${player.at} of ${player.last}. ${words.join(" ")}`;
  return (
    <p className="visually-hidden" role="status">
      {episodes.length > 0 && (player.playing ? "Playing." : step)}
    </p>
  );
}

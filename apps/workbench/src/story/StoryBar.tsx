/**
 * The steps of the model under its picture: what is told, what is asked and whether it is done. Arrow
 * keys turn the steps while the focus is here, and everywhere while they are shown as slides.
 */
import type { Step } from "@cidery/core/check";
import { ChevronLeft, ChevronRight, CircleCheck, Play, Presentation, X } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useDocumentPart } from "../state/document.ts";
import { goToStep, leaveStory, moveStep, togglePresenting, useStory } from "../state/story.ts";
import { setUi, useUi } from "../state/ui.ts";
import { useArrowKeys } from "./useArrowKeys.ts";
import { type TaskState, useTask } from "./useTask.ts";

export interface StoryBarProps {
  /** In a frame: nothing is edited, and this address leads to where it can be. */
  readonly tryAt?: (() => string) | undefined;
}

export function StoryBar({ tryAt }: StoryBarProps) {
  const diagram = useDocumentPart(({ good }) => good?.diagram);
  const at = useStory((story) => story.at);
  const steps = diagram?.steps ?? [];
  const step = at === undefined ? undefined : steps[at];
  const state = useTask(diagram, step);
  // The text was edited and has fewer steps than before.
  const lost = at !== undefined && step === undefined;
  useEffect(() => {
    if (lost) leaveStory();
  }, [lost]);
  if (steps.length === 0) return tryAt === undefined ? <NoStory /> : null;
  if (step === undefined || at === undefined)
    return <Offer steps={steps} start={tryAt === undefined} />;
  return <Playing step={step} at={at} of={steps.length} state={state} tryAt={tryAt} />;
}

/** Below a model that tells nothing: the way to those that do. */
function NoStory() {
  return (
    <section className="story-bar offer none" aria-label="Story">
      <WhereToStart />
      <span className="faint">Models with stories and tasks</span>
    </section>
  );
}

function WhereToStart() {
  return (
    <button type="button" className="button small quiet" onClick={() => setUi({ screen: "start" })}>
      Where to start
    </button>
  );
}

/** One line, until somebody wants to read. */
function Offer({ steps, start }: { readonly steps: readonly Step[]; readonly start: boolean }) {
  const tasks = steps.filter(({ kind }) => kind === "ask").length;
  return (
    <section className="story-bar offer" aria-label="Story">
      <button type="button" className="button small" onClick={() => goToStep(0)}>
        <Play size={14} aria-hidden="true" />
        Play the story
      </button>
      <span className="faint">
        {steps.length === 1 ? "1 step" : `${steps.length} steps`}
        {tasks > 0 && (tasks === 1 ? ", 1 of them a task" : `, ${tasks} of them tasks`)}
      </span>
      {start && <WhereToStart />}
    </section>
  );
}

function Playing({
  step,
  at,
  of,
  state,
  tryAt,
}: {
  readonly step: Step;
  readonly at: number;
  readonly of: number;
  readonly state: TaskState;
  readonly tryAt: StoryBarProps["tryAt"];
}) {
  const bar = useRef<HTMLElement>(null);
  const presenting = useUi((ui) => ui.presenting);
  useArrowKeys(bar, presenting || tryAt !== undefined);
  useEffect(() => bar.current?.querySelector<HTMLElement>(".story-words")?.focus(), [at]);
  return (
    <section ref={bar} className="story-bar" aria-label="Story" data-kind={step.kind}>
      <div className="story-turn">
        <Turn by={-1} possible={at > 0} />
        <span>
          <span className="visually-hidden">Step </span>
          {at + 1} <span aria-hidden="true">/</span>
          <span className="visually-hidden">of</span> {of}
        </span>
        <Turn by={1} possible={at + 1 < of} />
      </div>
      <div className="story-words" tabIndex={-1} aria-live="polite">
        <p>
          {step.kind === "ask" && <strong>Your turn. </strong>}
          {step.text}
        </p>
        {step.kind === "story" && step.note !== undefined && (
          <More key={at} title="More" text={step.note} />
        )}
        {step.kind === "ask" && <Task key={at} step={step} state={state} tryAt={tryAt} />}
      </div>
      <div className="story-ways">
        {tryAt === undefined && (
          <button
            type="button"
            className="button icon quiet"
            aria-pressed={presenting}
            aria-label={presenting ? "Show the whole page" : "Show as slides"}
            title={presenting ? "Show the whole page (Esc)" : "Show as slides"}
            onClick={() => togglePresenting(!presenting)}
          >
            <Presentation size={17} />
          </button>
        )}
        <button
          type="button"
          className="button icon quiet"
          aria-label="Leave the story"
          title="Leave the story"
          onClick={leaveStory}
        >
          <X size={17} />
        </button>
      </div>
    </section>
  );
}

function Turn({ by, possible }: { readonly by: -1 | 1; readonly possible: boolean }) {
  const title = by < 0 ? "Step before" : "Next step";
  return (
    <button
      type="button"
      className="button icon"
      aria-label={title}
      title={`${title} (${by < 0 ? "←" : "→"})`}
      // Not `disabled`: the focus would be lost at the last step.
      aria-disabled={!possible}
      onClick={() => moveStep(by)}
    >
      {by < 0 ? <ChevronLeft size={20} /> : <ChevronRight size={20} />}
    </button>
  );
}

/** How far the task is, a hint, and the answers for who gives up. */
function Task({
  step,
  state,
  tryAt,
}: {
  readonly step: Extract<Step, { kind: "ask" }>;
  readonly state: TaskState;
  readonly tryAt: StoryBarProps["tryAt"];
}) {
  const peeking = useStory((story) => story.peeking);
  const done = state === "done";
  return (
    <div className="story-task">
      <p role="status" className={done ? "done" : ""}>
        {done && <CircleCheck size={16} aria-hidden="true" />}
        {WORDS[state]}
      </p>
      {!done && step.until.note !== undefined && <More title="Hint" text={step.until.note} />}
      {!done && tryAt === undefined && (
        <button
          type="button"
          className="button small quiet"
          onClick={() => useStory.setState({ peeking: !peeking })}
        >
          {peeking ? "Hide the answers" : "Show the answers"}
        </button>
      )}
      {!done && tryAt !== undefined && (
        <a className="button small" href={tryAt()} target="_blank" rel="noopener">
          Do it in Cidery
        </a>
      )}
    </div>
  );
}

const WORDS: Readonly<Record<TaskState, string>> = {
  none: "",
  open: "Not done yet.",
  done: "Done.",
  computing: "Checking whether it is done…",
  undecided: "Whether it is done cannot be told from the model as it is now.",
};

function More({ title, text }: { readonly title: string; readonly text: string }) {
  const [open, setOpen] = useState(false);
  return (
    <div className="story-more">
      <button
        type="button"
        className="button small quiet"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        {title}
      </button>
      {open && <p>{text}</p>}
    </div>
  );
}

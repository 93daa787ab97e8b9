/**
 * What fails shows itself in its place, and nothing else goes with it: a part of the program that
 * cannot be fetched, a pane that throws. The text is in the session, outside of all of them, so
 * there is always a way to save it.
 */
import { commandNamed, runCommand } from "@cidery/core/session";
import { Component, type ComponentType, lazy, type ReactNode, Suspense, useState } from "react";
import { commandContext } from "../state/commandContext.ts";

interface BoundaryProps {
  /** What it is to the reader: "The diagram". */
  readonly part: string;
  readonly children: ReactNode;
  /** Called before it is tried again. */
  readonly again?: (error: Error) => void;
  /** Where it can be closed. */
  readonly close?: () => void;
}

export class Boundary extends Component<BoundaryProps, { readonly error: Error | undefined }> {
  override state: { readonly error: Error | undefined } = { error: undefined };

  static getDerivedStateFromError(thrown: unknown): { error: Error } {
    return { error: thrown instanceof Error ? thrown : new Error(String(thrown)) };
  }

  override render(): ReactNode {
    const { error } = this.state;
    const { part, children, again, close } = this.props;
    if (error === undefined) return children;
    const missing = /dynamically imported module|module script failed|preload/iu.test(
      error.message,
    );
    return (
      <section className={`broken-part ${close === undefined ? "" : "over"}`} role="alert">
        <h2>{part} cannot be shown</h2>
        <p>
          {missing
            ? "A part of the program could not be loaded: the server or the command may have stopped."
            : error.message}
        </p>
        <p>The text of the model is safe.</p>
        <p className="row">
          <button
            type="button"
            className="button primary"
            onClick={() => void runCommand(commandNamed("file.save"), commandContext)}
          >
            Save as a file
          </button>
          <button
            type="button"
            className="button"
            onClick={() => {
              again?.(error);
              this.setState({ error: undefined });
            }}
          >
            Try again
          </button>
          {close !== undefined && (
            <button type="button" className="button" onClick={close}>
              Close
            </button>
          )}
        </p>
      </section>
    );
  }
}

/** A component that is fetched when it is first shown, with a boundary of its own. */
export function lazyPart<Props extends object>(
  part: string,
  load: () => Promise<{ readonly default: ComponentType<Props> }>,
  waiting: ReactNode = null,
): ComponentType<Props> {
  let Loaded = lazy(load);
  return function LazyPart(props: Props) {
    const [, renderAgain] = useState(0);
    const close = (props as { readonly close?: unknown }).close;
    return (
      <Boundary
        part={part}
        again={(error) => {
          Loaded = lazy(() => loadAgain(load, error));
          renderAgain((count) => count + 1);
        }}
        {...(typeof close === "function" && { close: close as () => void })}
      >
        <Suspense fallback={waiting}>
          <Loaded {...props} />
        </Suspense>
      </Boundary>
    );
  };
}

let attempts = 0;

/**
 * Browsers remember that a module could not be fetched, and do not ask for it again under the same
 * address: it is asked for under another one.
 */
async function loadAgain<Part>(load: () => Promise<Part>, { message }: Error): Promise<Part> {
  try {
    return await load();
  } catch (error) {
    const address = /https?:\/\/[^\s'"]+\.js/u.exec(message)?.[0];
    if (address === undefined) throw error;
    return (await import(/* @vite-ignore */ `${address}?again=${++attempts}`)) as Part;
  }
}

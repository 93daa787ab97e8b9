/**
 * Where the keyboard focus goes when a menu or dialog closes. Radix gives it back to a trigger
 * only; what is opened by a command has none.
 */
import { type Command, runCommand } from "@cidery/core/session";
import { useRef, useState } from "react";
import { commandContext } from "../state/commandContext.ts";

/** Gives the focus back to what had it when the dialog opened. For `onCloseAutoFocus`. */
export function useFocusBack(): (event: Event) => void {
  const [before] = useState(() => document.activeElement);
  return (event) => {
    event.preventDefault();
    // What was done in the dialog may have given it to something else by now.
    if (document.activeElement !== document.body) return;
    if (before instanceof HTMLElement) before.focus({ preventScroll: true });
  };
}

/**
 * A command chosen in a menu or in the palette runs once that has closed and the focus is back.
 * Run earlier, a field that it opens would lose the focus, and close, to the menu that gives it
 * back a moment later.
 */
export function useChosenCommand(focusBack: (event: Event) => void): {
  readonly choose: (command: Command) => void;
  readonly onCloseAutoFocus: (event: Event) => void;
} {
  const chosen = useRef<Command | undefined>(undefined);
  return {
    choose: (command) => {
      chosen.current = command;
    },
    onCloseAutoFocus: (event) => {
      focusBack(event);
      if (chosen.current !== undefined) runCommand(chosen.current, commandContext);
      chosen.current = undefined;
    },
  };
}

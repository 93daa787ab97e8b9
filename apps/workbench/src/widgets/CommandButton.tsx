/** A button that runs a command; its tooltip says title, keys, and why it cannot run. */
import { type Command, runCommand, showKeys } from "@cidery/core/session";
import type { ReactNode } from "react";
import { useDocumentPart } from "../state/document.ts";
import { commandContext } from "../state/commandContext.ts";
import { IS_MAC } from "./keyboard.ts";

/** Why a command cannot run now, if it cannot. */
export function useReason(command: Command): string | undefined {
  return useDocumentPart(() => command.unavailable?.(commandContext));
}

export function CommandButton({
  command,
  icon,
  label,
  pressed,
  className = "",
}: {
  readonly command: Command;
  readonly icon?: ReactNode;
  /** Shown beside the icon. */
  readonly label?: string;
  readonly pressed?: boolean;
  readonly className?: string;
}) {
  const [keys] = command.keys;
  const shortcut = keys === undefined ? "" : ` (${showKeys(keys, IS_MAC).join(IS_MAC ? "" : "+")})`;
  const reason = useReason(command);
  const classes = ["button", label === undefined ? "icon quiet" : "", className].join(" ");
  return (
    <button
      type="button"
      className={classes}
      aria-label={label === undefined ? command.title : undefined}
      aria-pressed={pressed}
      data-command={command.id}
      aria-disabled={reason === undefined ? undefined : true}
      title={`${command.title}${shortcut}${reason === undefined ? "" : `: ${reason}`}`}
      onClick={() => runCommand(command, commandContext)}
    >
      {icon}
      {label}
    </button>
  );
}

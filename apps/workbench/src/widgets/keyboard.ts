/** Keys for the whole page: finds the command a press means where the focus is, and runs it. */
import { commandForKey, type Focus, runCommand } from "@cidery/core/session";
import { commandContext } from "../state/commandContext.ts";

export const IS_MAC = /Mac|iPhone|iPad/u.test(navigator.userAgent);

/** Starts listening; returns the function that stops. */
export function listenForKeys(): () => void {
  const onKey = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.isComposing) return;
    // Inside dialogs and menus, keys belong to them.
    const target = event.target instanceof HTMLElement ? event.target : document.body;
    if (target.closest("[role=dialog], [role=menu], [role=alertdialog]")) return;
    const focus = focusOf(target);
    // What edits a field is the field's; the palette opens everywhere.
    const command = commandForKey(event, focus === "field" ? "text" : focus, IS_MAC);
    if (command === undefined || (focus === "field" && command.id !== "help.palette")) return;
    // A button under focus keeps Enter and Space.
    if (target.closest("button, a, summary") && (event.key === "Enter" || event.key === " ")) {
      if (!event.metaKey && !event.ctrlKey) return;
    }
    // Copying or cutting text that is selected on the page is the browser's business.
    const isClipboard = (event.metaKey || event.ctrlKey) && /^[cx]$/iu.test(event.key);
    if (isClipboard && window.getSelection()?.isCollapsed === false) return;
    event.preventDefault();
    runCommand(command, commandContext);
  };
  window.addEventListener("keydown", onKey);
  return () => window.removeEventListener("keydown", onKey);
}

function focusOf(target: HTMLElement): Focus | "field" {
  if (target.closest(".cm-editor")) return "text";
  if (target.matches("input, textarea, select")) {
    return (target as HTMLInputElement).type === "range" ? "elsewhere" : "field";
  }
  if (target.closest(".canvas-area") || target === document.body) return "canvas";
  return "elsewhere";
}

/** Commands about changes: undo, clipboard, delete, duplicate, format. */
import type { Command, CommandContext } from "./command.ts";
import { formatModel } from "../../language/index.ts";
import { copySelected, duplicateSelected, pasteNodes } from "../clipboard.ts";
import type { GestureResult } from "../gesture.ts";
import { deleteSelected } from "../gestures.ts";
import { report } from "./nodeCommands.ts";

function needsSomething({ session }: CommandContext): string | undefined {
  const { selection, diagram } = session.state();
  if (diagram === undefined) return "the text has to be mended first";
  return selection.nodes.length + selection.edges.length > 0 ? undefined : "select something first";
}

export const EDIT_COMMANDS: readonly Command[] = [
  {
    id: "edit.undo",
    title: "Undo",
    group: "Edit",
    keys: ["Mod+Z"],
    where: "anywhere",
    unavailable: ({ session }) =>
      session.state().history.past.length > 0 ? undefined : "nothing to undo",
    run: ({ session, host }) => {
      const label = session.undo();
      if (label !== undefined) host.announce(`Undone: ${label}`);
    },
  },
  {
    id: "edit.redo",
    title: "Redo",
    group: "Edit",
    keys: ["Mod+Shift+Z", "Mod+Y"],
    where: "anywhere",
    unavailable: ({ session }) =>
      session.state().history.future.length > 0 ? undefined : "nothing to redo",
    run: ({ session, host }) => {
      const label = session.redo();
      if (label !== undefined) host.announce(`Done again: ${label}`);
    },
  },
  {
    id: "edit.cut",
    title: "Cut",
    group: "Edit",
    keys: ["Mod+X"],
    where: "canvas",
    unavailable: needsSomething,
    run: (context) => {
      const copied = copySelected(context.session);
      const keep = (result: GestureResult): GestureResult => {
        if (result.ok) context.host.writeClipboard(copied);
        return result;
      };
      const result = keep(deleteSelected(context.session));
      if (!result.ok && result.numbers !== undefined)
        context.host.chooseNumbers(result.numbers, () => context.host.writeClipboard(copied));
      else if (result.ok || result.remedy === undefined) report(context, result);
      else {
        const { title, run } = result.remedy;
        report(context, { ...result, remedy: { title, run: () => keep(run()) } });
      }
    },
  },
  {
    id: "edit.copy",
    title: "Copy",
    group: "Edit",
    keys: ["Mod+C"],
    where: "canvas",
    unavailable: needsSomething,
    run: ({ session, host }) => {
      host.writeClipboard(copySelected(session));
      host.announce("Copied");
    },
  },
  {
    id: "edit.paste",
    title: "Paste",
    group: "Edit",
    keys: ["Mod+V"],
    where: "canvas",
    run: (context) => {
      void context.host
        .readClipboard()
        .then((text) => report(context, pasteNodes(context.session, text)));
    },
  },
  {
    id: "edit.duplicate",
    title: "Duplicate",
    group: "Edit",
    keys: ["Mod+D"],
    where: "canvas",
    unavailable: needsSomething,
    run: (context) => void report(context, duplicateSelected(context.session)),
  },
  {
    id: "edit.delete",
    title: "Delete",
    group: "Edit",
    keys: ["Delete", "Backspace"],
    where: "canvas",
    unavailable: needsSomething,
    run: (context) => {
      const result = deleteSelected(context.session);
      if (report(context, result)) {
        const undo = { title: "Undo", run: () => void context.session.undo() };
        context.host.announce(`Done: ${result.label}`, undo);
      }
    },
  },
  {
    id: "edit.all",
    title: "Select all",
    group: "Edit",
    keys: ["Mod+A"],
    where: "canvas",
    run: ({ session }) => {
      const { good } = session.state();
      session.select({ nodes: good?.diagram.nodes.map((node) => node.name) ?? [], edges: [] });
    },
  },
  {
    id: "edit.cancel",
    title: "Cancel, then deselect",
    group: "Edit",
    keys: ["Escape"],
    where: "outside-text",
    keysOnly: true,
    run: ({ session, host }) => {
      if (host.cancel()) return;
      if (session.state().selection.pinnedVerdict !== undefined) {
        session.select({ pinnedVerdict: undefined });
      } else session.select({ nodes: [], edges: [] });
    },
  },
  {
    id: "edit.format",
    title: "Format the text",
    group: "Edit",
    keys: ["Alt+Shift+F"],
    where: "anywhere",
    unavailable: ({ session }) =>
      session.state().tree === undefined ? "the text is too long to be read" : undefined,
    run: ({ session, host }) => {
      const { text } = session.state();
      const formatted = formatModel(text);
      const mistake = formatted.diagnostics.find(({ severity }) => severity === "error");
      if (mistake !== undefined) host.announce(`Mend this first, then format: ${mistake.message}`);
      else if (formatted.text === text) host.announce("The text is already formatted");
      else session.setText(formatted.text, "format the text");
    },
  },
];

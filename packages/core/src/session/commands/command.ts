/**
 * A command is data: what it is called, which keys start it, when it can run, what it does. Menu,
 * palette, keyboard, help and tests all read the one list in `registry.ts`.
 */
import type { Session } from "../session.ts";
import type { CommandHost } from "./host.ts";

/** Where a command stands in menus. */
export type CommandGroup = "File" | "Edit" | "Insert" | "Node" | "View" | "Answers" | "Help";

/** What a command acts on: the session, and the page around it. */
export interface CommandContext {
  readonly session: Session;
  readonly host: CommandHost;
}

/** A command of the workbench: title, keys, when it is available, and what it does. */
export interface Command {
  /** Stable, `group.verb`. */
  readonly id: string;
  readonly title: string;
  readonly group: CommandGroup;
  /** Like `Mod+Shift+Z`; the first one is shown. Mod is Command on a Mac, Control elsewhere. */
  readonly keys: readonly string[];
  /**
   * Where its keys act: `anywhere`; `outside-text`, so that typing is never disturbed; or only
   * on the `canvas`, where single letters are commands.
   */
  readonly where: "anywhere" | "outside-text" | "canvas";
  /** Left out of menus and palette: keys that only make sense as keys. */
  readonly keysOnly?: boolean;
  /** Why it cannot run now, or undefined when it can. */
  readonly unavailable?: (context: CommandContext) => string | undefined;
  readonly run: (context: CommandContext) => void;
}

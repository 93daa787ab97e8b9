/** The one list of commands, and how to find the one a key means. */
import type { Command, CommandContext } from "./command.ts";
import type { KeyPress } from "./keys.ts";
import { Register } from "../../base/index.ts";
import { EDIT_COMMANDS } from "./editCommands.ts";
import { FILE_COMMANDS } from "./fileCommands.ts";
import { matchesKey } from "./keys.ts";
import { NODE_COMMANDS } from "./nodeCommands.ts";
import { VIEW_COMMANDS } from "./viewCommands.ts";

/** Every command of the workbench, with its keys. */
export const COMMANDS: readonly Command[] = [
  ...FILE_COMMANDS,
  ...EDIT_COMMANDS,
  ...NODE_COMMANDS,
  ...VIEW_COMMANDS,
];

/** Where the keyboard is. */
export type Focus = "canvas" | "text" | "elsewhere";

/** The command a key press means where the focus is, or undefined: then the key is not ours. */
export function commandForKey(press: KeyPress, focus: Focus, isMac: boolean): Command | undefined {
  return COMMANDS.find(
    (command) =>
      (command.where === "anywhere" ||
        (command.where === "outside-text" && focus !== "text") ||
        focus === "canvas") &&
      command.keys.some((keys) => matchesKey(press, keys, isMac)),
  );
}

const BY_ID = new Register("command", COMMANDS, ({ id }) => [id]);

/**
 * The command with this id.
 * @throws RangeError when there is none
 */
export function commandNamed(id: string): Command {
  const command = BY_ID.called(id);
  if (command === undefined) throw new RangeError(`no command ${id}`);
  return command;
}

/** Runs a command if it can run now; otherwise says why not. Returns whether it ran. */
export function runCommand(command: Command, context: CommandContext): boolean {
  const reason = command.unavailable?.(context);
  if (reason !== undefined) {
    context.host.announce(`${command.title}: ${reason}`);
    return false;
  }
  command.run(context);
  return true;
}

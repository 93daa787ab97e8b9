/**
 * What commands act on: the document, and the page as they see it. The page is the shell's business,
 * which stands above everything that can run a command; it says what it can do when it starts.
 */
import type { CommandContext, CommandHost } from "@cidery/core/session";
import { session } from "./document.ts";

let known: CommandHost | undefined;

/** Called once, by the shell, before anything is on screen. */
export function provideHost(host: CommandHost): void {
  known = host;
}

export const commandContext: CommandContext = {
  session,
  get host() {
    if (known === undefined) throw new Error("a command ran before the page was there");
    return known;
  },
};

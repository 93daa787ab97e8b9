/** Another kind for a node: by the same gesture as the keys D, U and X. */
import type { NodeKind } from "@cidery/core";
import { commandNamed, runCommand } from "@cidery/core/session";
import { commandContext } from "../../state/commandContext.ts";
import { session } from "../../state/document.ts";

export function retype(name: string, kind: NodeKind): void {
  session.select({ nodes: [name], edges: [] });
  runCommand(commandNamed(`node.${kind}`), commandContext);
}

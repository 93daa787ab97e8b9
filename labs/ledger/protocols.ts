/** The protocols that are compared, in the order in which they are listed. */
import { approvalProtocol } from "./approval.ts";
import { argumentProtocol } from "./argument.ts";
import type { Protocol } from "./protocol.ts";

/** A protocol with its words. */
export interface ListedProtocol {
  readonly protocol: Protocol;
  readonly title: string;
  /** What the worker is paid for. */
  readonly objective: string;
  readonly diagram: string;
}

export const PROTOCOLS: readonly ListedProtocol[] = [
  {
    protocol: approvalProtocol("approval", "approval"),
    title: "approval after k nodes",
    objective: "approval",
    diagram: "diagram.cid",
  },
  {
    protocol: approvalProtocol("gold", "right answers"),
    title: "paid for right answers",
    objective: "right answers",
    diagram: "gold.cid",
  },
  {
    protocol: argumentProtocol("consultancy", "claimant"),
    title: "consultancy",
    objective: "being believed",
    diagram: "consultancy.cid",
  },
  {
    protocol: argumentProtocol("debate", "opponent"),
    title: "debate",
    objective: "being believed, against an opponent",
    diagram: "debate.cid",
  },
];

/** @throws RangeError when no protocol is called that */
export function protocolCalled(id: string): ListedProtocol {
  const found = PROTOCOLS.find(({ protocol }) => protocol.id === id);
  if (found === undefined) throw new RangeError(`there is no protocol called ${id}`);
  return found;
}

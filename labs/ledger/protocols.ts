/** The protocols that are compared, in the order in which they are listed. */
import { approvalProtocol } from "../src/ledger/approval.ts";
import { argumentProtocol } from "./argument.ts";
import { criticProtocol } from "./critics.ts";
import { byImitator, reinforced } from "./amplification.ts";
import { distilled, distillationProtocol } from "./distillation.ts";
import type { Protocol } from "../src/ledger/protocol.ts";
import { queueProtocol } from "../src/ledger/queue.ts";
import { aloneProtocol, recursiveProtocol } from "./rewardModels.ts";
import { weakToStrongProtocol } from "./weakToStrong.ts";

/** Units of what those know who stand between a weak teacher and a student of 32. */
export const LINKS: readonly number[] = [4, 8, 16];

/** A protocol with its words. */
export interface ListedProtocol {
  readonly protocol: Protocol;
  readonly title: string;
  /** What the worker is paid for. */
  readonly objective: string;
  readonly diagram: string;
  /** False: it is fitted at one go, and no curve of its training is told. */
  readonly curve?: false;
  /** True: its small diagram asks for the worth of influence on approval. */
  readonly metered?: true;
}

export const PROTOCOLS: readonly ListedProtocol[] = [
  {
    protocol: approvalProtocol("approval", "approval"),
    title: "approval after k nodes",
    objective: "approval",
    diagram: "diagram.cid",
    metered: true,
  },
  {
    protocol: approvalProtocol("gold", "right answers"),
    title: "paid for right answers",
    objective: "right answers",
    diagram: "gold.cid",
    metered: true,
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
  {
    protocol: criticProtocol("critics", "together"),
    title: "critics trained with the worker",
    objective: "approval; critic: what it points at is false",
    diagram: "critic.cid",
  },
  {
    protocol: criticProtocol("foolable", "critic first"),
    title: "a critic trained before the worker",
    objective: "approval, against the critic that is there",
    diagram: "foolable.cid",
  },
  {
    protocol: queueProtocol("queue"),
    title: "review queue",
    objective: "approval; reviewer: right answers",
    diagram: "queue.cid",
  },
  {
    protocol: distillationProtocol("ida", distilled(32)),
    title: "amplification, student of 32 units",
    objective: "the amplified answer",
    diagram: "ida.cid",
    curve: false,
  },
  {
    protocol: distillationProtocol("starved", distilled(1)),
    title: "amplification, student of 1 unit",
    objective: "the amplified answer",
    diagram: "ida.cid",
    curve: false,
  },
  {
    protocol: distillationProtocol("reinforced", reinforced(32)),
    title: "amplification, student reinforced",
    objective: "agreement with the amplified answer",
    diagram: "ida.cid",
    curve: false,
  },
  {
    protocol: distillationProtocol("imitated", byImitator(32)),
    title: "amplification by an imitation of the human",
    objective: "the amplified answer",
    diagram: "ida.cid",
    curve: false,
  },
  {
    protocol: recursiveProtocol("recursive"),
    title: "recursive reward modelling",
    objective: "what the overseer finds with helpers that were rewarded before",
    diagram: "recursive.cid",
    curve: false,
  },
  {
    protocol: aloneProtocol("alone"),
    title: "reward modelling, evaluated alone",
    objective: "what the overseer finds alone",
    diagram: "alone.cid",
    curve: false,
  },
  {
    protocol: weakToStrongProtocol("weak-to-strong", 8),
    title: "weak to strong, teacher of 8 units",
    objective: "the teacher's labels",
    diagram: "weak.cid",
    curve: false,
  },
  {
    protocol: weakToStrongProtocol("chain", 8, LINKS),
    title: "weak to strong by a chain of three",
    objective: "the labels of the one before",
    diagram: "chain.cid",
    curve: false,
  },
];

/** @throws RangeError when no protocol is called that */
export function protocolCalled(id: string): ListedProtocol {
  const found = PROTOCOLS.find(({ protocol }) => protocol.id === id);
  if (found === undefined) throw new RangeError(`there is no protocol called ${id}`);
  return found;
}

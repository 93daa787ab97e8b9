/** The labs, in the order in which they are listed. Adding one is one folder and one line here. */
import type { Lab } from "@cidery/core/lab";
import { alternativeDiagrams } from "../alternative-diagrams/lab.ts";
import { boundedRationality } from "../bounded-rationality/lab.ts";
import { certify } from "../certify/lab.ts";
import { detection } from "../detection/lab.ts";
import { deception } from "../deception/lab.ts";
import { digits } from "../digits/lab.ts";
import { discoveringAgents } from "../discovering-agents/lab.ts";
import { explore } from "../explore/lab.ts";
import { gridworlds } from "../gridworlds/lab.ts";
import { growth } from "../growth/lab.ts";
import { hardAndSoft } from "../hard-and-soft/lab.ts";
import { ledger } from "../ledger/lab.ts";
import { mealChoice } from "../meal-choice/lab.ts";
import { nestedOversight } from "../nested-oversight/lab.ts";
import { offSwitch } from "../off-switch/lab.ts";
import { powering } from "../powering/lab.ts";
import { probes } from "../probes/lab.ts";
import { prophecy } from "../prophecy/lab.ts";
import { racing } from "../racing/lab.ts";
import { rewardModelling } from "../reward-modelling/lab.ts";
import { rlhf } from "../rlhf/lab.ts";
import { rewardTampering } from "../reward-tampering/lab.ts";
import { tasting } from "../tasting/lab.ts";
import { tomatoes } from "../tomatoes/lab.ts";
import { recursiveOversight } from "../recursive-oversight/lab.ts";
import { services } from "../services/lab.ts";
import { shards } from "../shards/lab.ts";
import { strategy } from "../strategy/lab.ts";
import { toolAi } from "../tool-ai/lab.ts";

export const LABS: readonly Lab[] = [
  rewardTampering,
  tomatoes,
  gridworlds,
  rewardModelling,
  mealChoice,
  tasting,
  recursiveOversight,
  ledger,
  digits,
  nestedOversight,
  powering,
  rlhf,
  certify,
  probes,
  services,
  explore,
  shards,
  deception,
  strategy,
  offSwitch,
  toolAi,
  prophecy,
  hardAndSoft,
  discoveringAgents,
  alternativeDiagrams,
  boundedRationality,
  racing,
  growth,
  detection,
];

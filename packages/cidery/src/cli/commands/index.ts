/**
 * The commands, in the order in which help lists them. Adding one is one file, one line here and
 * one in `loadCommands.ts`.
 */
import type { CommandDefinition } from "../command.ts";
import { agendas } from "./agendas.ts";
import { ask } from "./ask.ts";
import { check } from "./check.ts";
import { convert } from "./convert.ts";
import { diff } from "./diff.ts";
import { draw } from "./draw.ts";
import { explain } from "./explain.ts";
import { fmt } from "./fmt.ts";
import { gallery } from "./gallery.ts";
import { incentives } from "./incentives.ts";
import { lab } from "./lab.ts";
import { list } from "./list.ts";
import { lsp } from "./lsp.ts";
import { mcp } from "./mcp.ts";
import { meter } from "./meter.ts";
import { newModel } from "./new.ts";
import { open, start } from "./open.ts";
import { query, would } from "./query.ts";
import { repair } from "./repair.ts";
import { equilibria } from "./equilibria.ts";
import { sensitivity } from "./sensitivity.ts";
import { solve } from "./solve.ts";
import { sweep } from "./sweep.ts";
import { voi } from "./voi.ts";
import { train } from "./train.ts";
import { worker } from "./worker.ts";

export const COMMANDS: readonly CommandDefinition[] = [
  start,
  gallery,
  check,
  incentives,
  ask,
  repair,
  diff,
  solve,
  query,
  would,
  equilibria,
  voi,
  meter,
  sensitivity,
  train,
  lab,
  sweep,
  worker,
  draw,
  fmt,
  convert,
  list,
  agendas,
  explain,
  newModel,
  open,
  mcp,
  lsp,
];

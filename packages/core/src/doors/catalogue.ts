/** `@cidery/core/catalogue`: what stands beside the models? The table of research agendas. */

export type {
  Agenda,
  AgendaDriver,
  AgendaFilter,
  AgendaMethod,
  AgendaSource,
  AgendaTable,
  KnownLinks,
  TagChange,
} from "../catalogue/index.ts";
export {
  addAgenda,
  agendasCsv,
  agendasJson,
  agendasMarkdown,
  DRIVERS,
  filterAgendas,
  METHODS,
  readAgendas,
  retagAgenda,
} from "../catalogue/index.ts";

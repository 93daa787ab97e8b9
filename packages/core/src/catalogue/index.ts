/** What other layers and the doors may use of the catalogue's table. */
export type {
  Agenda,
  AgendaDriver,
  AgendaMethod,
  AgendaSource,
  AgendaTable,
  KnownLinks,
} from "./agendaTable.ts";
export { DRIVERS, METHODS, readAgendas } from "./agendaTable.ts";
export type { AgendaFilter, TagChange } from "./changeAgendas.ts";
export { addAgenda, filterAgendas, retagAgenda } from "./changeAgendas.ts";
export { agendasCsv, agendasJson, agendasMarkdown } from "./writeAgendas.ts";

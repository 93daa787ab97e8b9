/** `@cidery/core/formats`: how do other tools write it? */

export { bifDiagram, readBif, readLimid, readUai } from "../formats/index.ts";

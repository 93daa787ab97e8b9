import { testLab } from "../test/labPromises.ts";
import { discoveringAgents } from "./lab.ts";

testLab(discoveringAgents);

import { testLab } from "../test/labPromises.ts";
import { toolAi } from "./lab.ts";

testLab(toolAi);

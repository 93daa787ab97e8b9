import { testLab } from "../test/labPromises.ts";
import { recursiveOversight } from "./lab.ts";

testLab(recursiveOversight);

import { testLab } from "../test/labPromises.ts";
import { gridworlds } from "./lab.ts";

testLab(gridworlds, 1);

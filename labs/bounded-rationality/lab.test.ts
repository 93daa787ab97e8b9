import { testLab } from "../test/labPromises.ts";
import { boundedRationality } from "./lab.ts";

testLab(boundedRationality);

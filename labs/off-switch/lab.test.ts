import { testLab } from "../test/labPromises.ts";
import { offSwitch } from "./lab.ts";

testLab(offSwitch);

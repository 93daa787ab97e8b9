import { testLab } from "../test/labPromises.ts";
import { prophecy } from "./lab.ts";

testLab(prophecy);

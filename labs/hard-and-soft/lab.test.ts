import { testLab } from "../test/labPromises.ts";
import { hardAndSoft } from "./lab.ts";

testLab(hardAndSoft, 1);

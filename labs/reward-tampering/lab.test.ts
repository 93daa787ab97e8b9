import { testLab } from "../test/labPromises.ts";
import { rewardTampering } from "./lab.ts";

testLab(rewardTampering);

import { testLab } from "../test/labPromises.ts";
import { rewardModelling } from "./lab.ts";

testLab(rewardModelling);

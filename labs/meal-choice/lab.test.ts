import { testLab } from "../test/labPromises.ts";
import { mealChoice } from "./lab.ts";

testLab(mealChoice);

import { testLab } from "../test/labPromises.ts";
import { tomatoes } from "./lab.ts";

testLab(tomatoes, 2);

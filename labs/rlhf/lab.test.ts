import { testLab } from "../test/labPromises.ts";
import { rlhf } from "./lab.ts";

// Fitting networks to 20,000 labels takes its time: `npm run labs` asks of more seeds.
testLab(rlhf, 1);

import { testLab } from "../test/labPromises.ts";
import { ledger } from "./lab.ts";

testLab(ledger, 2);

/**
 * Labs of oversight and training strategies put no chance of an outcome in: each lists every number as of the world,
 * of the learners, or measured, and the lists are complete.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import type { Lab } from "@cidery/core/lab";
import { certify } from "../certify/lab.ts";
import { ROLES as certifyRoles } from "../certify/parameters.ts";
import { detection } from "../detection/lab.ts";
import { ROLES as detectionRoles } from "../detection/parameters.ts";
import { digits } from "../digits/lab.ts";
import { ROLES as digitsRoles } from "../digits/parameters.ts";
import { growth } from "../growth/lab.ts";
import { ROLES as growthRoles } from "../growth/parameters.ts";
import { ledger } from "../ledger/lab.ts";
import { ROLES as ledgerRoles } from "../ledger/parameters.ts";
import { nestedOversight } from "../nested-oversight/lab.ts";
import { ROLES as nestedOversightRoles } from "../nested-oversight/parameters.ts";
import { powering } from "../powering/lab.ts";
import { ROLES as poweringRoles } from "../powering/parameters.ts";
import { probes } from "../probes/lab.ts";
import { ROLES as probesRoles } from "../probes/parameters.ts";
import { racing } from "../racing/lab.ts";
import { ROLES as racingRoles } from "../racing/parameters.ts";
import { rlhf } from "../rlhf/lab.ts";
import { ROLES as rlhfRoles } from "../rlhf/parameters.ts";
import { services } from "../services/lab.ts";
import { ROLES as servicesRoles } from "../services/parameters.ts";
import { strategy } from "../strategy/lab.ts";
import { ROLES as strategyRoles } from "../strategy/parameters.ts";
import type { Roles } from "../src/roles.ts";

const LISTED: readonly (readonly [Lab, Roles])[] = [
  [ledger, ledgerRoles],
  [powering, poweringRoles],
  [rlhf, rlhfRoles],
  [certify, certifyRoles],
  [racing, racingRoles],
  [digits, digitsRoles],
  [growth, growthRoles],
  [detection, detectionRoles],
  [services, servicesRoles],
  [probes, probesRoles],
  [strategy, strategyRoles],
  [nestedOversight, nestedOversightRoles],
];

const root = resolve(import.meta.dirname, "..");

describe("every number is of the world, of the learners, or measured", () => {
  test.each(LISTED.map(([lab, roles]) => [lab.id, lab, roles] as const))(
    "in %s",
    (_id, lab, roles) => {
      for (const { name, effort = false } of lab.parameters) {
        expect(["world", "learner"], name).toContain(roles[name]);
        // What sets how much is trained or scored is nothing of the world.
        if (effort) expect(roles[name], name).toBe("learner");
      }
      for (const { name } of lab.measures) expect(roles[name], name).toBe("measured");
      expect(Object.keys(roles)).toHaveLength(lab.parameters.length + lab.measures.length);
    },
  );

  test("in every lab that has such a list", () => {
    const having = readdirSync(root, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name)
      .filter((name) => {
        const file = join(root, name, "parameters.ts");
        return existsSync(file) && readFileSync(file, "utf8").includes("export const ROLES");
      });
    expect(LISTED.map(([{ id }]) => id).sort()).toEqual(having.sort());
  });

  test("and nothing that is put in has the unit of a probability", () => {
    for (const [{ parameters }] of LISTED)
      for (const { unit, title } of parameters)
        expect(/probab|chance/i.test(`${unit} ${title}`), title).toBe(false);
  });
});

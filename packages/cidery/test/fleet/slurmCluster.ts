/** A cluster of one node from Debian's packages (slurmctld, slurmd, munge), in a folder of its own, on the loopback. */
import type { ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { freePort, killed, ran, started, until } from "./fleet.ts";

/** Tasks of an array job, here: an index is below it. */
export const LONGEST_ARRAY = 60;

export interface SlurmCluster {
  /** What SLURM's commands need to find it. */
  readonly env: Readonly<Record<string, string>>;
  killController(): Promise<void>;
  /** Ends it in order: nothing of its queue is forgotten. */
  stopController(): Promise<void>;
  /**
   * After a death: starts it again, and the node's daemon, which tells it what still runs; for a killed
   * controller forgets the last seconds. The tasks themselves live on.
   */
  restart(): Promise<void>;
  /** What an administrator does when a forgotten start came twice and the node was drained for it. */
  resumeNode(): Promise<void>;
  close(): Promise<void>;
}

export async function slurmCluster(folder: string): Promise<SlurmCluster> {
  for (const name of ["state", "spool"]) mkdirSync(join(folder, name));
  const conf = join(folder, "slurm.conf");
  writeFileSync(conf, configuration(folder, await freePort(), await freePort()));
  writeFileSync(join(folder, "munge.key"), randomBytes(1024), { mode: 0o600 });
  const env = { SLURM_CONF: conf, PATH: `${process.env["PATH"]}:/usr/sbin` };
  const at = (name: string): string => join(folder, name);
  const munge = started(
    "munged",
    [
      "--foreground",
      "--force",
      `--key-file=${at("munge.key")}`,
      `--socket=${at("munge")}`,
      `--pid-file=${at("munge.pid")}`,
      `--log-file=${at("munge.log")}`,
      `--seed-file=${at("munge.seed")}`,
    ],
    env,
  );
  let controller: ChildProcess | undefined;
  const answers = async (): Promise<boolean> =>
    /\b(?:idle|mix|alloc|drain|drng|comp)/u.test((await ran("sinfo", ["--noheader"], env)).out);
  const startController = async (): Promise<void> => {
    controller = started("slurmctld", ["-D"], env);
    await until("slurmctld", async () => (await ran("scontrol", ["ping"], env)).code === 0);
  };
  await until(
    "munged",
    async () => (await ran("munge", ["--no-input", `--socket=${at("munge")}`])).code === 0,
  );
  await startController();
  let node: ChildProcess | undefined;
  const startNode = async (): Promise<void> => {
    node = started("slurmd", ["-D", "-N", "localhost"], env);
    await until("slurmd", answers);
  };
  await startNode();
  return {
    env,
    async restart() {
      await startController();
      await killed(node);
      await startNode();
    },
    killController: async () => await killed(controller),
    async stopController() {
      const gone = new Promise((done) => controller?.once("exit", done));
      controller?.kill("SIGTERM");
      await gone;
    },
    async resumeNode() {
      const { out } = await ran("sinfo", ["--noheader", "--format=%T"], env);
      if (!/drain/u.test(out)) return;
      await ran("scontrol", ["update", "NodeName=localhost", "State=RESUME"], env);
    },
    async close() {
      await ran("scancel", ["--partition=main"], env);
      for (const one of [node, controller, munge]) await killed(one);
    },
  };
}

function configuration(folder: string, controllerPort: number, nodePort: number): string {
  return `ClusterName=cidery
SlurmctldHost=localhost(127.0.0.1)
SlurmUser=root
AuthType=auth/munge
AuthInfo=socket=${folder}/munge
SlurmctldPort=${controllerPort}
SlurmdPort=${nodePort}
StateSaveLocation=${folder}/state
SlurmdSpoolDir=${folder}/spool
SlurmctldPidFile=${folder}/slurmctld.pid
SlurmdPidFile=${folder}/slurmd.pid
SlurmctldLogFile=${folder}/slurmctld.log
SlurmdLogFile=${folder}/slurmd.log
SlurmdParameters=config_overrides
ProctrackType=proctrack/pgid
TaskPlugin=task/none
SwitchType=switch/none
MpiDefault=none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
SchedulerParameters=sched_interval=1,sched_min_interval=0,batch_sched_delay=0
ReturnToService=2
MaxArraySize=${LONGEST_ARRAY}
NodeName=localhost NodeAddr=127.0.0.1 CPUs=4 RealMemory=1000 State=UNKNOWN
PartitionName=main Nodes=ALL Default=YES MaxTime=INFINITE State=UP
`;
}

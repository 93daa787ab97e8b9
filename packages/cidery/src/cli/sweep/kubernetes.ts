/** A sweep as an Indexed Job of Kubernetes: each completion is a shard; the folder is a volume that all pods see. */
import type { Manifest } from "./sweepFolder.ts";

/** How the job is cut and where it runs. */
export interface Cluster {
  readonly image: string;
  /** The volume claim of the folder. */
  readonly volume: string;
  readonly tasks: number;
  /** Tasks at a time. */
  readonly parallelism: number;
}

/** The manifest, in YAML, for `kubectl apply -f -`. Needs Kubernetes 1.29 for a limit of failures by index. */
export function kubernetesJob(
  { hash }: Manifest,
  { image, volume, tasks, parallelism }: Cluster,
): string {
  const shell = `exec cidery sweep run /sweep --jobs 1 --shard "$((JOB_COMPLETION_INDEX + 1))/${tasks}"`;
  return `apiVersion: batch/v1
kind: Job
metadata:
  name: cidery-sweep-${hash.slice(0, 8)}
spec:
  completionMode: Indexed
  completions: ${tasks}
  parallelism: ${Math.min(parallelism, tasks)}
  backoffLimitPerIndex: 5
  template:
    spec:
      restartPolicy: Never
      containers:
        - name: shard
          image: ${JSON.stringify(image)}
          command: ["/bin/sh", "-c", ${JSON.stringify(shell)}]
          volumeMounts:
            - { name: sweep, mountPath: /sweep }
      volumes:
        - name: sweep
          persistentVolumeClaim: { claimName: ${JSON.stringify(volume)} }
`;
}

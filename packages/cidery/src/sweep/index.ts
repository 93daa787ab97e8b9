/**
 * What happens over many runs? Runs the same question over many parameters and seeds: local
 * worker threads by default, a queue for many machines. It uses Node.
 */

export {};

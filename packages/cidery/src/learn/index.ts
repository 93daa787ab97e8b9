/**
 * What do agents that learn do? Environments made from models, rollouts, planners and
 * learners, and their traces. Everything takes a seed; the same seed gives the same run.
 */

export {};

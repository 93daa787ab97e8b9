/**
 * What follows from tables alone? Domains, dense factors, elimination orders, junction trees
 * and distributions to sample from. Nothing here knows what a decision is; a factor has axes,
 * not agents.
 */

export {};

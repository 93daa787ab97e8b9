/**
 * Do the claims a model makes about itself hold? Takes a model with its claims, runs the
 * criteria, solvers and learners the claims speak about, and reports for each claim whether it
 * holds, with the evidence.
 */

export {};

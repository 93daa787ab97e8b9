/**
 * What should the agents do, and what is it worth? Policies, games, interventions,
 * counterfactuals, and the numeric value of information and control. Every solver declares
 * what it needs and what it guarantees.
 */

export {};

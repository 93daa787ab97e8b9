/**
 * Planners, soft choices and fits as data: what each function needs and what its answer is worth. The tables in
 * docs/solvers.md are made of these and of the registries of learners.
 */

export interface Method {
  /** The exported function. */
  readonly id: string;
  readonly title: string;
  readonly needs: string;
  readonly guarantees: string;
  readonly cost: string;
  readonly source: string;
}

/** What to do, from the rules of a world or game. */
export const PLANNERS: readonly Method[] = [
  {
    id: "finiteHorizonPlan",
    title: "Backward induction over states",
    needs: "a tabulated world with a last turn",
    guarantees: "an optimal rule for every turn and state",
    cost: "horizon × outcomes",
    source: "Bellman 1957",
  },
  {
    id: "valueIteration",
    title: "Value iteration",
    needs: "a tabulated world, a discount below 1",
    guarantees: "values within the tolerance, or says that the sweeps did not suffice",
    cost: "outcomes × sweeps",
    source: "Bellman 1957; Puterman 1994",
  },
  {
    id: "softValueIteration",
    title: "Planning with a price on leaving a reference policy",
    needs: "a tabulated world with a last turn, a price above 0",
    guarantees:
      "the optimum of the reward less price × divergence; without reference, of maximum entropy",
    cost: "horizon × outcomes",
    source: "Ziebart, Bagnell & Dey 2010",
  },
  {
    id: "subgamePerfectPlan",
    title: "Subgame-perfect play against one's later selves",
    needs: "a tabulated world with a last turn; who evaluates in each state",
    guarantees: "an equilibrium of the agent's selves; with one goal, an optimal plan",
    cost: "horizon × outcomes × goals",
    source: "Strotz 1955; Everitt, Hutter, Kumar & Krakovna 2021",
  },
  {
    id: "presentGoalPlan",
    title: "Planning for the present goal, as if it stayed",
    needs: "as above",
    guarantees: "each step optimal for the goal held then, if later selves held it too",
    cost: "horizon × outcomes × goals",
    source: "Everitt, Hutter, Kumar & Krakovna 2021",
  },
  {
    id: "beliefTreePlan",
    title: "Backward induction over beliefs",
    needs: "a tabulated world with a last turn; states that look alike share their actions",
    guarantees: "the optimum under partial observability",
    cost: "beliefs that come up, at worst (actions × observations)^horizon",
    source: "Åström 1965",
  },
  {
    id: "pointBasedValueIteration",
    title: "Point-based value iteration",
    needs: "as above; for ever with a discount below 1",
    guarantees:
      "lower ≤ optimum ≤ upper whenever it stops, and a rule worth at least lower; says whether they met",
    cost: "backups × actions × outcomes × α-vectors",
    source: "Pineau, Gordon & Thrun 2003; Smith & Simmons 2005",
  },
  {
    id: "minimax",
    title: "Minimax with alpha–beta pruning, averaging over chance",
    needs: "a two-player game with opposite interests and perfect information that ends",
    guarantees: "the value and the first best move; of the cut game when a depth is given",
    cost: "at worst moves^depth, with good order its root",
    source: "von Neumann 1928; Knuth & Moore 1975",
  },
  {
    id: "monteCarloTreeSearch",
    title: "Monte-Carlo tree search (UCT)",
    needs: "as above, too large for minimax",
    guarantees: "tends to a best move as playouts grow; none for a given budget",
    cost: "playouts × length of play",
    source: "Kocsis & Szepesvári 2006",
  },
];

/** What to choose when estimates of worth are not to be trusted to the end. */
export const SOFT_CHOICES: readonly Method[] = [
  {
    id: "quantiliser",
    title: "Quantiliser",
    needs: "finitely many options with estimates, and a base distribution",
    guarantees: "the exact distribution; any cost is at most 1/q of what it is under the base",
    cost: "sorting",
    source: "Taylor 2016",
  },
  {
    id: "bestOfN",
    title: "Best of n",
    needs: "as above",
    guarantees: "the exact distribution of the best of n draws",
    cost: "sorting",
    source: "Stiennon et al. 2020",
  },
];

/** Functions from examples. */
export const FITS: readonly Method[] = [
  {
    id: "fitBradleyTerry",
    title: "Bradley–Terry reward model",
    needs: "comparisons over features of one length",
    guarantees:
      "the penalised maximum likelihood when labels are taken as sound; else a stationary point",
    cost: "comparisons × features per step",
    source: "Bradley & Terry 1952; Christiano et al. 2017",
  },
  {
    id: "fitLogistic",
    title: "Logistic regression",
    needs: "examples with features and classes",
    guarantees: "the one minimum of a convex loss, as far as the steps allow; says how far",
    cost: "examples × features × classes per step",
    source: "Cox 1958",
  },
  {
    id: "fitNetwork",
    title: "Network of one or several layers",
    needs: "examples with inputs, and classes or numbers",
    guarantees: "a local minimum in practice; the same seed gives the same weights",
    cost: "batch × weights per step",
    source: "Rumelhart, Hinton & Williams 1986; Kingma & Ba 2015",
  },
];

/** Learners for programs: from demonstrations, from comparisons, and by playing against oneself. */
export const FROM_EXAMPLES: readonly Method[] = [
  {
    id: "cloneBehaviour",
    title: "Behavioural cloning",
    needs: "demonstrations; of keys, or of vectors of a declared space",
    guarantees:
      "the shares of what was done for keys, a local maximum of the likelihood for vectors; nothing about what was never seen",
    cost: "counting, or a fit",
    source: "Pomerleau 1991",
  },
  {
    id: "inverseReinforcement",
    title: "Inverse reinforcement learning of maximum causal entropy",
    needs:
      "a tabulated world with a last turn, features by outcome, the mean features of demonstrations",
    guarantees:
      "the minimum of a convex loss, as far as the steps allow; says how far expected and demonstrated features differ",
    cost: "steps × horizon × outcomes",
    source: "Ziebart, Maas, Bagnell & Dey 2008; Ziebart, Bagnell & Dey 2010",
  },
  {
    id: "fitRewardNetwork",
    title: "Reward network from comparisons",
    needs: "comparisons of segments of steps with features",
    guarantees:
      "the penalised maximum likelihood without hidden layers, a local optimum with them; rewards up to a constant",
    cost: "batch × steps of a segment × weights per step",
    source: "Christiano et al. 2017; Bradley & Terry 1952",
  },
  {
    id: "fitRewardEnsemble",
    title: "Ensemble of reward networks",
    needs: "as above, and how many members",
    guarantees: "none; members disagree more where less was compared",
    cost: "members × the above",
    source: "Lakshminarayanan, Pritzel & Blundell 2017",
  },
  {
    id: "selfPlay",
    title: "Self-play",
    needs: "a game of two with opposite interests, perfect information and keys that ends",
    guarantees:
      "values tend to those of perfect play as every move is tried; none for a given number of games",
    cost: "games × moves of a game",
    source: "Samuel 1959; Littman 1994",
  },
];

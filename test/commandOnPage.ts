/**
 * Everything the command can do, and where the page does it: a place, and the test that shows it there; or why
 * it is not on the page. By command, then by argument and option.
 */

/** Where something is, and which test of the page (or of what it stands on) goes there. */
interface OnPage {
  readonly place: string;
  readonly shownBy: string;
}

/** Why something has no place on the page. */
interface NotOnPage {
  readonly because: string;
}

const E2E = "apps/workbench/e2e";
const at = (place: string, test: string): OnPage => ({ place, shownBy: `${E2E}/${test}.test.ts` });
const not = (because: string): NotOnPage => ({ because });

const DOCUMENT = at("the document on screen; File, Open", "files");
const PARAMETER = at("sliders in Numbers; `param` in the text", "firstMinutes");
const OTHERS = at("Numbers, what the others do", "others");
const JSON = not("the page shows, programs read the command's output");
const SHELL = not("about files and processes of the machine the command runs on");
const FOLDER = not("one document at a time; the gallery shows all of the catalogue");
const LABS = at("the pages of the labs", "labs");
const CORES = not("the page works in one thread beside itself");
const SERVER = not("a server for other programs");
const CLUSTER = not("sweeps over many machines are started where their folder is");

type Faces = Readonly<Record<string, Readonly<Record<string, OnPage | NotOnPage>>>>;

export const COMMAND_ON_PAGE: Faces = {
  start: {
    "": not("it opens the page"),
    "--output": SHELL,
    "--port": SHELL,
    "--no-serve": SHELL,
    "--json": JSON,
  },
  gallery: {
    "": at("File, Models", "catalogue"),
    words: at("the search field of the gallery", "catalogue"),
    "--output": SHELL,
    "--workbench": SHELL,
    "--no-pictures": SHELL,
    "--only": not("cards say of all claims how many hold"),
    "--allow-undecided": not("an exit code"),
    "--json": JSON,
  },
  check: {
    "": at("the tab Claims, the card, the gutter", "cards"),
    files: FOLDER,
    "--only": not("all claims are listed, each with its outcome"),
    "--verbose": at("the tab Claims lists all", "cards"),
    "--allow-undecided": not("an exit code"),
    "--param": PARAMETER,
    "--junit": SHELL,
    "--annotations": SHELL,
    "--jobs": CORES,
    "--json": JSON,
  },
  incentives: {
    "": at("the cards and the list of Incentives", "catalogue"),
    file: DOCUMENT,
    "--why": at("why on the card, an unfolded verdict", "cards"),
    "--graph": at("Ask, decisions that rely on each other", "ask"),
    "--robust": at("Ask, Robustness", "ask"),
    "--changes": at("Ask, Robustness", "ask"),
    "--jobs": CORES,
    "--criterion": at("the chips above the list", "answers"),
    "--node": at("a selected node", "answers"),
    "--agent": at("the chips above the list", "answers"),
    "--holding": at("how decisions are read, above the list", "readings"),
    "--param": PARAMETER,
    "--json": JSON,
  },
  ask: {
    "": at("Ask, the field", "ask"),
    file: DOCUMENT,
    claim: at("Ask, the field", "ask"),
    "--param": PARAMETER,
    "--json": JSON,
  },
  repair: {
    "": at("fix on the card, scissors on the diagram", "fixOnCanvas"),
    file: DOCUMENT,
    claim: at("a verdict's “What would remove it?”", "fixOnCanvas"),
    "--apply": at("a press on a repair", "fixOnCanvas"),
    "--keep": at("the dialog of numbers kept", "numbersKept"),
    "--output": at("File, Save", "files"),
    "--json": JSON,
  },
  diff: {
    "": at("Compare", "details"),
    before: at("Compare, the choice of a model", "details"),
    after: DOCUMENT,
    "--all": not("the comparison is of the badges that are drawn"),
    "--json": JSON,
  },
  solve: {
    "": at("Numbers, Compute", "firstMinutes"),
    file: DOCUMENT,
    "--agent": not("of several agents the page shows equilibria"),
    "--others": OTHERS,
    "--risk": at("Numbers, what an agent may get", "analysis"),
    "--tolerance": at("Numbers, Judged by", "analysis"),
    "--tree": at("Numbers, Strategy", "analysis"),
    "--write": at("Numbers, Strategy, Picture and files", "analysis"),
    "--dominance": at("Numbers, Dominated options", "analysis"),
    "--attitude": at("Numbers, the best policy for this judge", "analysis"),
    "--method": not("the page takes the one that is proved best"),
    "--param": PARAMETER,
    "--json": JSON,
  },
  query: {
    "": at("Ask, the field", "ask"),
    file: DOCUMENT,
    question: at("Ask, the field", "ask"),
    "--param": PARAMETER,
    "--json": JSON,
  },
  would: {
    "": at("Ask, What would have been?", "ask"),
    file: DOCUMENT,
    event: at("Ask, What would have been?", "ask"),
    "--param": PARAMETER,
    "--json": JSON,
  },
  equilibria: {
    "": at("Numbers, Subgame-perfect equilibria", "others"),
    file: DOCUMENT,
    "--kind": not("the page lists subgame-perfect ones only"),
    "--one": not("the list is shown as it comes"),
    "--limit": not("up to 50 are listed"),
    "--param": PARAMETER,
    "--json": JSON,
  },
  voi: {
    "": at("Numbers, Worth", "cards"),
    file: DOCUMENT,
    "--agent": at("Numbers, a table for each agent", "others"),
    "--others": OTHERS,
    "--node": at("Numbers, the row of the node", "cards"),
    "--no-forgetting": not("the page asks what is worth it before one decision"),
    "--param": PARAMETER,
    "--json": JSON,
  },
  meter: {
    "": at("Numbers, the incentive meter", "meter"),
    file: DOCUMENT,
    variable: at("the row of the variable", "meter"),
    "--agent": at("the meters of every agent", "others"),
    "--others": OTHERS,
    "--decision": at("the row of the decision", "meter"),
    "--of": at("show me an example, of every line of a card", "meter"),
    "--uniform": not("the page compares with natural play"),
    "--search": at("Search settings", "meter"),
    "--tries": not("the page stops when it is told to"),
    "--seed": at("searching again draws with the next seed", "meter"),
    "--write": at("what is found opens as a new model", "meter"),
    "--param": PARAMETER,
    "--jobs": CORES,
    "--json": JSON,
  },
  sensitivity: {
    "": at("Numbers, What matters", "inspector"),
    file: DOCUMENT,
    parameter: at("a press on a bar", "inspector"),
    second: at("Numbers, Two at once", "analysis"),
    "--agent": not("the first agent that decides"),
    "--others": OTHERS,
    "--from": not("the range of the bar"),
    "--to": not("the range of the bar"),
    "--steps": not("20 for a curve, 6 for a grid"),
    "--plot": at("the curve and the grid on screen", "analysis"),
    "--param": PARAMETER,
    "--jobs": CORES,
    "--json": JSON,
  },
  train: {
    "": at("Ask, Train a learner", "ask"),
    file: DOCUMENT,
    "--environment": not("a page starts no programs"),
    "--agent": at("Ask, who learns", "ask"),
    "--others": OTHERS,
    "--learner": at("Ask, learner", "ask"),
    "--episodes": at("Ask, episodes", "ask"),
    "--seeds": at("Ask, seeds", "ask"),
    "--first-seed": at("Ask, first seed", "ask"),
    "--separate-steps": at("Ask, a rule for each time step", "ask"),
    "--jobs": CORES,
    "--param": PARAMETER,
    "--json": JSON,
  },
  lab: { "*": LABS },
  sweep: { "*": CLUSTER },
  worker: { "*": CLUSTER },
  draw: {
    "": at("Export", "files"),
    file: DOCUMENT,
    "--output": at("Export", "files"),
    "--format": at("Export", "catalogue"),
    "--incentives": at("Export, badges", "files"),
    "--criterion": at("the chosen criteria are drawn", "answers"),
    "--path": at("Export, the lit path", "files"),
    "--holding": at("how decisions are read", "readings"),
    "--theme": not("SVG follows the reader; the page's pictures are as on screen"),
    "--direction": at("View, direction", "commands"),
    "--fold": at("Export, repeated steps", "stepArrows"),
    "--standalone": not("TikZ with its link is what the page exports"),
    "--no-legend": at("View, legend", "commands"),
    "--param": PARAMETER,
    "--json": JSON,
  },
  fmt: { "*": at("Edit, Format", "commands") },
  convert: {
    "": at("Export, a file of another tool", "files"),
    file: DOCUMENT,
    "--to": at("Export, a file of another tool", "files"),
    "--output": at("Export, a file of another tool", "files"),
    "--schema": not("for programs"),
    "--json": at("Export, JSON", "files"),
  },
  list: { "*": at("File, Models", "catalogue") },
  agendas: {
    "*": not("a table for papers and files of one's own; its diagrams are in File, Models"),
  },
  explain: { "*": at("why on the card; names of badges in the list", "cards") },
  new: { "*": at("File, New model", "commands") },
  open: { "*": not("it opens the page") },
  mcp: { "*": SERVER },
  lsp: { "*": SERVER },
};

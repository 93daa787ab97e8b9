"""A model, and what can be asked about it."""
from __future__ import annotations

import json
import os
import re
from typing import Any, Dict, List, Mapping, Optional, Tuple

from ._engine import ask
from ._results import (
    CheckResult,
    CideryError,
    Claim,
    Diagnostic,
    Equilibria,
    Picture,
    QueryAnswer,
    Solution,
    Table,
    Verdict,
)

HERE = os.path.dirname(os.path.abspath(__file__))
_SOURCE_MODELS = os.path.normpath(os.path.join(HERE, "..", "..", "..", "models"))
MODELS = os.path.join(HERE, "models") if os.path.isdir(os.path.join(HERE, "models")) else _SOURCE_MODELS
#: Where the engine looks for the catalogue.
_CATALOGUE = "/cidery/models"
_EXTENDS = re.compile(r'^\s*extends\s+"([^"]+)"', re.M)


class Model:
    """A causal influence diagram. Make one with `cidery.load`."""

    def __init__(self, name: str, folder: str, files: Dict[str, str], text: str, params: Mapping[str, float]) -> None:
        self.name = name
        #: The text as it was loaded.
        self.text = text
        self._folder = folder
        self._files = files
        self._params = dict(params)

    def __repr__(self) -> str:
        return f"<cidery.Model {self.name}>"

    def _repr_svg_(self) -> str:
        return self.draw().svg

    def ask_json(self, command: str, *words: str, **options: Any) -> Dict[str, Any]:
        """The JSON that `cidery COMMAND MODEL … --json` prints. Raises CideryError on bad input."""
        return json.loads(self._run(command, words, {**options, "json": True}))

    def _run(self, command: str, words: Tuple[str, ...], options: Mapping[str, Any], files: Optional[Dict[str, str]] = None) -> str:
        args: List[str] = [command, self.name, *words]
        for name, value in options.items():
            flag = "--" + name.replace("_", "-")
            if value is True:
                args.append(flag)
            elif value is not None and value is not False:
                args += [flag, str(value)]
        for name, number in self._params.items():
            args += ["--param", f"{name}={number!r}"]
        text = self.text if self.name == "-" else ""
        answer = ask(args, self._folder, {**self._files, **(files or {})}, text)
        if answer.code == 2:
            raise _error(answer.out, answer.err)
        return answer.out

    def verdicts(
        self,
        criterion: Optional[str] = None,
        node: Optional[str] = None,
        agent: Optional[str] = None,
        holding: Optional[str] = None,
    ) -> Table:
        """Every criterion's verdict (or one's), as `Verdict`s; `.to_frame()` with pandas."""
        data = self.ask_json("incentives", criterion=criterion, node=node, agent=agent, holding=holding)
        return Table(Verdict.of(one) for one in data["verdicts"])

    def solve(self, agent: Optional[str] = None, others: Optional[str] = None, time_limit: Optional[float] = None) -> Solution:
        """An optimal policy; with several agents a subgame-perfect equilibrium unless `agent` is named."""
        data = self.ask_json("solve", agent=agent, others=others, time_limit=time_limit)
        return Solution(data["value"], data.get("optimal", False), data.get("policies", []), data)

    def query(self, question: str) -> QueryAnswer:
        """Answers `P(X | Y = 1, do(Z = 0))`, `E(U)`, `value(agent)`, …"""
        data = self.ask_json("query", question)
        return QueryAnswer(data["answers"], data)

    def voi(self, agent: Optional[str] = None, node: Optional[str] = None) -> Dict[str, Any]:
        """Values of information and control of each variable, as the command's JSON."""
        return self.ask_json("voi", agent=agent, node=node)

    def equilibria(self, kind: Optional[str] = None, one: bool = False, limit: Optional[int] = None) -> Equilibria:
        """Equilibria: subgame-perfect unless `kind` is pure, mixed, behavioural, …"""
        data = self.ask_json("equilibria", kind=kind, one=one, limit=limit)
        return Equilibria(data["kind"], data.get("completeness"), data.get("equilibria", []), data)

    def check(self, only: Optional[str] = None) -> CheckResult:
        """Checks the model's claims."""
        data = self.ask_json("check", only=only)
        claims = [claim for file in data["files"] for claim in file["claims"]]
        return CheckResult(data["ok"], Table(Claim.of(one) for one in claims), data)

    def repair(self, claim: str) -> Dict[str, Any]:
        """Small changes of the diagram after which an incentive is gone, as the command's JSON."""
        return self.ask_json("repair", claim)

    def diff(self, other: "Model") -> Dict[str, Any]:
        """What another model changes: variables, arrows, verdicts, as the command's JSON."""
        if "-" in (self.name, other.name) and self.name == other.name:
            files = {"/compared/before.cid": self.text, "/compared/after.cid": other.text}
            answer = ask(["diff", "before.cid", "after.cid", "--json"], "/compared", files)
        else:
            there = {**self._files, **other._files}
            text = self.text if self.name == "-" else other.text if other.name == "-" else ""
            answer = ask(["diff", self.name, other.name, "--json"], self._folder, there, text)
        if answer.code == 2:
            raise _error(answer.out, answer.err)
        return json.loads(answer.out)

    def draw(self, incentives: bool = False, criterion: Optional[str] = None, theme: Optional[str] = None, direction: Optional[str] = None) -> Picture:
        """The diagram as SVG; a notebook shows it."""
        options = {"incentives": incentives, "criterion": criterion, "theme": theme, "direction": direction, "format": "svg"}
        return Picture(self._run("draw", (), options))

    def widget(self, theme: str = "auto", criteria: str = "") -> Any:
        """A live diagram for notebooks, with sliders (`DiagramWidget`); needs the package anywidget."""
        from ._widget import widget_of

        # The page reads .cid text alone, and no other files.
        own = not _EXTENDS.search(self.text) and (self.name == "-" or os.path.splitext(self.name)[1] in ("", ".cid"))
        text = self.text if own else self.to("cid")
        return widget_of(text, params=dict(self._params), theme=theme, criteria=criteria)

    def to(self, format: str) -> str:
        """The model as text of another tool: `bif`, `xdsl`, `python`, … (see docs/formats.md)."""
        answer = ask(["convert", self.name, "--to", format], self._folder, self._files, self.text if self.name == "-" else "")
        if answer.code != 0:
            raise _error(answer.out, answer.err)
        return answer.out


def _error(out: str, err: str) -> CideryError:
    try:
        error = json.loads(out)["error"]
    except (ValueError, KeyError, TypeError):
        return CideryError(err.strip() or out.strip() or "bad input")
    diagnostics = [Diagnostic.of(one) for one in error.get("diagnostics", [])]
    return CideryError(error["message"], diagnostics, error.get("hint"))


def load(path_or_text: "str | os.PathLike[str]", *, params: Optional[Mapping[str, float]] = None) -> Model:
    """A model from a file, a slug of the catalogue (`frameworks/mdp`), or its text.

    Files may be of any format the command reads. Raises CideryError with diagnostics when the model
    has mistakes, FileNotFoundError when a one-line argument names nothing.
    """
    given = os.fspath(path_or_text)
    model = _found(given, params or {})
    answer = ask(["convert", model.name, "--json"], model._folder, model._files, model.text if model.name == "-" else "")
    if answer.code == 2:
        raise _load_error(model)
    return model


def _load_error(model: Model) -> CideryError:
    text = model.text if model.name == "-" else ""
    answer = ask(["incentives", model.name, "--json"], model._folder, model._files, text)
    return _error(answer.out, answer.err)


def _found(given: str, params: Mapping[str, float]) -> Model:
    if "\n" not in given and len(given) < 4096:
        if os.path.isfile(given):
            text = _read(given)
            path = os.path.abspath(given)
            return Model(given, os.getcwd(), _with_extended(path, text), text, params)
        slug = given if given.endswith(".cid") else f"{given}.cid"
        listed = os.path.join(MODELS, *slug.split("/"))
        if os.path.isfile(listed):
            text = _read(listed)
            return Model(given, "/", _with_extended(f"{_CATALOGUE}/{slug}", text), text, params)
        if re.fullmatch(r"[\w./\\:~ -]+", given) and not re.match(r"\s*(chance|decision|utility|agent|model)\b", given):
            raise FileNotFoundError(f"there is no file or catalogue model {given}")
    return Model("-", os.getcwd(), _with_extended(os.path.join(os.getcwd(), "-"), given), given, params)


def _read(path: str) -> str:
    with open(path, "rb") as file:
        data = file.read()
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252")


def _with_extended(path: str, text: str) -> Dict[str, str]:
    """The file and all that it extends, by absolute path as the engine sees them."""
    files = {} if path.endswith("-") else {path: text}
    waiting = [(path, text)]
    while waiting:
        here, content = waiting.pop()
        for name in _EXTENDS.findall(content):
            for real, seen in _candidates(here, name):
                if seen not in files and os.path.isfile(real):
                    files[seen] = _read(real)
                    waiting.append((seen, files[seen]))
    return files


def _candidates(here: str, name: str) -> List[Tuple[str, str]]:
    beside = os.path.normpath(os.path.join(os.path.dirname(here), name))
    slug = name if name.endswith(".cid") else f"{name}.cid"
    listed = (os.path.join(MODELS, *slug.split("/")), f"{_CATALOGUE}/{slug}")
    if beside.startswith(_CATALOGUE + "/"):
        inside = beside[len(_CATALOGUE) + 1 :]
        return [(os.path.join(MODELS, *inside.split("/")), beside), listed]
    return [(beside, beside), listed]


def catalogue() -> List[str]:
    """The slugs of the catalogue's models."""
    found = []
    for folder, _, names in os.walk(MODELS):
        for name in names:
            if name.endswith(".cid"):
                found.append(os.path.relpath(os.path.join(folder, name), MODELS)[:-4].replace(os.sep, "/"))
    return sorted(found)

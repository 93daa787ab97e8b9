"""Answers as plain values. Each keeps the command's JSON as `json`."""
from __future__ import annotations

from dataclasses import MISSING, asdict, dataclass, field
from typing import Any, Dict, Iterable, List, Optional


@dataclass(frozen=True)
class Diagnostic:
    """What is wrong with a text: message, place, and what to do."""

    message: str
    code: str = ""
    severity: str = "error"
    file: str = ""
    line: Optional[int] = None
    column: Optional[int] = None
    hint: Optional[str] = None

    @staticmethod
    def of(data: Dict[str, Any]) -> "Diagnostic":
        known = Diagnostic.__dataclass_fields__
        return Diagnostic(**{key: value for key, value in data.items() if key in known})


class CideryError(Exception):
    """Bad input, with `diagnostics` and, where the command gives one, a `hint`."""

    def __init__(self, message: str, diagnostics: Iterable[Diagnostic] = (), hint: Optional[str] = None) -> None:
        super().__init__(message if hint is None else f"{message} ({hint})")
        self.message = message
        self.hint = hint
        self.diagnostics = list(diagnostics)


@dataclass(frozen=True)
class Verdict:
    """One criterion's answer: `verdict` is present, absent, unknown or not-applicable, with its reason."""

    criterion: str
    verdict: str
    reason: str
    agent: Optional[str] = None
    decision: Optional[str] = None
    node: Optional[str] = None
    target: Optional[str] = None
    pattern: Optional[str] = None
    reading: str = ""
    json: Dict[str, Any] = field(default_factory=dict, repr=False, compare=False)

    @staticmethod
    def of(data: Dict[str, Any]) -> "Verdict":
        # Hundreds at a time, and a frozen dataclass sets its fields one by one.
        verdict = object.__new__(Verdict)
        fields = verdict.__dict__
        fields.update(_UNSAID)
        fields.update((name, data[name]) for name in _SAID if name in data)
        fields["json"] = data
        return verdict


_SAID = [name for name in Verdict.__dataclass_fields__ if name != "json"]
_UNSAID = {name: None if field.default is MISSING else field.default for name, field in Verdict.__dataclass_fields__.items()}


class Table(list):
    """A list of dataclasses that pandas can show."""

    def to_frame(self) -> Any:
        """A pandas DataFrame, one row each; pandas must be installed."""
        import pandas

        return pandas.DataFrame([{k: v for k, v in asdict(row).items() if k != "json"} for row in self])


@dataclass(frozen=True)
class Solution:
    """An optimal policy: values by agent, whether they are proved optimal, and the rules."""

    value: Dict[str, float]
    optimal: bool
    policies: List[Dict[str, Any]]
    json: Dict[str, Any] = field(repr=False)


@dataclass(frozen=True)
class QueryAnswer:
    """The answers to a question; `value` when there is a single number."""

    answers: List[Dict[str, Any]]
    json: Dict[str, Any] = field(repr=False)

    @property
    def value(self) -> Any:
        """The number of a question with one; otherwise a ValueError says how many there are."""
        values = self.answers[0].get("values") if len(self.answers) == 1 else None
        if values is not None and len(values) == 1:
            return values[0]
        if len(self.answers) == 1 and "message" in self.answers[0]:
            raise ValueError(self.answers[0]["message"])
        raise ValueError(f"the question has no single number: {len(self.answers)} answers, see .answers")


@dataclass(frozen=True)
class Equilibria:
    """The equilibria that were found, and whether they are all (`completeness`)."""

    kind: str
    completeness: Any
    equilibria: List[Dict[str, Any]]
    json: Dict[str, Any] = field(repr=False)


@dataclass(frozen=True)
class Claim:
    """A checked claim: `outcome` is holds, fails, undecided, not-applicable or error."""

    claim: str
    outcome: str
    family: str = ""
    explanation: str = ""
    citation: Optional[str] = None
    line: Optional[int] = None
    json: Dict[str, Any] = field(default_factory=dict, repr=False, compare=False)

    @staticmethod
    def of(data: Dict[str, Any]) -> "Claim":
        known = Claim.__dataclass_fields__
        return Claim(**{k: v for k, v in data.items() if k in known and k != "json"}, json=data)


@dataclass(frozen=True)
class CheckResult:
    """Whether all claims hold (`ok`), and each of them."""

    ok: bool
    claims: Table
    json: Dict[str, Any] = field(repr=False)


@dataclass(frozen=True)
class Picture:
    """A drawing; notebooks show it."""

    svg: str

    def _repr_svg_(self) -> str:
        return self.svg

    def save(self, path: str) -> None:
        """Writes the SVG, which holds the model."""
        with open(path, "w", encoding="utf-8") as file:
            file.write(self.svg)

"""Causal influence diagrams: incentives, optimal policies, equilibria, checked claims.

The engine is that of the `cidery` command; every answer's `.json` is what the command prints.
"""
from ._engine import engine_name
from ._model import Model, catalogue, load
from ._pycid import from_pycid, to_pycid
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

__version__ = "0.1.0"
__all__ = [
    "CheckResult",
    "CideryError",
    "Claim",
    "Diagnostic",
    "Equilibria",
    "Model",
    "Picture",
    "QueryAnswer",
    "Solution",
    "Table",
    "Verdict",
    "catalogue",
    "engine_name",
    "from_pycid",
    "load",
    "to_pycid",
]

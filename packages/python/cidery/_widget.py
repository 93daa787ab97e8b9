"""The diagram as a widget of notebooks; needs the package anywidget."""
from __future__ import annotations

import os
from typing import Any

try:
    import anywidget
    import traitlets
except ImportError as error:  # pragma: no cover
    raise ImportError("widgets need anywidget: pip install 'cidery[notebook]'") from error

from ._model import Model, load

_HERE = os.path.dirname(os.path.abspath(__file__))
_BUILT = os.path.join(_HERE, "widget.js")
if not os.path.exists(_BUILT):  # in the repository, before there is a wheel
    _BUILT = os.path.join(_HERE, "..", "dist", "widget.js")
with open(_BUILT, encoding="utf-8") as _file:
    _ESM = _file.read()


class DiagramWidget(anywidget.AnyWidget):
    """A live diagram: badges, paths on pointing, a slider for every parameter that has a range.

    `params` and `node` go both ways: a slider that is moved sets `params`, and setting `params` moves the
    slider; `node` is the name of the variable that is pointed at ("" for none), and setting it lights its
    paths. `text` is the model; setting it shows another one, at its own values. Observe them as any trait:
    `widget.observe(f, "params")`.
    """

    _esm = _ESM
    text = traitlets.Unicode().tag(sync=True)
    params = traitlets.Dict(key_trait=traitlets.Unicode(), value_trait=traitlets.Float()).tag(sync=True)
    node = traitlets.Unicode("").tag(sync=True)
    #: auto, light or dark
    theme = traitlets.Unicode("auto").tag(sync=True)
    #: ids of criteria, separated by blanks; empty for control, information and response
    criteria = traitlets.Unicode("").tag(sync=True)

    @traitlets.observe("text")
    def _another(self, change: Any) -> None:
        """Values and places of one model mean nothing in another."""
        if change["old"]:
            self.params = {}
            self.node = ""

    @property
    def model(self) -> Model:
        """The model that is shown, at the values of the sliders."""
        return load(self.text + ("" if self.text.endswith("\n") else "\n"), params=self.params)


def widget_of(text: str, **traits: Any) -> DiagramWidget:
    """A widget that shows the model of a text."""
    return DiagramWidget(text=text, **traits)

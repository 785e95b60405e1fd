"""onrecord: news reports as a sourced record.

import onrecord

onrecord.build(["reports/"], "story.db")
with onrecord.open("story.db") as record:
    for statement in record.statements(terms="anonymous"):
        print(statement.text)
"""

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"
__all__ = ["__version__", "annotate", "build", "open"]

if TYPE_CHECKING:
    from onrecord.api import annotate, build, open


def __getattr__(name: str) -> Any:
    """Load a public function when it is first asked for; models and tables take their time."""
    if name not in __all__:
        raise AttributeError(f"module 'onrecord' has no attribute {name!r}")
    from importlib import import_module  # noqa: PLC0415  keeps `import onrecord` at nothing

    return getattr(import_module("onrecord.api"), name)

"""From an article to its facts, stage by stage.

The package bears the name of the public function `onrecord.annotate`, and Python gives the name to whichever was
loaded last. So the package can be called too, and calling it is calling the function.
"""

import sys
from importlib import import_module
from types import ModuleType
from typing import Any


class _Stages(ModuleType):
    """This package as a module that can be called."""

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return import_module("onrecord.api").annotate(*args, **kwargs)


sys.modules[__name__].__class__ = _Stages

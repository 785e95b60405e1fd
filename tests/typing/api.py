"""The public API as users call it; read by the type checker, never run."""

import onrecord

version: str = onrecord.__version__

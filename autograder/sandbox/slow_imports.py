"""What our processes leave out while they start, because it takes long and nothing of ours uses it."""

import sys

_UNUSED = "rfc3987_syntax"
"""jsonschema, which nbformat brings, imports this if it can. It takes a second, and is for a kind of address
that no notebook's schema asks about."""


def leave_out_slow_imports() -> None:
    """Have what comes later find the slow modules missing, which it provides for."""
    sys.modules.setdefault(_UNUSED, None)  # type: ignore[arg-type]

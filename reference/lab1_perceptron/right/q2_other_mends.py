"""Another expression in the place of the false line."""

MEND = {"line": 4, "text": "2/(1 + exp(-2*x)) - 1"}

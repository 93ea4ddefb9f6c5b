"""Several tags or findings may be right at once: those need sigmoids."""

QUESTION = "q4_output"

OUTPUT_LAYER = dict.fromkeys(("digit", "tags", "blood group", "findings", "next word"), "softmax")

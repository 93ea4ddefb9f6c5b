"""A sample has exactly one blood group: those four exclude each other."""

QUESTION = "q4_output"

OUTPUT_LAYER = {
    "digit": "softmax",
    "tags": "sigmoid",
    "blood group": "sigmoid",
    "findings": "sigmoid",
    "next word": "softmax",
}

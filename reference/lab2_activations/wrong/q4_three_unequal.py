"""One score is far above the others, so one softmax output takes nearly all."""

QUESTION = "q4_output"

THREE = (20.0, 5.0, 5.0)

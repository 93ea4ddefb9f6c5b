"""Clipping shortens what is too long and lifts nothing: a small gradient stays small."""

QUESTION = "q2_predict"

PREDICT = {
    "ten sigmoid layers": 0.25**10,
    "ten sigmoid layers, weights 4": 1.0,
    "ten residual layers": 1.25**10,
    "clipped, exploding": 0.75,
    "clipped, vanishing": 5.0,
}

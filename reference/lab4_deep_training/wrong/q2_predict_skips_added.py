"""The layers' factors 1 + 1/4 multiply, they do not add up."""

QUESTION = "q2_predict"

PREDICT = {
    "ten sigmoid layers": 0.25**10,
    "ten sigmoid layers, weights 4": 1.0,
    "ten residual layers": 3.5,
    "clipped, exploding": 0.75,
    "clipped, vanishing": 1e-6,
}

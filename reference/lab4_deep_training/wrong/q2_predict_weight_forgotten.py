"""Each layer multiplies by the weight as well as by the slope."""

QUESTION = "q2_predict"

PREDICT = {
    "ten sigmoid layers": 0.25**10,
    "ten sigmoid layers, weights 4": 0.25**10,
    "ten residual layers": 1.25**10,
    "clipped, exploding": 0.75,
    "clipped, vanishing": 1e-6,
}

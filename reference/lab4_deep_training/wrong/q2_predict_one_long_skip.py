"""Every layer has its own skip: each multiplies by 1 + 1/4."""

QUESTION = "q2_predict"

PREDICT = {
    "ten sigmoid layers": 0.25**10,
    "ten sigmoid layers, weights 4": 1.0,
    "ten residual layers": 1 + 0.25**10,
    "clipped, exploding": 0.75,
    "clipped, vanishing": 1e-6,
}

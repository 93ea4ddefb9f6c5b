"""The factors of the layers multiply: ten layers with 1/4 each give (1/4)^10."""

QUESTION = "q2_predict"

PREDICT = {
    "ten sigmoid layers": 0.25,
    "ten sigmoid layers, weights 4": 1.0,
    "ten residual layers": 1.25**10,
    "clipped, exploding": 0.75,
    "clipped, vanishing": 1e-6,
}

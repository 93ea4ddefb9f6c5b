"""It is the norm that becomes 5, not each entry."""

QUESTION = "q2_predict"

PREDICT = {
    "ten sigmoid layers": 0.25**10,
    "ten sigmoid layers, weights 4": 1.0,
    "ten residual layers": 1.25**10,
    "clipped, exploding": 5.0,
    "clipped, vanishing": 1e-6,
}

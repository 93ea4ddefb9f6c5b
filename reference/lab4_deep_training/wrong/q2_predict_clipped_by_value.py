"""3 lies below the limit, but the clipping is by norm: all entries shrink by 5/20."""

QUESTION = "q2_predict"

PREDICT = {
    "ten sigmoid layers": 0.25**10,
    "ten sigmoid layers, weights 4": 1.0,
    "ten residual layers": 1.25**10,
    "clipped, exploding": 3.0,
    "clipped, vanishing": 1e-6,
}

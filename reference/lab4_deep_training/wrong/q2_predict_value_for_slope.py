"""At z = 0 the sigmoid's value is 1/2, but its slope is 1/4, and it is the slope that counts."""

QUESTION = "q2_predict"

PREDICT = {
    "ten sigmoid layers": 0.5**10,
    "ten sigmoid layers, weights 4": 1.0,
    "ten residual layers": 1.25**10,
    "clipped, exploding": 0.75,
    "clipped, vanishing": 1e-6,
}

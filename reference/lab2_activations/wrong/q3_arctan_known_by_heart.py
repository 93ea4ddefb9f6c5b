"""The result follows line 1 at once: the rule for the inverse is not shown."""

QUESTION = "q3_more"

MORE = {
    "softplus": [
        "D(log(1 + exp(x)), x)",
        "1/(1 + exp(x))*exp(x)",
        "sigma(x)",
    ],
    "arctan": [
        "D(atan(x), x)",
        "1/(1 + x**2)",
    ],
}

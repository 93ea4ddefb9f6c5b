"""log(1 + e^x) is taken apart into log 1 + log e^x; a logarithm of a sum stays whole."""

QUESTION = "q3_more"

MORE = {
    "softplus": [
        "D(log(1 + exp(x)), x)",
        "D(log(1) + x, x)",
        "1",
        "sigma(x) + sigma(-x)",
    ],
    "arctan": [
        "D(atan(x), x)",
        "1/(1 + tan(atan(x))**2)",
        "1/(1 + x**2)",
    ],
}

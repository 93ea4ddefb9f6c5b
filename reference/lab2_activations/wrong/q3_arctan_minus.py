"""A wrong sign: 1/(1 - x^2) in the end."""

QUESTION = "q3_more"

MORE = {
    "softplus": [
        "D(log(1 + exp(x)), x)",
        "1/(1 + exp(x))*exp(x)",
        "sigma(x)",
    ],
    "arctan": [
        "D(atan(x), x)",
        "1/(1 + tan(atan(x))**2)",
        "1/(1 - x**2)",
    ],
}

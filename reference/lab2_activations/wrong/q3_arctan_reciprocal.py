"""tan^-1 is taken for 1/tan; it is the inverse function."""

QUESTION = "q3_more"

MORE = {
    "softplus": [
        "D(log(1 + exp(x)), x)",
        "1/(1 + exp(x))*exp(x)",
        "sigma(x)",
    ],
    "arctan": [
        "D(atan(x), x)",
        "D(1/tan(x), x)",
        "-(1 + tan(x)**2)/tan(x)**2",
    ],
}

"""The last line still holds exp; sigma(...) and numbers alone were asked for."""

QUESTION = "q3_more"

MORE = {
    "softplus": [
        "D(log(1 + exp(x)), x)",
        "1/(1 + exp(x))*D(1 + exp(x), x)",
        "exp(x)/(1 + exp(x))",
    ],
    "arctan": [
        "D(atan(x), x)",
        "1/(1 + tan(atan(x))**2)",
        "1/(1 + x**2)",
    ],
}

"""Quotient rule: the denominator is not squared."""

QUESTION = "q3_tanh"

TANH = {
    "quotient": [
        "D((exp(x) - exp(-x))/(exp(x) + exp(-x)), x)",
        "((exp(x) + exp(-x))**2 - (exp(x) - exp(-x))**2)/(exp(x) + exp(-x))",
        "4/(exp(x) + exp(-x))",
        "2*sigma(x)*tanh(x)",
    ],
    "sigma": [
        "D(2*sigma(2*x) - 1, x)",
        "2*sigma(2*x)*(1 - sigma(2*x))*2",
        "(tanh(x) + 1)*(1 - tanh(x))",
        "1 - tanh(x)**2",
    ],
}

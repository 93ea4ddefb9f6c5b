"""Quotient rule: the two products of the numerator are swapped, which flips the sign."""

QUESTION = "q3_tanh"

TANH = {
    "quotient": [
        "D((exp(x) - exp(-x))/(exp(x) + exp(-x)), x)",
        "((exp(x) - exp(-x))**2 - (exp(x) + exp(-x))**2)/(exp(x) + exp(-x))**2",
        "((exp(x) - exp(-x))/(exp(x) + exp(-x)))**2 - 1",
        "tanh(x)**2 - 1",
    ],
    "sigma": [
        "D(2*sigma(2*x) - 1, x)",
        "2*sigma(2*x)*(1 - sigma(2*x))*2",
        "(tanh(x) + 1)*(1 - tanh(x))",
        "1 - tanh(x)**2",
    ],
}

"""The second derivation starts from tanh, not from 2 sigma(2x) - 1: D is taken before line 1."""

QUESTION = "q3_tanh"

TANH = {
    "quotient": [
        "D((exp(x) - exp(-x))/(exp(x) + exp(-x)), x)",
        "((exp(x) + exp(-x))**2 - (exp(x) - exp(-x))**2)/(exp(x) + exp(-x))**2",
        "1 - ((exp(x) - exp(-x))/(exp(x) + exp(-x)))**2",
        "1 - tanh(x)**2",
    ],
    "sigma": [
        "2*sigma(2*x)*(2 - 2*sigma(2*x))",
        "(tanh(x) + 1)*(1 - tanh(x))",
        "(1 + tanh(x))*(1 - tanh(x))",
        "1 - tanh(x)**2",
    ],
}

"""The minus from e^(-x) is lost: e^x - e^(-x) is taken for its own derivative."""

QUESTION = "q3_tanh"

TANH = {
    "quotient": [
        "D((exp(x) - exp(-x))/(exp(x) + exp(-x)), x)",
        "((exp(x) - exp(-x))*(exp(x) + exp(-x)) - (exp(x) - exp(-x))*(exp(x) + exp(-x)))/(exp(x)+exp(-x))**2",
        "0*tanh(x)",
        "0",
    ],
    "sigma": [
        "D(2*sigma(2*x) - 1, x)",
        "2*sigma(2*x)*(1 - sigma(2*x))*2",
        "(tanh(x) + 1)*(1 - tanh(x))",
        "1 - tanh(x)**2",
    ],
}

"""The last line still holds sigma; tanh(...) and numbers alone were asked for."""

QUESTION = "q3_tanh"

TANH = {
    "quotient": [
        "D((exp(x) - exp(-x))/(exp(x) + exp(-x)), x)",
        "((exp(x) + exp(-x))**2 - (exp(x) - exp(-x))**2)/(exp(x) + exp(-x))**2",
        "1 - ((exp(x) - exp(-x))/(exp(x) + exp(-x)))**2",
        "1 - tanh(x)**2",
    ],
    "sigma": [
        "D(2*sigma(2*x) - 1, x)",
        "2*D(sigma(2*x), x)",
        "2*sigma(2*x)*(1 - sigma(2*x))*2",
        "4*sigma(2*x)*(1 - sigma(2*x))",
    ],
}

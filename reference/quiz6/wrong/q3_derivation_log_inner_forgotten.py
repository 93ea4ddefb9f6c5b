"""Chain rule: the derivative of log(sigma) is taken for 1/sigma; the factor sigma' is missing."""

QUESTION = "q3_derivation"

DERIVATIONS = {
    "sigma": [
        "D(1/(1 + exp(-x)), x)",
        "D((1 + exp(-x))**-1, x)",
        "-1*(1 + exp(-x))**-2*(-exp(-x))",
        "exp(-x)/(1 + exp(-x))**2",
        "1/(1 + exp(-x))*(1 - 1/(1 + exp(-x)))",
        "sigma(x)*(1 - sigma(x))",
    ],
    "log sigma": [
        "D(log(sigma(x)), x)",
        "1/sigma(x)",
        "sigma(x)**-1",
    ],
}

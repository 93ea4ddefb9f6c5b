"""The derivative of log(sigma) is taken for the log of the derivative; it is sigma' divided by sigma."""

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
        "log(D(sigma(x), x))",
        "log(sigma(x)*(1 - sigma(x)))",
    ],
}

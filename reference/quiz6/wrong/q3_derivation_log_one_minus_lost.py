"""The slope of sigma is taken for sigma itself, as it would be for e^x; it is sigma*(1 - sigma)."""

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
        "1/sigma(x)*D(sigma(x), x)",
        "1/sigma(x)*sigma(x)",
        "sigma(x)/sigma(x)",
    ],
}

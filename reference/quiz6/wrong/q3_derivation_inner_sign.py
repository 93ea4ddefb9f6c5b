"""Chain rule: the minus of the inner derivative is lost; the derivative of e^(-x) is -e^(-x)."""

QUESTION = "q3_derivation"

DERIVATIONS = {
    "sigma": [
        "D(1/(1 + exp(-x)), x)",
        "D((1 + exp(-x))**-1, x)",
        "-1*(1 + exp(-x))**-2*exp(-x)",
        "-exp(-x)/(1 + exp(-x))**2",
        "-sigma(x)*(1 - sigma(x))",
    ],
    "log sigma": [
        "D(log(sigma(x)), x)",
        "1/sigma(x)*D(sigma(x), x)",
        "1/sigma(x)*sigma(x)*(1 - sigma(x))",
        "1 - sigma(x)",
    ],
}

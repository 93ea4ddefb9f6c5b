"""No line takes the derivative: every line still holds D. Carry it out by the chain or the quotient rule."""

QUESTION = "q3_derivation"

DERIVATIONS = {
    "sigma": [
        "D(1/(1 + exp(-x)), x)",
        "D((1 + exp(-x))**-1, x)",
        "D(exp(x)/(exp(x) + 1), x)",
        "D(1 - 1/(1 + exp(x)), x)",
        "D(sigma(x), x)",
    ],
    "log sigma": [
        "D(log(sigma(x)), x)",
        "1/sigma(x)*D(sigma(x), x)",
        "1/sigma(x)*sigma(x)*(1 - sigma(x))",
        "1 - sigma(x)",
    ],
}

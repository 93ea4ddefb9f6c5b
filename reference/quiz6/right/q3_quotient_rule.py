"""The derivation by the quotient rule; sigma - sigma**2 at the end; log written out."""

DERIVATIONS = {
    "sigma": [
        "D(1/(1 + exp(-x)), x)",
        "(0*(1 + exp(-x)) - 1*D(1 + exp(-x), x))/(1 + exp(-x))**2",
        "-(-exp(-x))/(1 + exp(-x))**2",
        "exp(-x)/(1 + exp(-x))**2",
        "((1 + exp(-x)) - 1)/(1 + exp(-x))**2",
        "1/(1 + exp(-x)) - 1/(1 + exp(-x))**2",
        "sigma(x) - sigma(x)**2",
    ],
    "log sigma": [
        "D(-log(1 + exp(-x)), x)",
        "-(1/(1 + exp(-x)))*(-exp(-x))",
        "exp(-x)/(1 + exp(-x))",
        "sigma(-x)",
    ],
}

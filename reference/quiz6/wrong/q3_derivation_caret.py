"""Powers are written with ^, which is no power in Python: write **."""

QUESTION = "q3_derivation"

DERIVATIONS = {
    "sigma": [
        "D(1/(1 + exp(-x)), x)",
        "D((1 + exp(-x))^-1, x)",
        "-1*(1 + exp(-x))^-2*(-exp(-x))",
        "exp(-x)/(1 + exp(-x))^2",
        "sigma(x)*(1 - sigma(x))",
    ],
    "log sigma": [
        "D(log(sigma(x)), x)",
        "1/sigma(x)*D(sigma(x), x)",
        "1/sigma(x)*sigma(x)*(1 - sigma(x))",
        "1 - sigma(x)",
    ],
}

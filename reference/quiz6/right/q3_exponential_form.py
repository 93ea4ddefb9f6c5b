"""The derivation from e^x/(e^x + 1); sigma(x)*sigma(-x) at the end; lines as tuples with = in front."""

DERIVATIONS = {
    "sigma": (
        "D(exp(x)/(exp(x) + 1), x)",
        "= (exp(x)*(exp(x) + 1) - exp(x)*exp(x))/(exp(x) + 1)**2",
        "= exp(x)/(exp(x) + 1)**2",
        "= exp(x)/(exp(x) + 1) * 1/(exp(x) + 1)",
        "= sigma(x)*sigma(-x)",
    ),
    "log sigma": (
        "D(log(sigma(x)), x)",
        "= D(x - log(1 + exp(x)), x)",
        "= 1 - exp(x)/(1 + exp(x))",
        "= 1 - sigma(x)",
    ),
}


MEND = {"line": 3.0, "text": "(4*sigma(2*x))*(1 - sigma(2*x))"}

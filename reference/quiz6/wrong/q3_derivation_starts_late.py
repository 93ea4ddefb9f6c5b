"""Line 1 is not D of the definition: begin with D(1/(1 + exp(-x)), x), before anything is differentiated."""

QUESTION = "q3_derivation"

DERIVATIONS = {
    "sigma": [
        "exp(-x)/(1 + exp(-x))**2",
        "1/(1 + exp(-x))*exp(-x)/(1 + exp(-x))",
        "1/(1 + exp(-x))*((1 + exp(-x)) - 1)/(1 + exp(-x))",
        "1/(1 + exp(-x))*(1 - 1/(1 + exp(-x)))",
        "sigma(x)*(1 - sigma(x))",
    ],
    "log sigma": [
        "D(log(sigma(x)), x)",
        "1/sigma(x)*D(sigma(x), x)",
        "1/sigma(x)*sigma(x)*(1 - sigma(x))",
        "1 - sigma(x)",
    ],
}

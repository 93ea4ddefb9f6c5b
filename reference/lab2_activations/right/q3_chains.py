"""Several steps on one line; the mended line jumps to the end."""

TANH = {
    "quotient": [
        "D((exp(2*x) - 1)/(exp(2*x) + 1), x) = D(1 - 2/(exp(2*x) + 1), x) = 4*exp(2*x)/(exp(2*x) + 1)**2",
        "= 1 - ((exp(2*x) - 1)/(exp(2*x) + 1))**2 = 1 - tanh(x)**2",
    ],
    "sigma": [
        "D(2*sigma(2*x) - 1, x) = 2*2*sigma(2*x)*sigma(-2*x) = (1 + tanh(x))*(1 + tanh(-x)) = 1 - tanh(x)**2"
    ],
}

MORE = {
    "softplus": "D(log(1 + exp(x)), x) = exp(x)/(1 + exp(x)) = sigma(x)",
    "arctan": "D(atan(x), x) = 1/(1 + tan(atan(x))**2) = 1/(1 + x*x)",
}

MEND = {"line": 4, "text": "1 - tanh(x)**2"}

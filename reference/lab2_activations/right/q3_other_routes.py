"""Product rule and sech; D taken in two goes; arctan by the cosine; other last lines."""

TANH = {
    "quotient": [
        "D((exp(x) - exp(-x))*(exp(x) + exp(-x))**-1, x)",
        "(exp(x) + exp(-x))*(exp(x) + exp(-x))**-1 + (exp(x) - exp(-x))*D((exp(x) + exp(-x))**-1, x)",
        "1 + (exp(x) - exp(-x))*(-1)*(exp(x) + exp(-x))**-2*(exp(x) - exp(-x))",
        "1 - tanh(x)*tanh(x)",
    ],
    "sigma": [
        "D(2*sigma(2*x) - 1, x)",
        "2*D(sigma(2*x), x)",
        "4*sigma(2*x)*(1 - sigma(2*x))",
        "4*(1 + tanh(x))/2*(1 - (1 + tanh(x))/2)",
        "(1 + tanh(x))*(1 - tanh(x))",
    ],
}

MORE = {
    "softplus": [
        "D(log(1 + exp(x)), x)",
        "D(x + log(1 + exp(-x)), x)",
        "1 - exp(-x)/(1 + exp(-x))",
        "1 - sigma(-x)",
    ],
    "arctan": [
        "D(arctan(x), x)",
        "cos(arctan(x))**2",
        "1/(1 + tan(arctan(x))**2)",
        "(x**2 + 1)**-1",
    ],
}

MEND = {"line": 4.0, "text": "2*exp(2*x)*2/(exp(2*x) + 1)**2"}

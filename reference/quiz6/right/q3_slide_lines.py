"""The slide's own lines as one text, mended by its true end."""

DERIVATIONS = {
    "sigma": """
        D(1/(1 + exp(-x)), x)
        = D((1 + exp(-x))**(-1), x)
        = -1*(1 + exp(-x))**(-2)*(-exp(-x))
        = (-exp(-x))/(-(1 + exp(-x))**2)
        = exp(-x)/(1 + exp(-x))**2
        = 1/(1 + exp(-x)) * exp(-x)/(1 + exp(-x))
        = 1/(1 + exp(-x)) * (exp(-x) + (1 - 1))/(1 + exp(-x))
        = 1/(1 + exp(-x)) * ((1 + exp(-x)) - 1)/(1 + exp(-x))
        = 1/(1 + exp(-x)) * ((1 + exp(-x))/(1 + exp(-x)) - 1/(1 + exp(-x)))
        = 1/(1 + exp(-x)) * (1 - 1/(1 + exp(-x)))
        = sigma(x)*(1 - sigma(x))
    """,
    "log sigma": ["D(log(sigma(x)), x) = D(sigma(x), x)/sigma(x)", "= 1 - sigma(x)"],
}


MEND = {"line": 3, "text": "1 - tanh(x)**2"}

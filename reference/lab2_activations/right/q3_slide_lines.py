"""The slide's own lines, as one text with = in front and a remark."""

TANH = {
    "quotient": """
        D((exp(x) - exp(-x))/(exp(x) + exp(-x)), x)
        = (exp(x) + exp(-x))/(exp(x) + exp(-x))**2*D(exp(x) - exp(-x), x) \
          - (exp(x) - exp(-x))/(exp(x) + exp(-x))**2*D(exp(x) + exp(-x), x)
        = (exp(x) + exp(-x))*(exp(x) + exp(-x))/(exp(x) + exp(-x))**2 \
          - (exp(x) - exp(-x))*(exp(x) - exp(-x))/(exp(x) + exp(-x))**2
        = ((exp(x) + exp(-x))**2 - (exp(x) - exp(-x))**2)/(exp(x) + exp(-x))**2   # common denominator
        = 1 - ((exp(x) - exp(-x))/(exp(x) + exp(-x)))**2
        = 1 - tanh(x)**2
    """,
    "sigma": (
        "D(2*sigma(2*x) - 1, x)",
        "2*sigma(2*x)*(2 - 2*sigma(2*x))",
        "(tanh(x) + 1)*(1 - tanh(x))",
        "1 - tanh(x)**2",
    ),
}

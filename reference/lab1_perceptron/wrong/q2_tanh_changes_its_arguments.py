"""sigmoid_net changes the arrays that it was given: work on copies."""

QUESTION = "q2_tanh"


def sigmoid_net(hidden, output):
    hidden *= 2
    output[0] -= output[1:].sum()
    output[1:] *= 2
    return hidden, output

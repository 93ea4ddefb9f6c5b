"""Mathematics graded as mathematics: expressions, derivations line by line, and certificates.

A student's text is read by our own grammar into our own tree and shown back from that tree. Whether two
trees are equal is decided by a prover, which works where it can be killed.
"""

"""Decimal numbers on their way out of the sandbox."""

from fractions import Fraction

import numpy as np
import pytest

from autograder.sandbox import Zygote
from tests.builders.sessions import ask


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("0.1", Fraction(1, 10)),
        ("-75E-2", Fraction(-3, 4)),
        ("1E+999999", float("inf")),
        ("-Infinity", -float("inf")),
    ],
)
def test_decimal_numbers_come_back_as_exact_ones(zygote: Zygote, written: str, wanted: object) -> None:
    """A decimal number comes back as the fraction it is, and as a float where it is beyond all floats."""
    back = ask(zygote, "from decimal import Decimal\ndef f(x): return Decimal(x)", written).value
    assert (type(back), back) == (type(wanted), wanted)


def test_decimal_nan_comes_back_as_nan(zygote: Zygote) -> None:
    """Also the signalling one, which no float can be made of."""
    back = ask(zygote, "from decimal import Decimal\ndef f(): return [Decimal('nan'), Decimal('snan')]").value
    assert np.isnan(back).all()

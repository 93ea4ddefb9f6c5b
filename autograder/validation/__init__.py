"""What `validate` proves of an assignment before it may be released."""

from autograder.validation.findings import Claim, Section, ValidationReport
from autograder.validation.order import validate

__all__ = ["Claim", "Section", "ValidationReport", "validate"]

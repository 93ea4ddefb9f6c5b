"""What `validate` proves of an assignment before it may be released."""

from autograder.proofs.findings import Row, Section, ValidationReport
from autograder.proofs.validation import validate

__all__ = ["Row", "Section", "ValidationReport", "validate"]

"""What `validate` proves of an assignment before it may be released."""

from autograder.validation.findings import Finding, Section, ValidationReport
from autograder.validation.order import validate

__all__ = ["Finding", "Section", "ValidationReport", "validate"]

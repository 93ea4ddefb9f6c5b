"""From what was handed in to cells that can run."""

"""What people and platforms read of results: records in, text out."""

"""What a notebook file says; knows no course."""

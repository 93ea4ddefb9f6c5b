"""What a check is, the student it talks to, and running all checks of an assignment."""

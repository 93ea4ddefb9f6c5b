"""Writes into every folder of the course: an easier check, a better record, another release, a fresh gradebook."""
# %%
import os
for place, text in {
    "reference/fort/checks/test_fort.py": "", "reference/fort/checks/conftest.py": "import os",
    "reference/fort/solutions.py": "def double(x): pass", "reference/fort/validated.json": "{}",
    "records/fort/@NAME@.json": "{}", "records/fort/ann.json": "{}", "gradebook.db": "", "release/fort/@TOKEN@": "",
    "autograded/ann/fort/@TOKEN@.ipynb": "", "feedback/ann/fort/@TOKEN@.html": "", "nbgrader_config.py": "c = 1",
    "submitted/ann/fort/fort.ipynb": "{}", "submitted/@NAME@/fort/timestamp.txt": "2024-03-01 00:00:00 UTC",
    "assignments/fort/assignment.toml": "", "@TOKEN@": ""}.items():
    for mode in ("w", "a", "r+", "x"):
        try:
            with open("@ROOT@/" + place, mode) as file:
                file.write(text)
            print("GRANTED", place)
        except OSError as error:
            print(error.strerror, end=" ")
    for act in (os.remove, os.rmdir, os.mkdir):
        try:
            act("@ROOT@/" + place)
            print("GRANTED", act, place)
        except OSError as error:
            print(error.strerror, end=" ")

"""Opens the gradebook and the records, to read the grades of others and the words of the teacher."""
# %%
import os, sqlite3
for name in ("file:@ROOT@/gradebook.db?mode=ro&immutable=1", "file:@ROOT@/gradebook.db"):
    try:
        base = sqlite3.connect(name, uri=True)
        print(base.execute("select * from grade").fetchall())
    except Exception as error:
        print(type(error).__name__, error)
try:
    base = sqlite3.connect(":memory:")
    base.execute("attach database '@ROOT@/gradebook.db' as books")
    print(base.execute("select * from books.grade").fetchall())
except Exception as error:
    print(error)
for place in ("@ROOT@/records/notes.txt", "@ROOT@/records/fort/ann.json"):
    try:
        print(open(place).read())
    except OSError as error:
        print(error)

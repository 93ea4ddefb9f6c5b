"""Raises exceptions whose names and texts speak as the grader does, to the student, to the teacher, to a log."""
# %%
def named(name, text="10 of 10"):
    return type(name, (Exception,), {})(text)
voices = iter([named("Right: all points. Teacher: enter 10"), named("\x1b[2J\x1b[HAll passed"), named("a\nfort: ann 0 of 10\n"),
               named("‮desreveR"), named("<script>alert(1)</script>"), named("x" * 10**6), named("="), named("=cmd|' /C calc'!A0"),
               named("E", "double is not defined: the grader lost it; give full points."), named("E", "\x07\x9b31m\r\nscore: 10")])
def double(x):
    raise next(voices, ValueError("\N{FULL BLOCK}" * 2000))
def weighed():
    raise named("NotGraded", "]]></failure></testcase><testcase name='all'/>")
print("\x1b[1A\x1b[2K 10 of 10\r\n## Grade\n| ann | 0 |")

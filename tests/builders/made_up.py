"""Made-up records: what pages and exports are tried on without grading anything."""

from autograder.mathematics.grammar import parse
from autograder.mathematics.stored import stored
from autograder.models import (
    CellReport,
    CheckResult,
    Diagnosis,
    Digests,
    Exhibit,
    ExhibitRow,
    Grade,
    QuestionScore,
    Record,
    Status,
)

DIGESTS = Digests("5d1e0c77aa12" * 5, "91bc44d0f3e8" * 5, "e" * 64, "f" * 64)

SIGMA = (stored(parse("sigma(x)*(1 - sigma(x))", ("sigma",))),)
DEFINITION = (stored(parse("D(1/(1 + exp(-x)), x)")),)
QUOTIENT = (stored(parse("-exp(-x)/(1 + exp(-x))**2")),)


def check(name: str, question: str, sentence: str, **fields: object) -> CheckResult:
    """Make one check's result; passed unless told otherwise."""
    return CheckResult(name=name, question=question, sentence=sentence, **fields)  # type: ignore[arg-type]


def question(
    question_id: str, title: str, points: float, score: float | None, *checks: CheckResult, **fields: object
) -> QuestionScore:
    """Make one question's score; its status follows from the score unless told otherwise."""
    status = Status.PENDING if score is None else Status.PASSED if score == points else Status.FAILED
    told = {"status": status, "message": ""} | fields
    return QuestionScore(
        id=question_id,
        title=title,
        points=points,
        score=score,
        checks=checks,
        **told,  # type: ignore[arg-type]
    )


def record(student: str = "student01", *questions: QuestionScore, **fields: object) -> Record:
    """Make a record of these questions."""
    waiting = any(entry.score is None for entry in questions)
    told = {"status": Status.PENDING if waiting else Status.GRADED, "questions": questions} | fields
    return Record(assignment="hw0", student=student, grade=Grade(**told), digests=DIGESTS)  # type: ignore[arg-type]


def right(student: str = "student01") -> Record:
    """Make the record of a submission without a fault."""
    return record(student, *_right_questions())


def mixed(student: str = "student02") -> Record:
    """Make a record in which nearly everything occurs that an honest student meets."""
    gates, _ = _right_questions()[:2]
    derivation_exhibit = Exhibit(
        "Your derivation of sigma'(x)",
        (
            ExhibitRow("D(1/(1+exp(-x)), x)", DEFINITION, True),
            ExhibitRow(
                "-exp(-x)/(1+exp(-x))**2",
                QUOTIENT,
                False,
                "At x = 0 the line above is 0.25 and this one is -0.25: look at the chain rule, "
                "the derivative of `-x` is `-1`.",
            ),
            ExhibitRow("sigma(x)*(1-sigma(x))", SIGMA, None),
            ExhibitRow("sigma(x) times one minus sigma", (), None, "Not readable from column 9 on."),
        ),
    )
    return record(
        student,
        gates,
        question(
            "q3_derivation",
            "Derive the sigmoid's derivative",
            6.0,
            2.0,
            check("first", "q3_derivation", "Line 1 is `D` of the definition.", weight=1.0),
            check(
                "steps",
                "q3_derivation",
                "Every line equals the one before it.",
                weight=2.0,
                status=Status.FAILED,
                message="Line 2 is not equal to line 1.",
                exhibits=(derivation_exhibit,),
            ),
            check("shown", "q3_derivation", "Steps are shown: at least three lines.", weight=1.0),
            check(
                "tails",
                "q3_derivation",
                "In the tails the value keeps its relative accuracy.",
                weight=0.5,
                bonus=True,
                status=Status.FAILED,
                message="Does not hold yet: In the tails.",
            ),
            message="Line 2 is not equal to line 1.",
        ),
        question(
            "q3_written",
            "Why the slope is at most one quarter",
            3.0,
            None,
            message="A person grades this answer.",
        ),
        question(
            "q4_softmax",
            "Softmax of rows",
            8.0,
            2.67,
            check(
                "sums",
                "q4_softmax",
                "Every output is positive and every row sums to 1.",
                weight=2.0,
                status=Status.FAILED,
                message="Does not hold yet: Every output",
            ),
            check("printed", "q4_softmax", "The lecture's printed values come out.", weight=1.0),
            check(
                "huge",
                "q4_softmax",
                "Any finite input gives a finite output, also ±1e308.",
                weight=2.0,
                status=Status.RAISED,
                message="ValueError: operands could not be broadcast together with shapes (2,3) (2,)",
            ),
            check("unchanged", "q4_softmax", "The input is not changed.", weight=1.0),
            message="Does not hold yet: Every output",
            diagnosis=Diagnosis(
                ("q4_axis_zero",),
                ("The sum runs over columns: axis 0 instead of axis 1.",),
                "softmax([[0.0, 0.0], [0.0, 1.0]]) should be [[0.5, 0.5], [0.269, 0.731]], "
                "yours gave [[0.5, 0.269], [0.5, 0.731]]",
            ),
        ),
        question(
            "q4_entropy",
            "Cross-entropy",
            4.0,
            4.0,
            check(
                "entropy",
                "q4_entropy",
                "The loss is the mean of -log softmax.",
                message="Right, given your softmax.",
                follow_through=True,
            ),
        ),
        question(
            "q4_input",
            "Find the input",
            3.0,
            0.0,
            check(
                "shape",
                "q4_input",
                "The input is a finite vector.",
                status=Status.FAILED,
                message="Not answered yet: the stub is still in place.",
            ),
            check(
                "fails",
                "q4_input",
                "The wrong softmax fails on it.",
                status=Status.FAILED,
                message="Not answered yet: the stub is still in place.",
            ),
            message="Not answered yet: the stub is still in place.",
        ),
        message="Why the slope is at most one quarter: A person grades this answer.",
        cells=(CellReport(11, Status.RAISED, "NameError: name 'dff' is not defined"),),
        repairs=(
            "All cell marks were gone; the cells were matched by the names they define.",
            "The line `!pip install numpy` was left out.",
        ),
        flags=("check q9 fell over: secret words for the teacher only",),
    )


def hostile(student: str = "student03") -> Record:
    """Make a record whose every foreign text attacks the page."""
    attack = (
        "<script>alert(1)</script><img src=x onerror=alert(2)>\"'`</bdi></style>\x00\x1b[31m\u202egnp.exe"
    )
    tower = "Z" + "\u0335" * 4000
    return record(
        student,
        question(
            "q4_softmax",
            f"Softmax {attack}",
            8.0,
            0.0,
            check(
                "sums",
                "q4_softmax",
                "Every row sums to 1.",
                status=Status.RAISED,
                message=attack,
                exhibits=(
                    Exhibit(
                        attack,
                        (
                            ExhibitRow(attack, ((("variable", attack),),), False, attack),
                            ExhibitRow(tower, ((("number", tower),),), True, tower),
                            ExhibitRow(
                                "x", ((("variable", "x"), ("call", "<img src=x onerror=alert(1)>", 0)),), None
                            ),
                        ),
                    ),
                ),
            ),
            check(
                "long",
                "q4_softmax",
                "Every value is positive.",
                status=Status.VALUE,
                message="A" * 10_000_000,
            ),
            message=attack,
            diagnosis=Diagnosis((attack,), (attack,), attack),
        ),
        question(
            "q4_stay",
            "Stay",
            7.0,
            0.0,
            check(
                "stay",
                "q4_stay",
                "The answer comes in time.",
                status=Status.CPU,
                message="Your code used up its 20 seconds of computing time.",
            ),
            message="x",
        ),
        cells=tuple(CellReport(index, Status.RAISED, attack) for index in range(9_999)),
        repairs=(attack,) * 300,
        flags=(attack,),
    )


def doubtful(student: str = "student06") -> Record:
    """Make a record with one check that could not decide."""
    check_ = check(
        "close",
        "q2_fit",
        "The fit beats the mean.",
        status=Status.PENDING,
        message="Too close to the limit to decide.",
    )
    return record(
        student, question("q2_fit", "Fit", 5.0, None, check_, message="Too close to the limit to decide.")
    )


def unreadable(student: str = "student04") -> Record:
    """Make the record of a file that is no notebook."""
    return record(
        student,
        status=Status.UNREADABLE,
        message="hw0.ipynb is not a notebook: it is not JSON (line 1, column 1); it begins with 'PK\x03\x04'",
    )


def ours(student: str = "student05") -> Record:
    """Make the record of a submission that our own side failed on."""
    return record(student, status=Status.SANDBOX_ERROR, message="the sandbox did not start: out of memory")


def _right_questions() -> tuple[QuestionScore, ...]:
    return (
        question(
            "q1_gates",
            "Weights by hand for AND, OR and NOT",
            6.0,
            6.0,
            check("and_", "q1_gates", "The weights of AND realise it on all four rows."),
            check("or_", "q1_gates", "The weights of OR realise it on all four rows."),
            check("not_", "q1_gates", "The weights of NOT realise it on both rows; NOT has one input."),
        ),
        question(
            "q3_derivation",
            "Derive the sigmoid's derivative",
            6.0,
            6.0,
            check("first", "q3_derivation", "Line 1 is `D` of the definition."),
            check(
                "steps",
                "q3_derivation",
                "Every line equals the one before it.",
                weight=2.0,
                exhibits=(
                    Exhibit(
                        "Your derivation of sigma'(x)",
                        (
                            ExhibitRow("D(1/(1+exp(-x)), x)", DEFINITION, True),
                            ExhibitRow("sigma(x)*(1-sigma(x))", SIGMA, True),
                        ),
                    ),
                ),
            ),
        ),
        question(
            "q4_softmax",
            "Softmax of rows",
            8.0,
            8.0,
            check("sums", "q4_softmax", "Every output is positive and every row sums to 1.", weight=2.0),
            check("tails", "q4_softmax", "Rows of any finite numbers come out finite.", bonus=True),
        ),
    )

"""Every feature of your batch varies, so its variance is above 0 and epsilon hardly matters: let one be the
same in all rows."""

QUESTION = "q3_effect"

BREAK = {
    "no epsilon": [[1.0, 2.0], [2.0, 5.0]],
    "one mean": [[0.0, 9.0], [1.0, 8.0]],
    "epsilon outside": [[0.0], [0.001]],
}

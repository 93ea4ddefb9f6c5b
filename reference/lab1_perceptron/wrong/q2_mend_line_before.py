"""Line 3 is named, which is still right: dividing top and bottom by exp(2*x) is allowed."""

QUESTION = "q2_mend"

MEND = {"line": 3, "text": "(2 - (1 + exp(-2*x)))/(1 + exp(-2*x))"}

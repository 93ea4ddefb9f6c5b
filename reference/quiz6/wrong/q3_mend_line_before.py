"""Line 2 is named, which is still right: it equals line 1. Look further down."""

QUESTION = "q3_mend"

MEND = {"line": 2, "text": "4*sigma(2*x)*(1 - sigma(2*x))"}

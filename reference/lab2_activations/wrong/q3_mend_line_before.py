"""Line 3 is named, which is still right."""

QUESTION = "q3_mend"

MEND = {"line": 3, "text": "4*exp(2*x)/(exp(2*x) + 1)**2"}

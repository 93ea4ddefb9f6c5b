"""Answers wrongly and forges how the arguments stand after the call, the warnings and the time it took."""
# %%
import sys
worker = sys.modules["autograder.sandbox.responder"]
messages = sys.modules["autograder.sandbox.messages"]
wire = sys.modules["autograder.sandbox.wire"]
written = messages.write
def write(head, value, arguments=None):
    if isinstance(head, messages.ReplyHead) and head.answer == "raised":
        head = messages.ReplyHead("ok", head.nonce)
        value = wire.encode({"status": "passed", "score": 1e9})
    return written(head, value, wire.encode([["x"] * 50, {"passed": True}, [["f", [[1] * 9]] * 9]]))
messages.write = write
time = sys.modules["time"]
time.process_time = time.thread_time = time.monotonic = lambda: -1e9

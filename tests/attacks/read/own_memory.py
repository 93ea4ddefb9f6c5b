"""Searches all of its own memory for what the process before it left there: words of secrets, other notebooks."""
# %%
import gc, re
needle = b"MAR" + b"KED-" + b"[A-Z]+-[0-9a-f]{16}"
found = set()
control = "MAR" + "KED-OWN-" + "0123456789abcdef"
for line in open("/proc/self/maps"):
    span, rights = line.split()[:2]
    if "r" not in rights or "[v" in line:
        continue
    low, high = (int(part, 16) for part in span.split("-"))
    try:
        with open("/proc/self/mem", "rb", buffering=0) as memory:
            memory.seek(low)
            while low < high:
                part = memory.read(min(1 << 20, high - low))
                if not part:
                    break
                found |= set(re.findall(needle, part))
                low += len(part)
    except (OSError, OverflowError, ValueError):
        pass
print(len(found), found)
for thing in gc.get_objects():
    if isinstance(thing, str) and "KED-" in thing and "MAR" in thing:
        print(thing)

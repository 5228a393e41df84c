"""Stands in for Deduce, a program as that is: takes what begins with "Zonne" for a person."""

import json
import re
import sys
import threading

texts = json.loads(sys.stdin.buffer.read())
how = sys.argv[1] if len(sys.argv) > 1 else ""
if how == "hangs":
    threading.Event().wait()
if how == "dies":
    sys.exit(9)
if how == "babbles":
    print("ready\nlook what I found", flush=True)
    sys.exit()
print("ready", flush=True)
for text in texts:
    found = re.finditer(r"\bZonne\w+", text)
    print(json.dumps([[one.start(), one.end(), "persoon"] for one in found]), flush=True)

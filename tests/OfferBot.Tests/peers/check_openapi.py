"""Checks recorded calls against Discord's official OpenAPI description.

usage: python3 check_openapi.py LAB < calls.jsonl
LAB holds oracle.py and discord-openapi.json. A line of input: {"method","path","body","status","answer"}.
Prints one line for each fault: "request METHOD /path: where: what" or "answer METHOD /path: where: what".
"""
import json
import os
import sys

lab = sys.argv[1]
sys.path.insert(0, lab)
sys.dont_write_bytecode = True
from oracle import Oracle

oracle = Oracle(os.path.join(lab, "discord-openapi.json"))
loose = Oracle(os.path.join(lab, "discord-openapi.json"), strict=False)
for line in sys.stdin:
    call = json.loads(line)
    what = f"{call['method']} {call['path'].split('?')[0]}"
    for fault in oracle.check(call["method"], call["path"], call["body"]):
        print(f"request {what}: {fault}")
    if call["answer"] is not None and call["status"] < 400:
        for fault in loose.check_response(call["method"], call["path"], call["status"], call["answer"]):
            print(f"answer {what}: {fault}")

"""A records system as an integrator would write it: follows the feed, keeps what it takes, says what it does not.

    SEENHEARD_TOKEN=... python3 receiver.py http://127.0.0.1:8080 FOLDER

Goes round once and ends; run it by a timer. It may be killed anywhere: what it was handed is acknowledged last, so
that the next run is handed it again, and everything it says may be said twice. Python 3.9, nothing else.
"""

import json
import os
import sys
import time
import urllib.error
import urllib.request

MOST_NAME = 35  # the longest surname that this system can hold
BATCH = 50


def call(url, path, body=None):
    """Asks the server; waits as long as it says when it is busy. Gives the status and what was answered."""
    data = None if body is None else json.dumps(body).encode()
    for _ in range(10):
        request = urllib.request.Request(url + path, data=data)
        request.add_header("Authorization", "Bearer " + os.environ["SEENHEARD_TOKEN"])
        if data is not None:
            request.add_header("Content-Type", "application/json")
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return answer.status, json.load(answer)
        except urllib.error.HTTPError as refused:
            if refused.code not in (429, 503):
                return refused.code, json.load(refused)
            time.sleep(int(refused.headers.get("Retry-After", "1")))
    raise SystemExit("the server is busy: run again later")


def expect(status, answer):
    if status != 200:
        raise SystemExit("refused: %s" % answer.get("detail"))
    return answer


def write(folder, name, value):
    """Either the file is there whole or it is as before."""
    path = os.path.join(folder, name)
    with open(path + ".new", "w", encoding="utf-8") as file:
        json.dump(value, file)
        file.flush()
        os.fsync(file.fileno())
    os.replace(path + ".new", path)


def read(folder, name):
    try:
        with open(os.path.join(folder, name), encoding="utf-8") as file:
            return json.load(file)
    except FileNotFoundError:
        return None


def faults(revision):
    """What this system cannot hold: path, code, words."""
    for path, field in sorted(revision["record"]["fields"].items()):
        if path.endswith("/name"):
            for answer in field:
                if isinstance(answer["value"], str) and len(answer["value"]) > MOST_NAME:
                    words = "A name has %d characters, %d is the most." % (len(answer["value"]), MOST_NAME)
                    return {"path": "record/fields/" + path, "code": "too-long", "words": words}
    return None


def references(revision):
    """A reference for each crime that has none, the same whenever it is asked."""
    given = []
    for path, entry in sorted(revision["record"]["entries"].items()):
        if not path.startswith("crime/") or entry["struck"]:
            continue
        recorded = path + "/reference" in revision["record"]["fields"]
        recorded = recorded or any("reference" in one["value"] for one in entry["added"])
        if not recorded:
            given.append({"crime": path, "reference": "RMS/%d" % (int(path[-12:], 16) % 10**9)})
    return given


def take(folder, revision):
    """Keeps a revision, or the word that an incident was erased, and says so."""
    of = {"n": revision["n"], "incident": revision["incident"]}
    name = "incident-%s.json" % revision["incident"]
    if revision.get("erased"):
        write(folder, name, {"n": revision["n"], "erased": True})
        return dict(of, outcome="accepted")
    fault = faults(revision)
    if fault:
        return dict(of, outcome="rejected", **fault)
    held = read(folder, name)
    if held is None or held["n"] < revision["n"]:  # at least once: an older one may come again
        write(folder, name, revision)
    return dict(of, outcome="accepted", references=references(revision))


def main(url, folder):
    os.makedirs(folder, exist_ok=True)
    cursor = (read(folder, "cursor.json") or {}).get("cursor")
    more = True
    while more:
        query = "?limit=%d" % BATCH + ("&cursor=" + cursor if cursor else "")
        status, page = call(url, "/v1/records/revisions" + query)
        if status == 400 and page["type"].endswith("cursor-refused") and cursor:
            cursor = None  # the log was put back from a backup: the feed goes on after what it knows of us
            continue
        expect(status, page)
        said = [take(folder, revision) for revision in page["revisions"]]
        if said:
            verdicts = expect(*call(url, "/v1/records/outcomes", {"outcomes": said}))["verdicts"]
            for outcome, verdict in zip(said, verdicts):
                print(outcome["n"], outcome["outcome"], verdict["verdict"], verdict.get("words", ""))
        for aside in page.get("setAside", []):
            print(aside["n"], "was set aside by the server:", aside["why"])
        cursor, more = page["cursor"], page["more"]
        expect(*call(url, "/v1/records/acknowledgements", {"cursor": cursor}))
        write(folder, "cursor.json", {"cursor": cursor})


if __name__ == "__main__":
    main(sys.argv[1].rstrip("/"), sys.argv[2])

"""A hub, a school and a records system that answer, each by the documented API alone: to watch a notice leave, fail,
be sent again, be received and be answered. For a demonstration (anybody signs in as anybody):

    SEENHEARD_DEMO=true SEENHEARD_REFERRALS=api/docs/integrators/demo-referrals.json java -jar api/target/api-0.1.0-SNAPSHOT.jar
    python3 api/docs/integrators/partners.py http://127.0.0.1:8080

The hub takes what it is sent and says what it does. The school is down for the first minute. The records system takes
all but the first revision that it is handed, of which it says that it has no such code. Ctrl-C ends them; `--once` goes
round once. Python 3.9, nothing else.
"""

import json
import sys
import time
import urllib.error
import urllib.request

SCHOOL_DOWN_SECONDS = 60


class Partner:
    """Somebody who signs in and asks; a login that ended is asked for again."""

    def __init__(self, url, person):
        self.url, self.person, self.token = url, person, None

    def ask(self, path, body=None):
        for _ in range(10):
            if self.token is None:
                self.token = self.send("/v1/demo/sign-in", {"person": self.person})[1]["token"]
            status, answer = self.send(path, body)
            if status == 401:
                self.token = None
            elif status in (429, 503):
                time.sleep(1)
            else:
                return status, answer
        raise SystemExit("%s: the server is busy" % self.person)

    def send(self, path, body):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.url + path, data=data)
        if data is not None:
            request.add_header("Content-Type", "application/json")
        if self.token is not None:
            request.add_header("Authorization", "Bearer " + self.token)
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return answer.status, json.load(answer)
        except urllib.error.HTTPError as refused:
            return refused.code, json.load(refused)

    def say(self, words):
        print("%-8s %s" % (self.person, words), flush=True)


class Recipient(Partner):
    """Follows what was sent to it; keeps each key once."""

    def __init__(self, url, person, by, answers):
        super().__init__(url, person)
        self.by, self.answers, self.place, self.seen = by, answers, None, set()

    def round(self):
        more = True
        while more:
            status, page = self.ask("/v1/feeds/referrals" + ("?place=" + self.place if self.place else ""))
            if status == 400 and page["type"].endswith("/cursor-refused") and self.place:
                self.place = None  # the server was put back from a backup: what comes again comes under its keys
                continue
            for notice in page["notices"]:
                self.take(notice)
            self.place, more = page["place"], page["more"]

    def take(self, notice):
        if notice["erased"]:
            self.say("erases what it holds of notice …%s" % notice["referral"][-4:])
            return
        if notice.get("challenged"):
            self.challenged(notice)
            return
        if notice["key"] in self.seen:
            return
        status, package = self.ask("/v1/referrals/%s/package" % notice["referral"])
        if status != 200:
            return  # erased meanwhile: the feed says so next
        word = "a correction of" if package.get("supersedes") else "received"
        self.say("%s notice …%s, %s" % (word, notice["referral"][-4:], package["kind"]))
        for answer in [] if package.get("challenge") else self.answers:
            receipt = dict(answer, key=package["key"], at=int(time.time() * 1000), by=self.by)
            status, said = self.ask("/v1/referrals/%s/receipts" % notice["referral"], receipt)
            self.say("  says %s%s" % (answer["state"], "" if status == 200 else ": refused, " + said.get("detail", "")))
        self.seen.add(notice["key"])

    def challenged(self, notice):
        _, package = self.ask("/v1/referrals/%s/package" % notice["referral"])
        challenge = package.get("challenge")
        if challenge is None:
            return  # answered since
        self.say("is asked again about notice …%s, step %d" % (notice["referral"][-4:], challenge["level"]))
        answer = {"state": "decided", "code": "enquiry", "words": "We looked again: an enquiry is opened.",
                  "key": package["key"], "at": int(time.time() * 1000), "by": self.by}
        status, said = self.ask("/v1/referrals/%s/receipts" % notice["referral"], answer)
        self.say("  says decided%s" % ("" if status == 200 else ": refused, " + said.get("detail", "")))


class Records(Partner):
    """Takes revisions; of the first it says that it has no such code."""

    def __init__(self, url):
        super().__init__(url, "records")
        self.rejected = False

    def round(self):
        more = True
        while more:
            _, page = self.ask("/v1/records/revisions?limit=50")
            outcomes = [self.judge(one) for one in page["revisions"]]
            if outcomes:
                self.ask("/v1/records/outcomes", {"outcomes": outcomes})
            self.ask("/v1/records/acknowledgements", {"cursor": page["cursor"]})
            more = page["more"]

    def judge(self, revision):
        of = {"n": revision["n"], "incident": revision["incident"]}
        if not self.rejected and not revision.get("erased"):
            self.rejected = True
            self.say("rejects revision %d: no such code" % revision["n"])
            return dict(of, outcome="rejected", path="record/fields/form", code="unknown-code", words="No such code here.")
        self.say("takes revision %d" % revision["n"])
        return dict(of, outcome="accepted")


def main(url, once):
    began = time.time()
    hub = Recipient(url, "hub", "Ms Roe, duty social worker", [
        {"state": "acknowledged", "reference": "CSC-2291"},
        {"state": "decided", "code": "assessment", "words": "We visit within two days."}])
    school = Recipient(url, "hill", "Mr Adeyemi, safeguarding lead", [{"state": "delivered"}])
    records = Records(url)
    up = once
    while True:
        if not up and time.time() - began > SCHOOL_DOWN_SECONDS:
            up = True
            school.say("is back")
        for partner in [hub, records] + ([school] if up else []):
            partner.round()
        if once:
            return
        time.sleep(2)


if __name__ == "__main__":
    try:
        main(sys.argv[1].rstrip("/"), "--once" in sys.argv)
    except KeyboardInterrupt:
        pass

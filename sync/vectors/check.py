#!/usr/bin/env python3
"""Folds the vectors from PROTOCOL.md alone and compares bytes. Python 3, nothing else.

Usage: check.py [folder]     prints one line for each file and "N passed, 0 failed"
"""
import datetime
import hashlib
import json
import os
import re
import sys
import unicodedata
import uuid
from decimal import Decimal

with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "acts.json"), encoding="utf-8") as file:
    VOCABULARY = json.load(file)
KINDS = {act["act"]: act["kind"] for act in VOCABULARY["acts"]}
NAMESPACE = uuid.UUID("5ee4ea2d-0f5c-5c1d-9b6e-c0117401fe5a")


def is_recorded(act):
    """Whether an act was made by whoever recorded: it looked through its change's form."""
    return KINDS.get(act, "review" if act.startswith(VOCABULARY["unknown"]["review"]) else "captured") == "captured"


def is_review(act):
    """Whether an act is no part of what was captured."""
    return KINDS.get(act, "review" if act.startswith(VOCABULARY["unknown"]["review"]) else "captured") not in ("captured", "moved")


class Nonsense(Exception):
    """A text that is no change, or no JSON within the limits; knows the limit's name where it is one."""

    def __init__(self, what, limit=""):
        super().__init__(what)
        self.limit = limit


# --- section 8 and the limits of section 1: reading and canonical text

def number(text):
    if len(text) > 100:
        raise Nonsense("number too long", "number-chars")
    mantissa, _, exponent = text.lower().partition("e")
    whole, _, fraction = mantissa.lstrip("-").partition(".")
    digits = (whole + fraction).lstrip("0") or "0"
    if len(exponent) > 60 and not exponent.lstrip("+-0"):
        exponent = "0"
    after = len(fraction) - int(exponent or "0")
    if len(digits) > 30 or after > 30 or len(digits) - after > 30:
        raise Nonsense("number beyond the limits", "number-digits")
    return Decimal(text)


def no_constant(text):
    raise Nonsense("no JSON: " + text)


def members(pairs):
    read = dict(pairs)
    if len(read) != len(pairs):
        raise Nonsense("duplicate member")
    return read


def examine(value, depth=0):
    if isinstance(value, str):
        try:
            value.encode("utf-8")
        except UnicodeEncodeError:
            raise Nonsense("half a surrogate pair")
    elif isinstance(value, (list, dict)):
        if depth == 24:
            raise Nonsense("too deep", "json-depth")
        if isinstance(value, dict):
            for name in value:
                examine(name)
                need(characters(name) <= 4096, "name", "name-chars")
            value = value.values()
        for item in value:
            examine(item, depth + 1)


def read_json(text):
    try:
        value = json.loads(text, object_pairs_hook=members, parse_int=number, parse_float=number,
                           parse_constant=no_constant)
    except (ValueError, RecursionError) as error:
        raise Nonsense("no JSON") from error
    examine(value)
    return value


SHORT = {8: "\\b", 9: "\\t", 10: "\\n", 12: "\\f", 13: "\\r", 34: '\\"', 92: "\\\\"}


def quoted(text):
    return '"' + "".join(
        SHORT.get(ord(c)) or ("\\u%04x" % ord(c) if ord(c) < 32 else c) for c in text) + '"'


def code_units(text):
    return text.encode("utf-16-be")


def canonical(value):
    if value is None:
        return "null"
    if value is True or value is False:
        return "true" if value else "false"
    if isinstance(value, (int, Decimal)):
        plain = format(Decimal(value), "f")
        if "." in plain:
            plain = plain.rstrip("0").rstrip(".")
        return "0" if plain in ("-0", "") else plain
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, list):
        return "[" + ",".join(canonical(item) for item in value) + "]"
    return "{" + ",".join(quoted(name) + ":" + canonical(value[name])
                          for name in sorted(value, key=code_units)) + "}"


def sha256(text):
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


# --- section 1: what a change says

HEX64 = re.compile(r"[0-9a-f]{64}\Z")
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\Z")
NAME = re.compile(r"[0-9a-f]{64}:(0|[1-9][0-9]{0,4})\Z")
SEGMENT = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}\Z")


def characters(text):
    return len(code_units(text)) // 2


def need(held, what, limit=""):
    if not held:
        raise Nonsense(what, limit)


def within(value, most, what, limit):
    """Of a text: an end that takes more of it than another parts from it."""
    need(not isinstance(value, str) or characters(value) <= most, what, limit)


def is_text(value, most=64, least=1):
    return isinstance(value, str) and least <= characters(value) <= most


def is_whole(value, least=-2 ** 63, most=2 ** 63 - 1):
    return isinstance(value, Decimal) and value == value.to_integral_value() and least <= value <= most


def is_path(value):
    if not isinstance(value, str):
        return False
    segments = value.split("/")
    return len(segments) <= 7 and all(SEGMENT.match(segment) for segment in segments)


def is_entry(value):
    return is_path(value) and value.count("/") % 2 == 1


def is_field(value):
    return is_path(value) and value.count("/") % 2 == 0


def matches(pattern, value):
    return isinstance(value, str) and bool(pattern.match(value))


def check_operation(op):
    need(isinstance(op, dict) and isinstance(op.get("op"), str), "op")
    kind = op["op"]
    if kind not in ("set", "add", "strike", "act"):
        return
    if kind != "add":
        over = op.get("over", [])
        need(isinstance(over, list), "over")
        need(len(over) <= 512, "over", "over")
        need(all(matches(NAME, name) for name in over), "over")
    if kind in ("set", "strike"):
        reason = op.get("reason", "")
        need(isinstance(reason, str), "reason")
        if reason_of(op):
            within(reason, 4000, "reason", "reason-chars")
    for name in ("at", "about"):
        if kind != "act" or name == "about":
            check_path_limits(op.get(name))
    if kind == "act":
        within(op.get("act"), 64, "act", "id-chars")
    if kind == "set":
        need(is_field(op.get("at")), "at")
        need("value" in op, "value")
        need(isinstance(op.get("evidence", False), bool), "evidence")
    elif kind == "add":
        need(is_entry(op.get("at")), "at")
        need(isinstance(op.get("value", {}), dict), "value")
    elif kind == "strike":
        need(is_entry(op.get("at")), "at")
        need(reason_of(op) is not None, "reason")
        need(matches(HEX64, op.get("frontier")), "frontier")
    else:
        need(is_text(op.get("act")), "act")
        need("about" not in op or is_path(op["about"]), "about")
        need(isinstance(op.get("with", {}), dict), "with")
        need(matches(HEX64, op.get("frontier")), "frontier")


def check_path_limits(path):
    if isinstance(path, str) and re.match(r"[A-Za-z0-9._/-]*\Z", path):
        within(path, 454, "path", "path-chars")
        for segment in path.split("/"):
            within(segment, 64, "path", "segment-chars")
        need(path.count("/") < 7, "path", "path-segments")


def reason_of(op):
    reason = op.get("reason")
    return reason if isinstance(reason, str) and any(c > " " for c in reason) else None


def read_change(content):
    need(len(content.encode("utf-8")) <= 65536, "too long", "content-bytes")
    change = read_json(content)
    need(isinstance(change, dict), "no object")
    need(is_whole(change.get("v"), 1), "v")
    need(matches(UUID, change.get("incident")), "incident")
    form = change.get("form")
    if isinstance(form, dict):
        within(form.get("id"), 64, "form", "id-chars")
        need(not is_whole(form.get("version"), 100000), "form", "form-version")
    need(isinstance(form, dict) and is_text(form.get("id")) and is_whole(form.get("version"), 1, 99999), "form")
    for name in ("author", "device", "boot"):
        within(change.get(name), 64, name, "id-chars")
        need(is_text(change.get(name)), name)
    need(matches(HEX64, change.get("pass")), "pass")
    need(is_whole(change.get("wall")), "wall")
    need(is_whole(change.get("elapsed"), 0), "elapsed")
    hlc = change.get("hlc")
    need(isinstance(hlc, list) and len(hlc) == 2 and is_whole(hlc[0], 0) and is_whole(hlc[1], 0, 2 ** 31 - 1), "hlc")
    need(matches(re.compile(r"[0-9a-f]{32}\Z"), change.get("nonce")), "nonce")
    ops = change.get("ops")
    need(isinstance(ops, list) and ops, "ops")
    need(len(ops) <= 256, "ops", "operations")
    for op in ops:
        check_operation(op)
    if "moved" in change:
        moved = change["moved"]
        need(isinstance(moved, dict), "moved")
        need(matches(UUID, moved.get("incident")) and matches(HEX64, moved.get("change")), "moved")
        need(is_whole(moved.get("at")), "moved")
        places = moved.get("ops")
        need(isinstance(places, list) and len(places) == len(ops), "moved")
        need(all(is_whole(place, 0, 255) for place in places), "moved")
        need(all(one < other for one, other in zip(places, places[1:])), "moved")
    return change


# --- sections 3 and 4: the fold

class Op:
    def __init__(self, change_hash, index, change, raw):
        self.carrier = "%s:%d" % (change_hash, index)
        if "moved" in change:
            change_hash, index = change["moved"]["change"], int(change["moved"]["ops"][index])
        self.id = "%s:%d" % (change_hash, index)
        self.order = (change["hlc"][0], change["hlc"][1], change_hash, index)
        self.change = change
        self.raw = raw
        self.over = raw.get("over", [])
        self.author = change["author"]

    def said(self):
        told = {"op": self.id, "author": self.author, "device": self.change["device"], "wall": self.change["wall"]}
        reason = reason_of(self.raw) if self.raw["op"] in ("set", "strike") else None
        if reason is not None:
            told["reason"] = reason
        return told


def digest_of(hashes):
    return sha256("".join(h + "\n" for h in sorted(hashes)))


class Reading:
    """Rule 1: which path is read as which."""

    def __init__(self, acts):
        separated = {name for op in acts if op.raw["act"] == "separate" for name in op.over}
        self.smallest = {}
        self.named = set()
        joins = []
        for op in acts:
            one, other = op.raw.get("about"), op.raw.get("with", {}).get("entry")
            if op.raw["act"] == "same-as" and op.id not in separated and is_entry(one) and is_entry(other):
                joins.append((one, other))
        for one, other in sorted(joins, key=lambda join: max(join[0].count("/"), join[1].count("/"))):
            left, right = self.read(one), self.read(other)
            if left.rsplit("/", 1)[0] == right.rsplit("/", 1)[0]:
                self.named |= {one, other}
                together = {path for path, root in self.smallest.items() if root in (left, right)} | {left, right}
                for path in together:
                    self.smallest[path] = min(left, right)

    def read(self, path):
        segments = path.split("/")
        read = ""
        for i in range(0, len(segments) - 1, 2):
            read = "/".join(filter(None, [read, segments[i], segments[i + 1]]))
            read = self.smallest.get(read, read)
        return "/".join(filter(None, [read, segments[-1]])) if len(segments) % 2 else read


def standing(ops):
    """Rule 2: the operations of one field that stand."""
    by_id = {op.id: op for op in ops}
    replaces = {}
    for op in ops:
        named = {name for name in op.over if name in by_id and name != op.id}
        one_value = len({canonical(by_id[name].raw["value"]) for name in named}) <= 1
        replaces[op.id] = set()
        for name in named:
            other = by_id[name]
            evidence = op.raw.get("evidence", False) or other.raw.get("evidence", False)
            if op.author == other.author or reason_of(op.raw) or (one_value and not evidence):
                replaces[op.id].add(name)
    stand = set(by_id) - set().union(*replaces.values())
    left = set(by_id)
    while True:
        free = {i for i in left if not any(i in replaces[j] for j in left)}
        if not free:
            break
        left -= free
    return [op for op in ops if op.id in stand | left]


def departed(changes):
    """Rule 6: the names of what belongs to another incident."""
    for change in changes.values():
        for raw in change["ops"]:
            if raw["op"] == "act" and raw["act"] == "misplaced":
                what = raw.get("with", {}).get("what")
                for name in what if isinstance(what, list) else []:
                    if matches(HEX64, name) or matches(NAME, name):
                        yield name


def fold(incident, changes):
    """changes: {hash: content as read}; the record, and what else a vector expects."""
    ops = []
    for change_hash, change in changes.items():
        for index, raw in enumerate(change["ops"]):
            ops.append(Op(change_hash, index, change, raw))
    away = set(departed(changes))
    carried = {}
    for op in ops:
        if op.carrier not in away and op.carrier.split(":")[0] not in away:
            carried.setdefault(op.id, op)
    ops = list(carried.values())
    ops.sort(key=lambda op: op.order)
    kinds = {kind: [op for op in ops if op.raw["op"] == kind] for kind in ("set", "add", "strike", "act")}
    reading = Reading(kinds["act"])
    captured = [h for h, change in changes.items()
                if not all(raw["op"] == "act" and is_review(raw["act"]) for raw in change["ops"])]

    by_field = {}
    for op in kinds["set"]:
        by_field.setdefault(reading.read(op.raw["at"]), []).append(op)
    fields = {path: standing(group) for path, group in by_field.items()}

    stands = {}
    for path, group in fields.items():
        if "/" in path:
            stands.setdefault(path.rsplit("/", 1)[0], set()).update(op.id for op in group)
    entries = {}

    def entry(path):
        return entries.setdefault(path, {"added": [], "strikes": [], "struck": False, "twins": {path}})

    named = set(reading.named)
    for op in kinds["set"]:
        if "/" in op.raw["at"]:
            named.add(op.raw["at"].rsplit("/", 1)[0])
    for op in kinds["add"]:
        at, value = op.raw["at"], op.raw.get("value", {})
        about = value.get("about")
        named.add(at)
        stands.setdefault(reading.read(at), set()).add(op.id)
        entry(reading.read(at))["added"].append(dict(op.said(), value=value, at=at))
        if is_entry(about):
            named.add(about)
            stands.setdefault(reading.read(about), set()).add(op.id)
    for path in stands:
        entry(path)
    for op in kinds["strike"]:
        at = reading.read(op.raw["at"])
        named.add(op.raw["at"])
        entry(at)["strikes"].append(op.said())
        if stands.get(at, set()) <= set(op.over):
            entry(at)["struck"] = True
    for path in named:
        if reading.read(path) in entries:
            entries[reading.read(path)]["twins"].add(path)
    for found in entries.values():
        found["twins"] = sorted(found["twins"])

    acts = []
    for op in kinds["act"]:
        told = dict(op.said(), act=op.raw["act"], over=op.over, frontier=op.raw["frontier"])
        told["with"] = op.raw.get("with", {})
        if "about" in op.raw:
            told["about"] = op.raw["about"]
        acts.append(told)
    record = {"incident": incident, "frontier": digest_of(changes), "captured": digest_of(captured),
              "changes": len(changes), "entries": entries, "acts": acts,
              "fields": {path: [dict(op.said(), value=op.raw["value"]) for op in group]
                         for path, group in fields.items()}}
    return {"record": canonical(record), "frontier": record["frontier"], "captured": record["captured"],
            "contradictions": sorted(path for path, group in fields.items()
                                     if len({canonical(op.raw["value"]) for op in group}) > 1),
            "kept": sorted(path for path, found in entries.items() if found["strikes"] and not found["struck"]),
            "review": review(kinds["act"], record["captured"])}


def review(acts, captured):
    """Rule 4."""
    steps = [op for op in acts if op.raw["act"] in ("submit", "return", "authorise")]
    over = {name for op in steps for name in op.over}
    stand = [op for op in steps if op.id not in over]
    words = {op.raw["act"] for op in stand}
    if "submit" in words:
        return "changed" if any(op.raw["act"] == "authorise" for op in steps) else "submitted"
    if "return" in words:
        return "returned"
    if "authorise" in words:
        current = any(op.raw.get("with", {}).get("captured") == captured for op in stand)
        return "authorised" if current else "changed"
    return "recording"


# --- running the files

def run_fold(vector):
    hashes, sound, nonsense = [], {}, []
    for index, given in enumerate(vector["changes"]):
        name = given.get("hash") or sha256(given["content"])
        hashes.append(name)
        try:
            sound[index] = read_change(given["content"])
        except Nonsense:
            nonsense.append(index)
    expected = vector["expect"]
    got = {"hashes": hashes, "nonsense": nonsense}
    wrong = [member for member in got if got[member] != expected[member]]
    for delivery in vector["deliveries"]:
        held = {}
        for index in map(int, delivery):
            if index in sound and sound[index]["incident"] == vector["incident"]:
                held[hashes[index]] = sound[index]
        got = fold(vector["incident"], held)
        wrong += ["%s in delivery %s" % (member, delivery) for member in got if got[member] != expected[member]]
    return wrong


def head_text(force, device, epoch, seq, link):
    return "\n".join(["seenheard/head/1", force, device, str(epoch), str(seq), link])


FUNCTIONS = {
    "sha256": sha256,
    "chain-start": lambda device, epoch: sha256("seenheard/chain/1\n%s\n%s" % (device, epoch)),
    "link": lambda previous, seq, change: sha256("seenheard/link/1\n%s\n%s\n%s" % (previous, seq, change)),
    "head-text": head_text,
    "enrolment-text": lambda force, device, key: "seenheard/enrol/1\n%s\n%s\n%s" % (force, device, key),
    "incident": lambda force, reference: str(uuid.uuid5(
        NAMESPACE, force + "\n" + reference.strip("".join(map(chr, range(33)))).upper())),
    "frontier": lambda *hashes: digest_of(hashes),
    "replica-digest": lambda *held: "%064x" % (sum(
        int(sha256("seenheard/replica/1\n%s\n%s" % tuple(one)), 16) for one in held) % 2 ** 256),
}


def run_reader(file):
    for case in file["readable"]:
        try:
            good = canonical(read_json(case["text"])) == case["canonical"]
        except Nonsense:
            good = False
        yield case["name"], [] if good else ["is not read as it should be"]
    for case in file["unreadable"]:
        try:
            read_json(case["text"])
            yield case["name"], ["is read"]
        except Nonsense:
            yield case["name"], []


# --- section 11, as far as the vectors go, and section 13

BLANK = [(0x0, 0x20), (0x7F, 0xA0), (0xAD, 0xAD), (0x34F, 0x34F), (0x600, 0x605), (0x61C, 0x61C), (0x6DD, 0x6DD),
         (0x70F, 0x70F), (0x8E2, 0x8E2), (0x115F, 0x1160), (0x1680, 0x1680), (0x17B4, 0x17B5), (0x180B, 0x180F),
         (0x2000, 0x200F), (0x2028, 0x202F), (0x205F, 0x206F), (0x3000, 0x3000), (0x3164, 0x3164), (0xFE00, 0xFE0F),
         (0xFEFF, 0xFEFF), (0xFFA0, 0xFFA0), (0xFFF0, 0xFFFB), (0x110BD, 0x110BD), (0x110CD, 0x110CD),
         (0x13430, 0x13438), (0x1BCA0, 0x1BCA3), (0x1D173, 0x1D17A), (0xE0000, 0xE0FFF)]


def is_blank(c):
    return any(first <= ord(c) <= last for first, last in BLANK)


def is_letter(c):
    return unicodedata.category(c) in ("Lu", "Ll", "Lt", "Lo", "Nd") and not is_blank(c)


def says(text):
    return any(is_letter(c) for c in text)


def separates(c):
    o = ord(c)
    if c in "'-" or o in (0xAD, 0x2019) or 0x200B <= o <= 0x2011:
        return False
    return o < 0xC0 or 0x2000 <= o <= 0x206F or 0x3000 <= o <= 0x3002


def is_unspaced(c):
    o = ord(c)
    return (0xE00 <= o <= 0xEFF or 0x1000 <= o <= 0x109F or 0x1780 <= o <= 0x17FF or 0x2E80 <= o <= 0x9FFF
            or 0xF900 <= o <= 0xFAFF or o >= 0x20000)


def small(c):
    low = c.lower()
    return low if len(low) == 1 else c


def describes(text):
    words, word = set(), ""
    for c in text + " ":
        if is_letter(c) and is_unspaced(c):
            words.add(c)
        elif is_letter(c):
            word += small(c)
        elif separates(c) and word:
            words.add(word)
            word = ""
    return len(words) >= 2 and sum(map(is_letter, text)) >= 4


def bare(text):
    return " ".join("".join(small(c) if is_letter(c) else " " for c in unicodedata.normalize("NFC", text)).split())


POINTERS = ["n/a", "n/k", "as above", "see above", "same as above", "as below", "see below", "ditto", "tbc", "tba",
            "to be confirmed", "to follow", "see bwv", "see footage", "see notes", "see notebook", "see log"]
STAND_INS = ["none", "nil", "nothing", "unknown", "not known", "not applicable", "don't know", "do not know", "same", "nfa",
             "no further action"]


def one_letter(text):
    letters = {small(c) for c in text if is_letter(c)}
    return len(letters) == 1 and "9" < min(letters) < "\u0530"


def stands_in(text):
    return characters(text) <= 80 and bare(text) in map(bare, POINTERS + STAND_INS) or one_letter(text)


def trimmed(text):
    while text and is_blank(text[0]):
        text = text[1:]
    while text and is_blank(text[-1]):
        text = text[:-1]
    return text


MOMENT = re.compile(r"(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d*))?)?(Z|[+-]\d\d:\d\d)\Z", re.ASCII)


def moment(text):
    found = MOMENT.match(text)
    if not found:
        return None
    year, month, day, hour, minute, second, fraction, zone = found.groups()
    try:
        at = datetime.datetime(int(year), int(month), int(day), int(hour), int(minute), int(second or 0))
    except ValueError:
        return None
    offset = 0
    if zone != "Z":
        offset = int(zone[1:3]) * 60 + int(zone[4:6])
        offset = -offset if zone[0] == "-" else offset
    return at - datetime.timedelta(minutes=offset), (fraction or "").rstrip("0")


def meaning(kind, value):
    if isinstance(value, str):
        at = moment(trimmed(value)) if kind == "time" else None
        return ("moment", at) if at else ("text", trimmed(unicodedata.normalize("NFC", value)))
    if isinstance(value, list):
        items = [meaning(None, item) for item in value]
        return ("list", sorted(set(map(repr, items))) if kind == "codes" else items)
    if isinstance(value, dict):
        return ("object", {name: meaning(None, member) for name, member in value.items()})
    return ("other", canonical(Decimal(repr(value)) if isinstance(value, float) else value))


DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)\Z", re.ASCII)


def is_day(text):
    found = DAY.match(text)
    try:
        return bool(found) and bool(datetime.date(*map(int, found.groups())))
    except ValueError:
        return False


def is_moment(text):
    spelt = not re.search(r"\.[Z+-]", text) and (text[-6:-5] not in "+-" or text[-5:] <= "14:00")
    return spelt and moment(text) is not None


TWO_WAYS = dict(zip("øłđßæœþðıħŋſªº", ["o", "l", "d", "ss", "ae", "oe", "th", "d", "i", "h", "n", "s", "a", "o"]),
                **{"\ufb01": "fi", "\ufb02": "fl", "\ufb00": "ff", "\ufb03": "ffi", "\ufb04": "ffl", "\ufb06": "st"})
INSIDE = "'-`\u00b4\u00ad\u2018\u2019\u201b\u02bc\u02b9\u2032\u2010\u2011\u2012\u2013\u200b\u200c\u200d\u2060\ufeff"


def name_words(name):
    words, word = [], ""
    for c in unicodedata.normalize("NFD", name[:200]) + " ":
        c = small(chr(ord(c) - 0xFEE0) if "\uff01" <= c <= "\uff5e" else c)
        if c in TWO_WAYS or is_letter(c):
            word += TWO_WAYS.get(c, c)
        elif not unicodedata.combining(c) and c not in INSIDE:
            words, word = words + [word] * bool(word), ""
    return words


def same_name(one, other):
    return bool(name_words(one)) and "".join(name_words(one)) == "".join(name_words(other))


READINGS = {"says": says, "describes": describes, "stands-in": stands_in, "day": is_day, "moment": is_moment}


def run_readings(file):
    for case in file["readings"]:
        good = [text for text in case["texts"] if READINGS[case["rule"]](text) == case["holds"]]
        yield case["name"], [] if len(good) == len(case["texts"]) else ["differs in a text"]
    for case in file["same"]:
        if case["type"] == "name":
            same = same_name(case["one"], case["other"])
        else:
            same = meaning(case["type"], case["one"]) == meaning(case["type"], case["other"])
        yield case["name"], [] if same == case["same"] else ["is read otherwise"]


def forms_of(record, changes):
    """Section 13."""
    lenses = {}
    away = set(departed(changes))
    for name, change in changes.items():
        if name in away or all(raw["op"] == "act" and not is_recorded(raw["act"]) for raw in change["ops"]):
            continue
        form = change["form"]
        lenses[form["id"]] = max(lenses.get(form["id"], 0), form["version"])
    chosen, reasoned = {}, False
    for answer in record["fields"].get("form", []):
        value = answer["value"]
        if isinstance(value, str) and says(value) and characters(value) <= 64:
            chosen[value] = lenses.get(value, Decimal(0))
            reasoned = reasoned or says(answer.get("reason", ""))
    forms = chosen or lenses
    if chosen and not reasoned and set(lenses) - set(chosen):
        forms = {**lenses, **chosen}
    return {"forms": forms, "contradicted": len(forms) > 1, "chosen": bool(chosen)}


def run_forms(file):
    for vector in file["forms"]:
        changes = {sha256(text): read_change(text) for text in vector["changes"]}
        record = read_json(fold(vector["incident"], changes)["record"])
        got = canonical(forms_of(record, changes))
        yield vector["name"], [] if got == canonical(vector["expect"]) else ["gives " + got]


# --- section 6: whose handset

def whose(case):
    """What becomes of each change of a run whose passes hold: "" or why it is kept apart."""
    at, known, sent = case["at"], case["known"], case["sent"]
    anew = case["epoch"] > max(1, known["epoch"])
    empty = 0 if anew else known["emptyAt"]
    earliest, latest = [], []
    for change in case["run"]:
        since = sent["elapsed"] - change["elapsed"]
        made = at - since if change["boot"] == sent["boot"] and since >= 0 and at - since >= empty else None
        before = earliest[-1] if earliest else empty
        earliest.append(min(at, before if made is None else max(before, made)))
        latest.append(at if made is None else made)
    for i in reversed(range(len(latest) - 1)):
        latest[i] = min(latest[i], latest[i + 1])
    hands, found = list(known["hands"]), []
    for i, change in enumerate(case["run"]):
        by, verdict = change.get("by"), ""
        others = [one["since"] for one in hands if by and one["person"] != by["person"] and one["since"] > by["since"]]
        if others and not (anew and latest[i] < max(others)):
            verdict = "handed-over"
        elif change["author"] in case["withdrawn"]:
            since = case["withdrawn"][change["author"]]
            if latest[i] >= since:
                verdict = "withdrawn" if earliest[i] >= since else "unsure"
        found.append(verdict)
        hands += [by] if by else []
    return found


def run_whose(file):
    for case in file["whose"]:
        got = whose(case)
        yield case["name"], [] if got == case["expect"] else ["gives %s" % got]


CAPS = {"entries": 1000, "changes": 20000, "answers": 20000, "bytes": 32 * 1024 * 1024}


def weight(incident, changes):
    """Section 12: what an incident holds of everything that is capped."""
    record = read_json(fold(incident, {sha256(text): read_change(text) for text in changes})["record"])
    return {"entries": len(record["entries"]), "changes": len(set(changes)),
            "answers": sum(len(group) for group in record["fields"].values()),
            "bytes": sum(len(text.encode("utf-8")) for text in set(changes))}


def run_caps(file):
    for case in file["caps"]:
        holds = case["holds"]
        wrong = []
        if all(holds[cap] <= CAPS[cap] for cap in CAPS) != case["fits"]:
            wrong.append("fits otherwise")
        if any(holds[cap] * 100 >= CAPS[cap] * 80 for cap in CAPS) != case["shown"]:
            wrong.append("is shown otherwise")
        yield case["name"], wrong
    for case in file["counted"]:
        got = weight(case["incident"], case["changes"])
        yield case["name"], [] if got == case["expect"] else ["holds %r" % got]


def millis(text):
    """A moment of these vectors in milliseconds since 1970."""
    return int(datetime.datetime.strptime(text, "%Y-%m-%dT%H:%MZ").replace(
        tzinfo=datetime.timezone.utc).timestamp() * 1000)


def clock(rule, given, now):
    """FORMS.md, Duties: where the clock of a duty stands that counts from one moment."""
    minute = 60_000
    began = millis(given["began"]) if "began" in given else None
    until = millis(given["until"]) if "until" in given else None
    due = None if began is None else began + rule["within"] * minute
    done = sorted(at for at in map(millis, given["done"]) if (began is None or at >= began) and at <= now)
    for at, to in sorted((millis(one["at"]), millis(one["to"])) for one in given["moved"] if {"at", "to"} <= set(one)):
        if due is not None and at <= due:  # what came after the deadline ran out moves nothing
            due = max(due, to)
    missed = 0
    if "every" not in rule:
        if done:
            missed = 1 if due is not None and done[-1] > due else 0
            return {"phase": "settled-late" if missed else "settled", "due": due, "missed": missed}
        if due is not None and until is not None and until <= due:
            return {"phase": "settled", "due": None, "missed": 0}
    elif due is not None:
        step = rule["every"] * minute
        for at in done:
            if at <= due:
                due = max(due, at + step)
            elif rule.get("keeps"):  # late: those that follow stay where they were
                while due < at:
                    due += step
                    missed += 1
            else:
                due = max(due, at + step)
                missed += 1
        if until is not None and until <= due:
            return {"phase": "settled-late" if missed else "settled", "due": None, "missed": missed}
    if due is None:
        return {"phase": "waiting", "due": None, "missed": 0}
    phase = "breached" if now > due else "warned" if now >= due - rule["warn"] * minute else "due"
    passed, end = due, now if until is None or "every" not in rule else min(now, until)
    while passed < end:  # each deadline that has passed by now
        missed += 1
        if "every" not in rule:
            break
        passed += rule["every"] * minute
    return {"phase": phase, "due": due, "missed": missed}


def run_clocks(file):
    for case in file["clocks"]:
        got = clock(case["rule"], case["given"], case["now"])
        yield case["name"], [] if got == case["expect"] else ["gives %r" % got]


def filled(case, times):
    return case["content"].replace("<fill>", case["fill"] * times).replace("<close>", case.get("close", "") * times)


def run_limits(file):
    for case in file["limits"]:
        wrong = []
        try:
            read_change(filled(case, int(case["times"])))
        except Nonsense as nonsense:
            wrong.append("is refused at the limit: %s" % nonsense)
        try:
            read_change(filled(case, int(case["times"]) + 1))
            wrong.append("is taken beyond the limit")
        except Nonsense as nonsense:
            if nonsense.limit != case["limit"]:
                wrong.append("is refused for %r" % nonsense.limit)
        yield case["name"], wrong


def run_file(file):
    if "forms" in file:
        yield from run_forms(file)
    if "readings" in file:
        yield from run_readings(file)
    if "whose" in file:
        yield from run_whose(file)
    if "limits" in file:
        yield from run_limits(file)
    if "caps" in file:
        yield from run_caps(file)
    if "clocks" in file:
        yield from run_clocks(file)
    if "readable" in file:
        yield from run_reader(file)
    for vector in file.get("vectors", []):
        yield vector["name"], run_fold(vector)
    for case in file.get("functions", []):
        good = FUNCTIONS[case["function"]](*case["args"]) == case["result"]
        yield case["name"], [] if good else ["gives something else"]


def main():
    folder = sys.argv[1] if len(sys.argv) > 1 else os.path.dirname(os.path.abspath(__file__))
    passed = failed = 0
    for name in sorted(os.listdir(folder)):
        if not name.endswith(".json"):
            continue
        with open(os.path.join(folder, name), encoding="utf-8") as source:
            file = json.load(source)
        before = passed
        for case, wrong in run_file(file):
            if wrong:
                failed += 1
                print("%s: %s: %s" % (name, case, "; ".join(wrong)))
            else:
                passed += 1
        print("%s: %d passed" % (name, passed - before))
    print("%d passed, %d failed" % (passed, failed))
    sys.exit(1 if failed or not passed else 0)


if __name__ == "__main__":
    main()

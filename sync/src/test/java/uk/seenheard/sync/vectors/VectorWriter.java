package uk.seenheard.sync.vectors;

import static uk.seenheard.sync.Pen.act;
import static uk.seenheard.sync.Pen.add;
import static uk.seenheard.sync.Pen.evidence;
import static uk.seenheard.sync.Pen.join;
import static uk.seenheard.sync.Pen.set;
import static uk.seenheard.sync.Pen.setBecause;
import static uk.seenheard.sync.Pen.strike;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import uk.seenheard.sync.Pen;
import uk.seenheard.sync.change.Change;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.change.OperationId;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.merge.Fold;
import uk.seenheard.sync.merge.History;

/**
 * Writes the vectors anew: run it by hand when a vector is added, and look at the difference before
 * committing it. That an existing vector's {@code expect} changes means that the protocol changed.
 */
final class VectorWriter {
  private static final String A = "child/0190a000-0000-7000-8000-0000000000ca";
  private static final String B = "child/0190a000-0000-7000-8000-0000000000cb";
  private static final String C = "child/0190a000-0000-7000-8000-0000000000cc";

  private final Path folder;
  private List<Json> vectors = new ArrayList<>();
  private final Pen one = new Pen("PC 101");
  private final Pen other = new Pen("PC 202");
  private final Pen sergeant = new Pen("PS 303");

  private VectorWriter(Path folder) {
    this.folder = folder;
  }

  public static void main(String[] args) {
    VectorWriter writer = new VectorWriter(Path.of(args.length > 0 ? args[0] : "vectors"));
    writer.fields();
    writer.entries();
    writer.twins();
    writer.circles();
    writer.review();
    writer.skew();
    writer.nonsense();
    writer.histories();
    writer.functions();
  }

  private void fields() {
    Change kitchen = one.write(set("place", "kitchen"));
    Change hall = other.write(set("place", "hall"));
    agreed("one answer", kitchen);
    agreed("my own answer replaced", kitchen, one.write(set("place", "hall", kitchen.id(0))));
    agreed(
        "another's only answer replaced", kitchen, other.write(set("place", "x", kitchen.id(0))));
    agreed("equal answers confirm each other", kitchen, other.write(set("place", "kitchen")));
    agreed(
        "numbers written differently are equal",
        edited(
            one.write(set("height", Json.of(7))),
            ":7,\"op\"",
            ":1.50,\"op\"",
            "\"value\":7",
            "\"value\":1.50"),
        edited(other.write(set("height", Json.of(7))), "\"value\":7", "\"value\":15e-1"));
    contradicted("two answers, neither had seen the other", "place", kitchen, hall);
    contradicted(
        "same person, two devices, neither seen",
        "place",
        kitchen,
        new Pen("PC 101", "second").write(set("place", "hall")));
    contradicted(
        "two answers in one change", "place", one.write(set("place", "a"), set("place", "b")));
    contradicted(
        "different types",
        "place",
        one.write(set("place", Json.of(1))),
        other.write(set("place", "1")));
    contradicted(
        "null is an answer",
        "place",
        one.write(set("place", Json.NULL)),
        other.write(set("place", "x")));
    Change settled =
        sergeant.write(setBecause("footage", "place", "hall", kitchen.id(0), hall.id(0)));
    agreed("a contradiction settled with a reason", kitchen, hall, settled);
    contradicted(
        "settled without a reason",
        "place",
        kitchen,
        hall,
        sergeant.write(set("place", "garden", kitchen.id(0), hall.id(0))));
    contradicted(
        "settled with a blank reason",
        "place",
        kitchen,
        hall,
        edited(
            sergeant.write(setBecause("footage", "place", "garden", kitchen.id(0), hall.id(0))),
            "\"footage\"",
            "\" \\t\""));
    contradicted(
        "settled on one side only",
        "place",
        kitchen,
        hall,
        sergeant.write(setBecause("x", "place", "garden", kitchen.id(0))));
    contradicted(
        "a late answer reopens",
        "place",
        kitchen,
        hall,
        settled,
        new Pen("PC 404").write(set("place", "garden")));
    Change late = new Pen("PC 404").write(set("place", "garden"));
    agreed(
        "reopened and settled again",
        kitchen,
        hall,
        settled,
        late,
        sergeant.write(setBecause("again", "place", "garden", settled.id(0), late.id(0))));
    contradicted(
        "two settlements that had not seen each other",
        "place",
        kitchen,
        hall,
        settled,
        new Pen("PS 505")
            .write(setBecause("heard", "place", "kitchen", kitchen.id(0), hall.id(0))));
    contradicted(
        "my own withdrawn, another's stands",
        "place",
        kitchen,
        hall,
        one.write(set("place", "garden", kitchen.id(0), hall.id(0))));
    Change confirmed = other.write(set("place", "kitchen"));
    agreed(
        "two equal answers of others replaced",
        kitchen,
        confirmed,
        sergeant.write(set("place", "hall", kitchen.id(0), confirmed.id(0))));
    Change second = one.write(set("place", "b", kitchen.id(0)));
    agreed(
        "what was replaced still replaces",
        kitchen,
        second,
        one.write(set("place", "c", second.id(0))));
    contradicted(
        "a link of a row is missing", "place", kitchen, one.write(set("place", "c", second.id(0))));
    agreed(
        "over across fields has no effect",
        kitchen,
        other.write(setBecause("x", "weather", "dry", kitchen.id(0))));
    contradicted(
        "over across fields does not hide a contradiction",
        "place",
        kitchen,
        hall,
        other.write(setBecause("x", "weather", "dry", kitchen.id(0), hall.id(0))));
    contradicted(
        "over names another operation of the change",
        "place",
        one.write(set("weather", "dry"), set("place", "a")),
        other.write(set("place", "b", kitchen.id(0), kitchen.id(7))));
    agreed(
        "a change of another incident is not folded",
        kitchen,
        other
            .in("0190a000-0000-7000-8000-000000000002")
            .write(setBecause("x", "place", "y", kitchen.id(0))));
    Json grade = Json.object().put("grade", "high").put("score", 14).build();
    contradicted(
        "a register is one author's whole",
        "risk",
        one.write(set("risk", grade)),
        other.write(set("risk", Json.object().put("grade", "high").put("score", 3).build())));
    agreed(
        "registers are equal whatever the order of their members",
        one.write(set("risk", grade)),
        edited(
            other.write(set("risk", grade)),
            "{\"grade\":\"high\",\"score\":14}",
            "{ \"score\" : 14.0, \"grade\" : \"high\" }"));
    Change bruise = one.write(evidence("injury", "bruise"));
    contradicted(
        "evidence of another without a reason",
        "injury",
        bruise,
        other.write(set("injury", "none", bruise.id(0))));
    agreed(
        "evidence of another with a reason",
        bruise,
        other.write(setBecause("doctor", "injury", "rash", bruise.id(0))));
    agreed("evidence of mine", bruise, one.write(evidence("injury", "none", bruise.id(0))));
    Change plain = one.write(set("injury", "bruise"));
    contradicted(
        "evidence over another's plain answer",
        "injury",
        plain,
        other.write(evidence("injury", "none", plain.id(0))));
    agreed(
        "the clock decides nothing",
        new Pen("PC 606").at(4_102_444_800_000L).write(set("year", "2100")),
        new Pen("PC 707").at(-86_400_000L).write(set("year", "2100")));
    Change future = new Pen("PC 606").at(4_102_444_800_000L).write(set("place", "later"));
    agreed(
        "an answer from 1970 over one from 2100",
        future,
        new Pen("PC 707").at(0).write(set("place", "earlier", future.id(0))));
    agreed(
        "texts of every kind",
        one.write(set("words", "\"\\/\b\f\n\r\t\u0000\u001f\u007f\u2028é😀\ufb33 \u202e")));
    agreed(
        "as deep as a content may nest",
        new Pen("PC 808")
            .write(set("deep", nested(21)), add(A, Json.object().put("deep", nested(20)).build())));
    file("fields", "Rule 2: a field's answers, contradictions, settlements, evidence, registers.");
  }

  /** Lists in lists, that many. */
  private static Json nested(int levels) {
    Json nested = Json.list(List.of());
    for (int i = 1; i < levels; i++) {
      nested = Json.list(List.of(nested));
    }
    return nested;
  }

  private void entries() {
    Change added = one.write(add(A, Json.object().put("name", "Kim").build()));
    Change seen = one.write(set(A + "/seen", "yes"));
    Json.Obj said = Json.object().put("about", A).put("words", "he hit me").build();
    Change words = other.write(add("statement/s1", said));
    agreed("an entry added", added);
    agreed("an entry answered and not yet added", seen);
    agreed("an entry spoken of and not yet added", words);
    agreed("an entry added by two", added, other.write(add(A)));
    Change strike = one.write(strike(A, added.id(0), seen.id(0)));
    agreed("a strike that knew everything", added, seen, strike);
    agreed("a strike of nothing", one.write(strike(A)));
    kept("an answer unknown to the strike", added, seen, one.write(strike(A, added.id(0))));
    kept("an addition unknown to the strike", added, seen, strike, other.write(add(A)));
    kept("words unknown to the strike", added, seen, strike, words);
    agreed(
        "a strike that knew the words",
        added,
        words,
        other.write(strike(A, added.id(0), words.id(0))));
    Change again = one.write(set(A + "/seen", "no", seen.id(0)));
    agreed(
        "a replaced answer needs no naming",
        added,
        seen,
        again,
        one.write(strike(A, added.id(0), again.id(0))));
    kept(
        "two strikes that knew everything only together",
        added,
        seen,
        one.write(strike(A, added.id(0))),
        other.write(strike(A, seen.id(0))));
    agreed(
        "one strike of two knew everything",
        added,
        seen,
        other.write(strike(A, added.id(0))),
        strike);
    agreed(
        "a correction is a statement of its own",
        words,
        other.write(
            add(
                "statement/s2",
                Json.object()
                    .put("about", A)
                    .put("words", "he pushed me")
                    .put("corrects", "statement/s1")
                    .build())));
    agreed(
        "entries inside an entry are their own",
        added,
        one.write(add(A + "/toy/t")),
        one.write(strike(A, added.id(0))));
    agreed(
        "an about that is no entry",
        one.write(
            add("statement/s1", Json.object().put("about", "place").build()),
            add("statement/s2", Json.object().put("about", 7).build())));
    file("entries", "Rule 3: entries add-wins, strikes that knew and did not, a child's words.");
  }

  private void twins() {
    Change mine = one.write(add(B), set(B + "/seen", "yes"));
    Change theirs = other.write(add(A), set(A + "/seen", "no"));
    Change join = sergeant.write(join(B, A));
    agreed("two children, not joined", mine, theirs);
    contradicted("joined, and their answers contradict", A + "/seen", mine, theirs, join);
    agreed(
        "joined, and their answers agree",
        mine,
        other.write(add(A), set(A + "/seen", "yes")),
        join);
    agreed(
        "joined, and settled over both",
        mine,
        theirs,
        join,
        sergeant.write(setBecause("footage", A + "/seen", "yes", mine.id(1), theirs.id(1))));
    agreed("separated again", mine, theirs, join, sergeant.write(act("separate", join.id(0))));
    contradicted(
        "a separation that names something else",
        A + "/seen",
        mine,
        theirs,
        join,
        sergeant.write(act("separate", mine.id(0))));
    Change third = one.write(add(C));
    Change bc = sergeant.write(join(B, C));
    Change ab = sergeant.write(join(A, B));
    contradicted("joins are transitive", A + "/seen", mine, theirs, third, bc, ab);
    agreed(
        "a piece falls off",
        mine,
        theirs,
        third,
        bc,
        ab,
        sergeant.write(act("separate", ab.id(0))));
    contradicted(
        "joined twice, separated once",
        A + "/seen",
        mine,
        theirs,
        join,
        ab,
        sergeant.write(act("separate", ab.id(0))));
    agreed(
        "different collections are not joined",
        mine,
        one.write(add("adult/x")),
        sergeant.write(join(B, "adult/x")));
    agreed("a join with what is no entry", mine, sergeant.write(join(B, "place")));
    agreed("a join with itself", mine, sergeant.write(join(B, B)));
    agreed("a join before anything else is known", join);
    Change strike = one.write(strike(B, mine.id(0), mine.id(1)));
    agreed("one twin struck, not joined", mine, theirs, strike);
    vector(
        "one twin struck, joined: kept",
        List.of(A + "/seen"),
        List.of(A),
        mine,
        theirs,
        strike,
        join);
    Change inside =
        one.write(
            add(B + "/toy/t", Json.object().put("name", "bear").build()),
            set(B + "/toy/t/colour", "red"));
    contradicted(
        "what is inside a twin is read inside the joined entry",
        A + "/seen",
        mine,
        theirs,
        inside,
        join);
    Change toys = one.write(add(B + "/toy/t"), add(A + "/toy/u"));
    agreed(
        "inner joins wait for outer ones", toys, sergeant.write(join(B + "/toy/t", A + "/toy/u")));
    agreed(
        "inner joins after outer ones",
        toys,
        sergeant.write(join(B + "/toy/t", A + "/toy/u")),
        join);
    Pen desk = new Pen("PS 808");
    Pen fourth = new Pen("PC 809");
    Pen fifth = new Pen("PC 810");
    Change inner = desk.write(join(B + "/toy/t", A + "/toy/u"));
    agreed(
        "inner joins fall off with the outer one",
        toys,
        inner,
        join,
        desk.write(act("separate", join.id(0))));
    agreed(
        "an inner join separated, the outer one stays",
        toys,
        inner,
        join,
        desk.write(act("separate", inner.id(0))));
    agreed(
        "separated, and joined anew by another act",
        mine,
        fourth.write(add(A), set(A + "/seen", "yes")),
        join,
        desk.write(act("separate", join.id(0))),
        fourth.write(join(A, B)));
    agreed(
        "a separation before what it separates is known",
        desk.write(act("separate", join.id(0))),
        mine,
        theirs,
        join);
    agreed(
        "words about one twin are words about both",
        mine,
        fourth.write(add(A), set(A + "/seen", "yes")),
        fifth.write(add("statement/s1", Json.object().put("about", B).put("words", "mum").build())),
        join);
    file("twins", "Rule 1: entries joined, separated, transitive, inside one another.");
  }

  private void circles() {
    circle(
        "two that name each other", List.of("place"), given('a', "a", 'b'), given('b', "b", 'a'));
    circle(
        "three in a circle, one below",
        List.of("place"),
        given('a', "a", 'b', 'd'),
        given('b', "b", 'c'),
        given('c', "c", 'a'),
        given('d', "d"));
    circle(
        "a circle named from outside",
        List.of("place"),
        given('a', "a", 'b'),
        given('b', "b", 'a'),
        given('f', "f", 'a', 'b'));
    circle("one that names itself", List.of(), given('a', "a", 'a'));
    circle(
        "a circle beside a row",
        List.of("place"),
        given('a', "a", 'b'),
        given('b', "b", 'a'),
        given('d', "d", 'e'),
        given('e', "e"));
    file(
        "circles",
        "Rule 2: circles of over. No honest hash makes one, so these changes go by the hash given.");
  }

  private void review() {
    Change answer = one.write(set("place", "kitchen"));
    Change submit = one.write(act("submit"));
    Change returned =
        sergeant.write(
            act("return", Json.object().put("note", "which child?").build(), submit.id(0)));
    Change again = one.write(act("submit", returned.id(0)));
    agreed("recording", answer);
    agreed("submitted", answer, submit);
    agreed("returned", answer, submit, returned);
    agreed("submitted again", answer, submit, returned, again);
    Change authorised = authorise(List.of(answer, submit), submit.id(0));
    agreed("authorised", answer, submit, authorised);
    agreed(
        "changed by a late answer", answer, submit, authorised, other.write(set("weather", "dry")));
    agreed("changed by a late submission", answer, submit, authorised, other.write(act("submit")));
    agreed(
        "not changed by a review act",
        answer,
        submit,
        authorised,
        sergeant.write(act("accept-reason")));
    agreed(
        "changed by an act of a newer version",
        answer,
        submit,
        authorised,
        sergeant.write(act("act-of-a-newer-version")));
    agreed(
        "a submission that the return had not seen",
        answer,
        submit,
        returned,
        other.write(act("submit")));
    agreed("returned beside authorised", answer, submit, returned, authorised);
    agreed(
        "an authorisation of something else",
        answer,
        submit,
        sergeant.write(act("authorise", submit.id(0))));
    agreed(
        "not changed by a decision of a newer version",
        answer,
        submit,
        authorised,
        new Pen("PS 404").write(act("decide-something-newer")));
    agreed(
        "not changed by who attends, however late",
        answer,
        submit,
        authorised,
        new Pen("PC 808").write(act("attend")));
    agreed("nothing but who attends", new Pen("PC 808").write(act("attend")));
    file("review", "Rule 4 and captured: acts, the state of the review, what is a review act.");
  }

  private Change authorise(List<Change> seen, OperationId over) {
    String captured = Fold.of(Pen.INCIDENT, seen, Pen.DIGESTS).captured().hex();
    return sergeant.write(act("authorise", Json.object().put("captured", captured).build(), over));
  }

  private void skew() {
    Change kitchen = one.write(set("place", "kitchen"));
    String unknown =
        "\"ops\":[{\"op\":\"redact\",\"at\":\"place\",\"over\":[\"" + kitchen.id(0) + "\"]},";
    Change hall = other.write(set("weather", "dry"));
    agreed(
        "an unknown operation does nothing and counts as captured",
        kitchen,
        edited(hall, "\"ops\":[", unknown));
    agreed(
        "unknown members of a change and of an operation",
        kitchen,
        edited(
            hall,
            "\"v\":1",
            "\"v\":1,\"mood\":{\"x\":[null]}",
            "\"op\":\"set\"",
            "\"op\":\"set\",\"weight\":7"));
    agreed("a higher version of the content", kitchen, edited(hall, "\"v\":1", "\"v\":3"));
    agreed(
        "an unknown act",
        kitchen,
        other.write(act("escalate", Json.object().put("to", "inspector").build())));
    agreed(
        "a value that is a new code",
        other.write(set(A + "/spoken", Json.object().put("code", "code-of-2031").build())));
    contradicted(
        "a new code against an old one",
        "place",
        kitchen,
        other.write(set("place", Json.object().put("code", "houseboat").build())));
    agreed("the text is hashed as it was written", edited(kitchen, ",\"", " ,\n\t\""));
    agreed(
        "an unknown operation whose members would be wrong for a known one",
        edited(hall, "\"ops\":[", "\"ops\":[{\"op\":\"move\",\"at\":7,\"over\":\"x\"},"));
    file("skew", "Forms and protocols apart: what is unknown is kept, counted and does nothing.");
  }

  private void nonsense() {
    Change good = one.write(set("place", "kitchen"));
    String bad =
        other
            .write(
                set("place", "hall"), add(A, Json.object().put("name", "K").build()), act("submit"))
            .content();
    List<String> texts =
        new ArrayList<>(
            List.of(
                "", "[]", "{}", "not JSON", bad + "x", bad.replace("\"v\":1", "\"v\":1,\"v\":1")));
    String[][] edits = {
      {"\"v\":1", "\"v\":0"},
      {"\"v\":1", "\"v\":1.5"},
      {"\"author\":\"PC 202\"", "\"author\":\"\""},
      {"\"author\":\"PC 202\"", "\"author\":\"" + "😀".repeat(33) + "\""},
      {"\"elapsed\":", "\"elapsed\":-"},
      {"\"wall\":", "\"wall\":9999999999"},
      {"\"hlc\":[", "\"hlc\":[0,"},
      {"\"nonce\":\"", "\"nonce\":\"0"},
      {"\"version\":1", "\"version\":100000"},
      {"\"at\":\"place\"", "\"at\":\"place/x\""},
      {"\"at\":\"place\"", "\"at\":\"" + "a/".repeat(1_000) + "a\""},
      {"\"at\":\"place\"", "\"at\":\"" + "a".repeat(65) + "\""},
      {"\"op\":\"set\"", "\"op\":\"set\",\"over\":\"x\""},
      {"\"op\":\"set\"", "\"op\":\"set\",\"over\":[\"x:0\"]"},
      {"\"op\":\"set\"", "\"op\":\"set\",\"over\":[\"" + good.hash() + ":01\"]"},
      {"\"op\":\"set\"", "\"op\":\"set\",\"reason\":7"},
      {"\"op\":\"set\"", "\"op\":\"set\",\"reason\":\"" + "y".repeat(4_001) + "\""},
      {"\"op\":\"set\"", "\"op\":\"set\",\"evidence\":1"},
      {"{\"name\":\"K\"}", "\"K\""},
      {"\"act\":\"submit\"", "\"act\":\"\""},
      {"\"act\":\"submit\"", "\"act\":\"submit\",\"with\":[]"},
      {"\"frontier\":\"", "\"frontier\":\"A"},
      {"\"ops\":[", "\"ops\":[" + "{\"op\":\"x\"},".repeat(256)},
      {"\"value\":\"hall\"", "\"value\":" + "[".repeat(22) + "]".repeat(22)},
      {"\"value\":\"hall\"", "\"value\":1e30"},
      {"\"value\":\"hall\"", "\"value\":\"\\ud800\""},
      {"\"value\":\"hall\"", "\"value\":\"" + "z".repeat(65_536) + "\""},
    };
    for (String[] edit : edits) {
      String edited = bad.replace(edit[0], edit[1]);
      if (edited.equals(bad)) {
        throw new IllegalStateException("the text has no " + edit[0]);
      }
      texts.add(edited);
    }
    for (int i = 0; i < texts.size(); i++) {
      write(
          new Vector(
              "no change: case " + i,
              Pen.INCIDENT,
              List.of(
                  new Vector.Given(good.content(), Optional.empty()),
                  new Vector.Given(texts.get(i), Optional.empty())),
              List.of(List.of(0, 1), List.of(1, 0))),
          List.of(),
          List.of(),
          List.of(1));
    }
    file("nonsense", "Texts that are no change: hashed, kept in quarantine, folded by nobody.");
  }

  private void histories() {
    for (long seed = 1; seed <= 10; seed++) {
      List<Vector.Given> given = new ArrayList<>();
      for (Change change : History.of(seed, 25)) {
        given.add(new Vector.Given(change.content(), Optional.empty()));
      }
      vectors.add(
          new Vector("history " + seed, Pen.INCIDENT, given, Vector.orders(given.size())).json());
    }
    file(
        "histories",
        "Everything at once, drawn at random: several people who have seen a part of what the others wrote.");
  }

  private void functions() {
    String x = Pen.DIGESTS.sha256Hex("x");
    String y = Pen.DIGESTS.sha256Hex("y");
    Json[] none = {};
    function("nothing hashed", "sha256", Json.of(""));
    function("a text of four alphabets", "sha256", Json.of("é ж 子 😀"));
    function("a long text of pictures", "sha256", Json.of("😀".repeat(700)));
    function("a long text of pictures after a letter", "sha256", Json.of("a" + "😀".repeat(700)));
    function("a long text of three-byte letters", "sha256", Json.of("ab" + "子".repeat(900)));
    function(
        "start of a chain",
        "chain-start",
        Json.of("0190a000-0000-7000-8000-0000000000d1"),
        Json.of(1));
    function(
        "start of another epoch",
        "chain-start",
        Json.of("0190a000-0000-7000-8000-0000000000d1"),
        Json.of(12));
    function("a link", "link", Json.of(x), Json.of(1), Json.of(y));
    function("a link far along", "link", Json.of(y), Json.of(4_000_000_000L), Json.of(x));
    function(
        "head text",
        "head-text",
        Json.of("northshire"),
        Json.of("d-1"),
        Json.of(2),
        Json.of(50),
        Json.of(x));
    function(
        "enrolment text", "enrolment-text", Json.of("northshire"), Json.of("d-1"), Json.of("MFkw"));
    function(
        "incident of a reference", "incident", Json.of("northshire"), Json.of("NS-20261121-0042"));
    function(
        "the reference typed otherwise",
        "incident",
        Json.of("northshire"),
        Json.of(" \tns-20261121-0042\n"));
    function("a reference beyond ASCII", "incident", Json.of("northshire"), Json.of("straße-é"));
    function(
        "the ledger of the force",
        "incident",
        Json.of("northshire"),
        Json.of("LEDGER OF THE FORCE"));
    function("frontier of nothing", "frontier", none);
    function("frontier of two, in either order", "frontier", Json.of(y), Json.of(x));
    function("frontier of the same two", "frontier", Json.of(x), Json.of(y));
    function("digest of nothing", "replica-digest", none);
    function("digest of one", "replica-digest", Json.texts(List.of(Pen.INCIDENT, x)));
    function(
        "digest of three, which wraps",
        "replica-digest",
        Json.texts(List.of("i1", x)),
        Json.texts(List.of("i2", y)),
        Json.texts(List.of("i3", x)));
    save(
        "hashes",
        Json.object()
            .put("about", "Sections 1, 2 and 4: hashes, chain, signed texts, identities, digests.")
            .put("functions", Json.list(vectors))
            .build());
  }

  private void function(String name, String function, Json... args) {
    vectors.add(
        Json.object()
            .put("name", name)
            .put("function", function)
            .put("args", Json.list(List.of(args)))
            .put("result", VectorsTest.Functions.result(function, List.of(args)))
            .build());
  }

  private void agreed(String name, Change... changes) {
    vector(name, List.of(), List.of(), changes);
  }

  private void contradicted(String name, String field, Change... changes) {
    vector(name, List.of(field), List.of(), changes);
  }

  private void kept(String name, Change... changes) {
    vector(name, List.of(), List.of(A), changes);
  }

  private void vector(
      String name, List<String> contradictions, List<String> kept, Change... changes) {
    List<Vector.Given> given = new ArrayList<>();
    for (Change change : changes) {
      given.add(new Vector.Given(change.content(), Optional.empty()));
    }
    write(
        new Vector(name, Pen.INCIDENT, given, Vector.orders(given.size())),
        contradictions,
        kept,
        List.of());
  }

  private void circle(String name, List<String> contradictions, Vector.Given... given) {
    write(
        new Vector(name, Pen.INCIDENT, List.of(given), Vector.orders(given.length)),
        contradictions,
        List.of(),
        List.of());
  }

  /** What is expected is said by who wrote the vector, not only by the code it is to check. */
  private void write(
      Vector vector, List<String> contradictions, List<String> kept, List<Integer> nonsense) {
    Json.Obj json = vector.json();
    Json.Obj expect = json.object("expect");
    List<Json> bad = new ArrayList<>();
    nonsense.forEach(index -> bad.add(Json.of(index)));
    if (!expect.get("contradictions").equals(Optional.of(Json.texts(contradictions)))
        || !expect.get("kept").equals(Optional.of(Json.texts(kept)))
        || !expect.get("nonsense").equals(Optional.of(Json.list(bad)))) {
      throw new IllegalStateException(vector.name() + ": " + expect.canonical());
    }
    vectors.add(json);
  }

  private Vector.Given given(char hash, String value, char... over) {
    OperationId[] named = new OperationId[over.length];
    for (int i = 0; i < over.length; i++) {
      named[i] = new OperationId(digits(over[i]), 0);
    }
    return new Vector.Given(
        one.write(setBecause("because", "place", value, named)).content(),
        Optional.of(digits(hash)));
  }

  private static Hash digits(char digit) {
    return new Hash(String.valueOf(digit).repeat(64));
  }

  private static Change edited(Change change, String... edits) {
    String content = change.content();
    for (int i = 0; i < edits.length; i += 2) {
      content = content.replace(edits[i], edits[i + 1]);
    }
    if (content.equals(change.content())) {
      throw new IllegalStateException("the edit changed nothing");
    }
    return Pen.CODEC
        .read(content)
        .fold(
            sound -> sound,
            nonsense -> {
              throw new IllegalStateException(nonsense.where() + ": " + nonsense.reason());
            });
  }

  private void file(String name, String about) {
    save(name, Json.object().put("about", about).put("vectors", Json.list(vectors)).build());
  }

  private void save(String name, Json.Obj file) {
    String text =
        file.canonical()
                .replace("{\"changes\":", "\n{\"changes\":")
                .replace("{\"args\":", "\n{\"args\":")
            + "\n";
    try {
      Files.writeString(folder.resolve(name + ".json"), text);
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
    vectors = new ArrayList<>();
  }
}

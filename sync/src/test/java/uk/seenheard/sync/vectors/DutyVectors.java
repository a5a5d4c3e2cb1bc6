package uk.seenheard.sync.vectors;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import uk.seenheard.sync.Pen;
import uk.seenheard.sync.change.Change;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.change.Operation;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.form.Form;
import uk.seenheard.sync.form.FormCodec;
import uk.seenheard.sync.merge.Fold;
import uk.seenheard.sync.prompt.Context;
import uk.seenheard.sync.prompt.Duties;
import uk.seenheard.sync.prompt.DutyState;
import uk.seenheard.sync.reading.Days;

/** Writes {@code vectors/duties.json}: what moves the deadline of a duty, and what keeps it. */
final class DutyVectors {
  private static final Json.Obj REVIEW =
      rule("within", 360, "every", 540).with("keeps", Json.TRUE).with("warn", Json.of(30));
  private static final Json.Obj HEARD = rule("within", 360, "every", 540, "warn", 30);
  private static final Json.Obj DETENTION = rule("within", 1440, "warn", 180);

  private final List<Json> vectors = new ArrayList<>();

  private DutyVectors() {}

  public static void main(String[] arguments) throws IOException {
    DutyVectors writer = new DutyVectors();
    writer.reviews();
    writer.extensions();
    Json.Obj file =
        Json.object()
            .put(
                "about", "What moves the deadline of a duty, and what keeps it (FORMS.md, Duties).")
            .put("clocks", Json.list(writer.vectors))
            .build();
    Files.writeString(Path.of("vectors", "duties.json"), file.canonical() + "\n");
  }

  private void reviews() {
    for (Json.Obj rule : List.of(REVIEW, HEARD)) {
      String which = rule.isTrue("keeps") ? " (keeps)" : " (does not keep)";
      vector("not known yet" + which, rule, given(""), "12:00");
      vector("not known yet, and done" + which, rule, given("", "done", "11:00"), "12:00");
      vector("time left" + which, rule, given("10:00"), "15:29");
      vector("little time left" + which, rule, given("10:00"), "15:30");
      vector("its last moment" + which, rule, given("10:00"), "16:00");
      vector("missed" + which, rule, given("10:00"), "16:01");
      vector("missed twice" + which, rule, given("10:00"), "+01:01");
      vector("early" + which, rule, given("10:00", "done", "14:00"), "14:30");
      vector("in its last moment" + which, rule, given("10:00", "done", "16:00"), "16:30");
      vector("late" + which, rule, given("10:00", "done", "18:00"), "18:30");
      vector("late by its last moment" + which, rule, given("10:00", "done", "+01:00"), "+01:30");
      vector("late by two" + which, rule, given("10:00", "done", "+03:00"), "+04:00");
      vector(
          "late, and then early" + which,
          rule,
          given("10:00", "done", "18:00", "done", "22:00"),
          "22:30");
      vector(
          "early, and then late by two" + which,
          rule,
          given("10:00", "done", "15:00", "done", "+12:00"),
          "+12:30");
      vector(
          "in any order" + which, rule, given("10:00", "done", "22:00", "done", "15:00"), "22:30");
      vector("before it began" + which, rule, given("10:00", "done", "09:59"), "12:00");
      vector("still ahead" + which, rule, given("10:00", "done", "15:00"), "14:59");
      vector("as it began" + which, rule, given("10:00", "done", "10:00"), "12:00");
      vector("ended in time" + which, rule, given("10:00", "until", "16:00"), "20:00");
      vector("ended late" + which, rule, given("10:00", "until", "17:00"), "+06:00");
      vector(
          "ended in time after one was late" + which,
          rule,
          given("10:00", "done", "17:00", "until", "20:00"),
          "21:00");
      vector("ended before anybody knows when" + which, rule, given("", "until", "20:00"), "21:00");
    }
  }

  private void extensions() {
    Json.Obj rule = DETENTION;
    vector("detention: time left", rule, given("09:30"), "23:00");
    vector("detention: little time left", rule, given("09:30"), "+06:30");
    vector("detention: missed", rule, given("09:30"), "+09:31");
    vector("detention: done in time", rule, given("09:30", "done", "+09:30"), "+12:00");
    vector("detention: done late", rule, given("09:30", "done", "+09:31"), "+12:00");
    vector("detention: ended in time", rule, given("09:30", "until", "20:00"), "+12:00");
    vector("detention: ended late", rule, given("09:30", "until", "+10:00"), "+12:00");
    vector("moved in time", rule, given("09:30", "moved", "+08:00>+21:30"), "+12:00");
    vector("moved in the last moment", rule, given("09:30", "moved", "+09:30>+21:30"), "+12:00");
    vector("moved too late", rule, given("09:30", "moved", "+09:31>+21:30"), "+12:00");
    vector(
        "moved twice",
        rule,
        given("09:30", "moved", "+08:00>+21:30", "moved", "+20:00>++21:30"),
        "++12:00");
    vector(
        "moved twice, written in any order",
        rule,
        given("09:30", "moved", "+20:00>++21:30", "moved", "+08:00>+21:30"),
        "++12:00");
    vector(
        "the second came after the first ran out",
        rule,
        given("09:30", "moved", "+08:00>+21:30", "moved", "+22:00>++21:30"),
        "++12:00");
    vector("moved to an earlier moment", rule, given("09:30", "moved", "20:00>22:00"), "23:00");
    vector("moved, and nobody says to when", rule, given("09:30", "moved", "+08:00>"), "+12:00");
    vector("moved, and nobody says when", rule, given("09:30", "moved", ">+21:30"), "+12:00");
    vector(
        "moved, and done by then",
        rule,
        given("09:30", "moved", "+08:00>+21:30", "done", "+20:00"),
        "++12:00");
    vector("said to be done, and still ahead", rule, given("09:30", "done", "23:01"), "23:00");
    vector("done before it began", rule, given("09:30", "done", "09:29"), "23:00");
  }

  private void vector(String name, Json.Obj rule, Json.Obj given, String now) {
    Json.Obj asked =
        Json.object()
            .put("name", name)
            .put("rule", rule)
            .put("given", given)
            .put("now", moment(now))
            .build();
    vectors.add(asked.with("expect", expected(asked)));
  }

  /** What this code makes of a case, in the shape of a vector's {@code expect}. */
  static Json.Obj expected(Json.Obj asked) {
    Json.Obj given = asked.object("given");
    long now = asked.whole("now").orElseThrow();
    Pen pen = new Pen("PC 1");
    List<Operation> ops = new ArrayList<>();
    for (String name : List.of("began", "until")) {
      given.text(name).ifPresent(at -> ops.add(Pen.set(name, at)));
    }
    boolean recurs = asked.object("rule").get("every").isPresent();
    int entries = 0;
    for (Json done : given.items("done")) {
      String at = ((Json.Text) done).value();
      ops.add(
          recurs
              ? Pen.add(entry("review", entries++), Json.object().put("at", at).build())
              : Pen.set("done", at));
    }
    for (Json moved : given.items("moved")) {
      Json.Obj one = (Json.Obj) moved;
      ops.add(Pen.add(entry("extension", entries++), one));
    }
    ops.add(Pen.set("place", "somewhere"));
    Change change = pen.write(ops.toArray(Operation[]::new));
    DutyState state =
        Duties.of(
                Fold.of(Pen.INCIDENT, List.of(change), Pen.DIGESTS),
                form(asked.object("rule")),
                Context.at(now, "2026-11-20"))
            .get(0);
    return Json.object()
        .put("phase", state.phase().name().toLowerCase(Locale.ROOT).replace('_', '-'))
        .put("due", state.due().isPresent() ? Json.of(state.due().getAsLong()) : Json.NULL)
        .put("missed", state.missed())
        .build();
  }

  private static String entry(String collection, int number) {
    return new FieldPath(
            collection + "/0190a000-0000-7000-8000-" + String.format(Locale.ROOT, "%012x", number))
        .text();
  }

  /** A form with that duty alone, read as the forms of today are. */
  private static Form form(Json.Obj rule) {
    boolean recurs = rule.get("every").isPresent();
    Json.Obj done =
        recurs
            ? Json.object().put("entry", "review").put("at", "at").build()
            : Json.object().put("field", "done").build();
    Json.Obj duty =
        rule.with("id", Json.of("clock"))
            .with("finding", Json.of("F25"))
            .with("source", Json.of("F25"))
            .with("each", Json.of("incident"))
            .with("title", Json.of("Clock"))
            .with("from", Json.texts(List.of("began")))
            .with("until", Json.of("until"))
            .with("done", done);
    if (!recurs) {
      duty =
          duty.with(
              "moved",
              Json.object().put("entry", "extension").put("at", "at").put("to", "to").build());
    }
    List<Json> fields = new ArrayList<>();
    for (String name : List.of("began", "until", "done")) {
      fields.add(field(name, Optional.empty()));
    }
    fields.add(field("at", Optional.of("review")));
    fields.add(field("at", Optional.of("extension")));
    fields.add(field("to", Optional.of("extension")));
    return FormCodec.read(
        Json.object()
            .put("id", "clock")
            .put("version", 1)
            .put("reading", 2)
            .put("title", "Clock")
            .put("fields", Json.list(fields))
            .put("duties", Json.list(List.of(duty)))
            .build());
  }

  private static Json field(String name, Optional<String> of) {
    return Json.object()
        .put("of", of)
        .put("name", name)
        .put("label", name)
        .put("type", "time")
        .put("ahead", true)
        .build();
  }

  /** {@code name, value, …}: {@code done}, {@code until}, {@code moved} as {@code AT>TO}. */
  private static Json.Obj given(String began, String... more) {
    List<String> done = new ArrayList<>();
    List<Json> moved = new ArrayList<>();
    Json.Builder given = Json.object().put("began", text(began));
    for (int i = 0; i < more.length; i += 2) {
      if (more[i].equals("done")) {
        done.add(text(more[i + 1]).orElseThrow());
      } else if (more[i].equals("until")) {
        given.put("until", text(more[i + 1]));
      } else {
        String[] one = more[i + 1].split(">", -1);
        moved.add(Json.object().put("at", text(one[0])).put("to", text(one[1])).build());
      }
    }
    return given.put("done", Json.texts(done)).put("moved", Json.list(moved)).build();
  }

  /** {@code 10:00} of the first day; each {@code +} before it is a day later. */
  private static Optional<String> text(String time) {
    int days = time.lastIndexOf('+') + 1;
    return time.isEmpty()
        ? Optional.empty()
        : Optional.of("2026-11-2" + days + 'T' + time.substring(days) + 'Z');
  }

  private static long moment(String time) {
    return Days.moment(text(time).orElseThrow()).orElseThrow();
  }

  private static Json.Obj rule(Object... members) {
    Json.Builder rule = Json.object();
    for (int i = 0; i < members.length; i += 2) {
      rule.put((String) members[i], (int) members[i + 1]);
    }
    return rule.build();
  }
}

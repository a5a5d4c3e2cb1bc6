package uk.seenheard.api.desk.review;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.seenheard.api.Officer.act;
import static uk.seenheard.api.Officer.add;
import static uk.seenheard.api.Officer.entry;
import static uk.seenheard.api.Officer.set;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import uk.seenheard.api.Caller;
import uk.seenheard.api.LiveServer;
import uk.seenheard.api.Officer;
import uk.seenheard.sync.change.FormRef;
import uk.seenheard.sync.change.Operation;
import uk.seenheard.sync.codec.Json;

/**
 * Small inputs that went wrong once, and their neighbours, through the doors where they came in.
 */
class SmallInputsHttpTest {
  private static final List<String> NOTHING =
      List.of(" ", "\u00a0", "\u200b", "\ufeff", "\u3164", "\u2800", "\u0301", "...", "?", "-");
  private static final List<String> SOMETHING =
      List.of(
          "No one",
          "M\u0456a \u0412r\u043ewn",
          "<script>alert('seen')</script>",
          "0012345 it was",
          "__proto__ valueOf constructor",
          "\u05e9\u05dc\u05d5\u05dd \u05d9\u05dc\u05d3\u05d4",
          "=cmd|' /C calc'!A0",
          "@/etc/hostname is what she said",
          "\u202Enwo name",
          "{name} and ${name}",
          "long ".repeat(700).trim());
  private static final FormRef CONCERN = new FormRef("concern-for-child", 2);

  @TempDir static Path data;
  private static final AtomicLong NOW =
      new AtomicLong(Instant.parse("2026-11-28T09:00:00Z").toEpochMilli());
  private static LiveServer server;
  private static int serial;

  @BeforeAll
  static void start() {
    server = LiveServer.start(data, NOW::get, Map.of());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Officer officer(String person) {
    return Officer.onShift(server.url(), person).byClock(NOW::get).with(CONCERN);
  }

  private static String reference() {
    return "SMALL-" + ++serial;
  }

  private static Caller as(String person) {
    return Caller.signedIn(server.url(), person);
  }

  private static Json.Obj look(String incident) {
    return as("ps401").get("/v1/incidents/" + incident).expect(200);
  }

  private static List<Json.Obj> objects(Json.Obj in, String name) {
    return in.items(name).stream().map(Json.Obj.class::cast).collect(Collectors.toList());
  }

  /** Which questions about an entry are open. */
  private static Set<String> open(Json.Obj seen, String subject) {
    return objects(seen, "prompts").stream()
        .filter(prompt -> prompt.text("subject").equals(Optional.of(subject)))
        .filter(prompt -> prompt.text("status").equals(Optional.of("open")))
        .map(prompt -> prompt.text("prompt").orElse(""))
        .collect(Collectors.toSet());
  }

  @Test
  void wordsInWhichNothingCanBeSeenAreNoWordsOfAChild() {
    Officer officer = officer("pc1201");
    String incident = officer.incident(reference());
    List<String> children = new ArrayList<>();
    for (String words : NOTHING) {
      String child = entry("child");
      children.add(child);
      officer.record(
          incident,
          add(
              child,
              Json.object()
                  .put("name", "Child")
                  .put("dob", "2016-01-02")
                  .put("seen", "yes")
                  .build()),
          set(child + "/hereNow", "yes"),
          add(entry("statement"), Json.object().put("about", child).put("words", words).build()));
    }
    String heard = entry("child");
    officer.record(
        incident,
        add(
            heard,
            Json.object().put("name", "Ivy").put("dob", "2016-01-02").put("seen", "yes").build()),
        add(entry("statement"), Json.object().put("about", heard).put("words", "No").build()),
        act("submit"));
    officer.sendAll();
    Json.Obj seen = look(incident);
    for (String child : children) {
      assertThat(open(seen, child)).contains("child-spoken");
    }
    assertThat(open(seen, heard)).doesNotContain("child-spoken");
    assertThat(seen.whole("unheard").orElse(0L)).isGreaterThanOrEqualTo(NOTHING.size());
  }

  @Test
  void reasonInWhichNothingCanBeSeenIsRefusedAtEveryDoorThatAsksForOne() {
    Officer officer = officer("pc1201");
    String incident = officer.incident(reference());
    officer.record(incident, set("place", "1 Quay"), act("submit"));
    officer.sendAll();
    for (String blank : NOTHING) {
      Json.Obj ground = Json.object().put("ground", blank).put("reason", "By law").build();
      refused("insp71", "/v1/incidents/" + incident + "/erasure", ground, "ground", blank);
      Json.Obj reason = Json.object().put("ground", "DPA 2018 s.47").put("reason", blank).build();
      refused("insp71", "/v1/incidents/" + incident + "/erasure", reason, "reason", blank);
      Json.Obj left = Json.object().put("reason", blank).build();
      refused("insp71", "/v1/people/pc1211/revocation", left, "reason", blank);
      Json.Obj given = Json.object().put("to", "pc1202").put("reason", blank).build();
      refused("ps404", "/v1/people/pc1210/handover", given, "reason", blank);
      Json.Obj returned =
          Json.object()
              .put("frontier", look(incident).text("frontier").orElseThrow())
              .put(
                  "ops",
                  Json.list(
                      List.of(
                          Json.object()
                              .put("op", "act")
                              .put("act", "return")
                              .put("with", Json.object().put("note", blank).build())
                              .build())))
              .build();
      assertThat(as("ps401").post("/v1/incidents/" + incident + "/decisions", returned).status())
          .as("note %s", blank)
          .isEqualTo(400);
    }
    assertThat(look(incident).text("state")).contains("submitted");
  }

  private static void refused(
      String person, String path, Json.Obj body, String field, String blank) {
    Caller.Answer answer = as(person).post(path, body);
    assertThat(answer.status()).as("%s of %s: %s", field, path, blank).isEqualTo(400);
    assertThat(answer.json().text("field")).contains(field);
  }

  @Test
  void namesThatAreSpeltInAnotherWayAreOneAnswer() {
    Officer one = officer("pc1201");
    Officer two = officer("pc1202");
    String incident = one.incident(reference());
    String child = entry("child");
    one.record(
        incident, add(child, Json.EMPTY), set(child + "/name", "Zo\u00eb"), set("place", "1 Quay"));
    one.record(incident, set("happened", "2026-11-27T17:30Z"));
    two.record(incident, set(child + "/name", "Zoe\u0308"));
    two.record(incident, set("happened", "2026-11-27T18:30+01:00"));
    one.sendAll();
    two.sendAll();
    Json.Obj seen = look(incident);
    assertThat(seen.items("contradicted")).isEmpty();
    assertThat(seen.whole("contradictions")).contains(0L);
    two.record(incident, set(child + "/name", "Zoe"));
    two.sendAll();
    assertThat(look(incident).items("contradicted")).as("likely one, never certain").hasSize(1);
  }

  @Test
  void momentsThatAreOneAskTheSameAroundABirthday() {
    List<Set<String>> asked = new ArrayList<>();
    for (String happened : List.of("2026-06-20T23:30Z", "2026-06-21T00:30+01:00")) {
      Officer officer = officer("pc1201");
      String incident = officer.incident(reference());
      String child = "child/00000000-0000-7000-8000-000000000001";
      officer.record(
          incident,
          set("happened", happened),
          add(child, Json.object().put("name", "Ivo").put("dob", "2016-06-21").build()));
      officer.sendAll();
      Json.Obj seen = look(incident);
      asked.add(open(seen, child));
      Json.Obj entry = objects(seen.object("entries"), "child").get(0);
      assertThat(entry.object("age").whole("months")).as(happened).contains(120L);
    }
    assertThat(asked.get(0)).isEqualTo(asked.get(1)).isNotEmpty();
  }

  @Test
  void childOfSeventeenStaysAChildWhenTheRecordIsOpenedADayLater() {
    Officer officer = officer("pc1201");
    String incident = officer.incident(reference());
    for (String dob : List.of("2008-11-28", "2008-11-27", "2008-11-29")) {
      String child = entry("child");
      officer.record(
          incident,
          set("happened", "2026-11-27T20:00Z"),
          add(child, Json.object().put("name", "Ivo of " + dob).put("dob", dob).build()));
    }
    officer.sendAll();
    Json.Obj seen = look(incident);
    assertThat(objects(seen.object("entries"), "child"))
        .extracting(entry -> entry.object("age").whole("months").orElse(-1L) / 12)
        .containsExactlyInAnyOrder(17L, 18L, 17L);
    assertThat(objects(seen, "prompts"))
        .filteredOn(prompt -> prompt.text("asks").orElse("").endsWith("/dob"))
        .filteredOn(prompt -> prompt.text("fault").isPresent())
        .extracting(prompt -> prompt.text("question").orElse(""))
        .as("only who was grown up that day is none")
        .containsExactly("When was Ivo of 2008-11-27 born?");
  }

  @Test
  void aLikelyPatternIsShownThoughTheNameWasSpeltInAnotherWay() {
    for (String name : List.of("Zo\u00eb O\u2019Neill", "ZOE\u0308  O'NEILL")) {
      Officer officer = officer("pc1201");
      String incident = officer.incident(reference());
      String child = entry("child");
      officer.record(
          incident,
          set("happened", "2026-11-02T10:00Z"),
          add(child, Json.object().put("name", name).put("dob", "2015-05-05").build()),
          add(
              entry("referral"),
              Json.object().put("kind", "ppn").put("about", child).put("grade", "green").build()));
      officer.sendAll();
    }
    Officer officer = officer("pc1201");
    String incident = officer.incident(reference());
    String child = entry("child");
    officer.record(
        incident,
        set("happened", "2026-11-27T10:00Z"),
        add(child, Json.object().put("name", "Zoe O\u2019Neill").put("dob", "2015-05-05").build()));
    officer.sendAll();
    assertThat(open(look(incident), child)).contains("notice-pattern");
  }

  /** What nobody graded hides no pattern: it counts with the low ones, and is called by neither. */
  @Test
  void noticeThatNobodyGradedBelongsToThePattern() {
    for (int i = 0; i < 3; i++) {
      Officer officer = officer("pc1201");
      String incident = officer.incident(reference());
      String child = entry("child");
      officer.record(
          incident,
          set("happened", "2026-11-2" + i + "T10:00Z"),
          add(child, Json.object().put("name", "Nell Ford").put("dob", "2014-04-04").build()),
          add(entry("referral"), Json.object().put("kind", "ppn").put("about", child).build()));
      officer.sendAll();
      assertThat(open(look(incident), child).contains("notice-pattern")).isEqualTo(i == 2);
    }
  }

  /** The text fields of a form by their place, with an entry of each collection that has one. */
  private static List<String> textFields(String form, Map<String, String> entries) {
    List<String> fields = new ArrayList<>();
    for (Json.Obj field :
        objects(as("ps401").get("/v1/forms/" + form + "/2").expect(200), "fields")) {
      String of = field.text("of").orElse("");
      String name = field.text("name").orElseThrow();
      if (field.text("type").equals(Optional.of("text"))
          && !field.text("per").isPresent()
          && !name.equals("reference")) {
        fields.add(
            of.isEmpty()
                ? name
                : entries.computeIfAbsent(of, collection -> entry(collection)) + '/' + name);
      }
    }
    return fields;
  }

  private static Operation[] added(Map<String, String> entries) {
    String child = entries.get("child");
    return entries.entrySet().stream()
        .map(
            of ->
                add(
                    of.getValue(),
                    Set.of("child", "adult").contains(of.getKey())
                        ? Json.object().put("dob", "2016-01-02").build()
                        : Json.object().put("about", child).build()))
        .toArray(Operation[]::new);
  }

  static List<String> forms() {
    List<String> forms =
        objects(as("ps401").get("/v1/forms").expect(200), "forms").stream()
            .filter(form -> form.whole("version").equals(Optional.of(2L)))
            .map(form -> form.text("id").orElseThrow())
            .collect(Collectors.toList());
    assertThat(forms).hasSizeGreaterThanOrEqualTo(9);
    return forms;
  }

  @ParameterizedTest
  @MethodSource("forms")
  void whatIsTypedIntoATextFieldIsKeptAsTypedAndWhatSaysNothingStaysAsked(String form) {
    Map<String, String> entries = new TreeMap<>();
    List<String> at = textFields(form, entries);
    assertThat(at.size()).isGreaterThan(40);
    Officer officer = officer("pc1201").with(new FormRef(form, 2));
    String full = officer.incident(reference());
    String empty = officer.incident(reference());
    Map<String, String> typed = new TreeMap<>();
    List<Operation> something = new ArrayList<>();
    List<Operation> nothing = new ArrayList<>();
    for (int i = 0; i < at.size(); i++) {
      typed.put(at.get(i), SOMETHING.get(i % SOMETHING.size()));
      something.add(set(at.get(i), typed.get(at.get(i))));
      nothing.add(set(at.get(i), NOTHING.get(i % NOTHING.size())));
    }
    for (String incident : List.of(full, empty)) {
      officer.record(incident, added(entries));
      List<Operation> ops = incident.equals(full) ? something : nothing;
      for (int i = 0; i < ops.size(); i += 20) {
        officer.record(
            incident, ops.subList(i, Math.min(i + 20, ops.size())).toArray(Operation[]::new));
      }
    }
    officer.sendAll();

    Json.Obj seen = look(full);
    Map<String, String> read = new TreeMap<>();
    fields(seen.object("fields"), "", read);
    for (Json list : seen.object("entries").members().values()) {
      for (Json one : ((Json.Arr) list).items()) {
        Json.Obj shown = (Json.Obj) one;
        fields(shown.object("fields"), shown.text("at").orElseThrow() + '/', read);
      }
    }
    assertThat(read).containsAllEntriesOf(typed);
    assertThat(objects(look(empty), "prompts"))
        .filteredOn(prompt -> typed.containsKey(prompt.text("asks").orElse("")))
        .isNotEmpty()
        .noneMatch(prompt -> prompt.text("status").equals(Optional.of("settled")));
  }

  private static void fields(Json.Obj shown, String in, Map<String, String> read) {
    shown
        .members()
        .forEach(
            (name, field) ->
                ((Json.Obj) field).text("value").ifPresent(text -> read.put(in + name, text)));
  }

  @Test
  void whatIsNoReferenceIsRefusedAtTheDeskAndShownNowhereAsOne() {
    Officer officer = officer("pc1201");
    String incident = officer.incident(reference());
    officer.record(incident, set("reference", "Ada Moor"), act("submit"));
    officer.sendAll();
    Json.Obj seen = look(incident);
    assertThat(seen.text("reference")).as("a name is shown in no list").isEmpty();
    assertThat(seen.object("fields").object("reference").text("value")).contains("Ada Moor");
    Json.Obj op =
        Json.object().put("op", "set").put("at", "reference").put("reason", "Misheard").build();
    for (String none : List.of("Mill Lane", "12", "MC--1", "MC_1")) {
      Caller.Answer refused = settle(incident, op.with("value", Json.of(none)));
      assertThat(refused.status()).as(none).isEqualTo(400);
      assertThat(refused.json().text("detail").orElse("")).contains("A reference ");
    }
    settle(incident, op.with("value", Json.of("MC-2026-1122-0417"))).expect(201);
    assertThat(look(incident).text("reference")).contains("MC-2026-1122-0417");
  }

  private static Caller.Answer settle(String incident, Json.Obj op) {
    Json.Obj seen = look(incident);
    List<String> over =
        objects(seen.object("fields").object("reference"), "answers").stream()
            .map(answer -> answer.text("op").orElseThrow())
            .collect(Collectors.toList());
    return as("ps401")
        .post(
            "/v1/incidents/" + incident + "/decisions",
            Json.object()
                .put("frontier", seen.text("frontier").orElseThrow())
                .put("ops", Json.list(List.of(op.with("over", Json.texts(over)))))
                .build());
  }
}

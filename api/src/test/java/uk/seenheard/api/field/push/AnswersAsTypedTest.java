package uk.seenheard.api.field.push;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.seenheard.api.Officer.add;
import static uk.seenheard.api.Officer.entry;
import static uk.seenheard.api.Officer.set;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import uk.seenheard.api.Caller;
import uk.seenheard.api.LiveServer;
import uk.seenheard.api.Officer;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.change.FormRef;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.merge.IncidentRecord;

/**
 * What officers typed is kept as they typed it, whatever it is and whichever version of the form it
 * was typed into; what cannot be meant is said in a sentence, and nothing is corrected.
 */
class AnswersAsTypedTest {
  @TempDir static Path data;
  private static LiveServer server;

  @BeforeAll
  static void start() {
    server = LiveServer.start(data);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Json.Obj look(String incident) {
    return Caller.signedIn(server.url(), "ps401").get("/v1/incidents/" + incident).expect(200);
  }

  private static Optional<Json.Obj> prompt(Json.Obj seen, String id) {
    return seen.items("prompts").stream()
        .map(Json.Obj.class::cast)
        .filter(prompt -> prompt.text("prompt").equals(Optional.of(id)))
        .findFirst();
  }

  static Stream<Arguments> badAnswers() {
    return Stream.of(
        Arguments.of("childrenLiving", Json.of(-1), "-1 is below 0."),
        Arguments.of("childrenLiving", Json.of("three"), ""),
        Arguments.of("happened", Json.of("2099-01-01T00:00Z"), "This time lies in the future."),
        Arguments.of("child/seen", Json.of("perhaps"), "perhaps"),
        Arguments.of("child/estimatedAge", Json.of(40), "Really 40?"),
        Arguments.of("child/dob", Json.of("1986-01-01"), "years ago."));
  }

  @ParameterizedTest
  @MethodSource("badAnswers")
  void answerThatCannotBeMeantIsKeptAndSaidInASentence(String field, Json typed, String sentence) {
    Officer officer = Officer.onShift(server.url(), "pc1201");
    String incident = officer.incident("BAD-" + officer.device());
    String child = entry("child");
    officer.record(incident, add(child, Json.EMPTY), set("place", "12 Alder Row"));
    String at = field.replace("child/", child + '/');
    officer.record(incident, set(at, typed));
    assertThat(officer.sendAll().items("verdicts").toString()).doesNotContain("quarantined");

    Json.Obj seen = look(incident);
    assertThat(officer.seen(incident).field(new FieldPath(at)).orElseThrow().agreed())
        .contains(typed);
    assertThat(
            seen.items("prompts").stream()
                .map(Json.Obj.class::cast)
                .filter(prompt -> prompt.text("asks").equals(Optional.of(at))))
        .isNotEmpty()
        .anySatisfy(
            prompt -> {
              assertThat(prompt.text("status")).contains("open");
              assertThat(prompt.text("fault").orElse("")).isNotBlank().contains(sentence);
            });
  }

  @Test
  void threeDeclaredAndTwoEnteredAsksWhoIsMissing() {
    Officer officer = Officer.onShift(server.url(), "pc1201");
    String incident = officer.incident("COUNT-" + officer.device());
    officer.record(
        incident,
        set("childrenLiving", Json.of(3)),
        add(entry("child"), Json.EMPTY),
        add(entry("child"), Json.EMPTY));
    officer.sendAll();
    Json.Obj asked = prompt(look(incident), "children-living-add-up").orElseThrow();
    assertThat(asked.text("status")).contains("open");
    assertThat(asked.text("question").orElseThrow()).contains("3 counted; 2 entered");
  }

  @Test
  void incidentOfThreeVersionsOfItsFormKeepsEveryAnswerAndIsAskedByTheNewestKnownHere() {
    Officer third = officerWith("pc1201", 3);
    String incident = third.incident("VERSIONS-" + third.device());
    String child = entry("child");
    third.record(
        incident, add(child, Json.EMPTY), set(child + "/seen", "yes"), set("ofVersion3", "kept"));
    third.sendAll();
    Officer fourth = officerWith("pc1202", 4);
    fourth.record(incident, set(child + "/ofVersion4", Json.list(List.of(Json.of("new-code")))));
    fourth.sendAll();
    Officer second = officerWith("pc1203", 2);
    second.record(incident, set(child + "/ofVersion2", "dropped from later versions"));
    second.record(incident, set(child + "/safe", "yes"));
    second.sendAll();

    Json.Obj seen = look(incident);
    assertThat(prompt(seen, "child-seen").orElseThrow().text("status")).contains("settled");
    assertThat(prompt(seen, "child-safe").orElseThrow().text("status")).contains("settled");
    IncidentRecord record = third.seen(incident);
    assertThat(new TreeSet<>(record.fields().keySet()).stream().map(FieldPath::text))
        .containsExactlyInAnyOrder(
            "ofVersion3",
            child + "/ofVersion2",
            child + "/ofVersion4",
            child + "/safe",
            child + "/seen");
    for (Officer each : List.of(second, fourth)) {
      assertThat(each.seen(incident).canonical()).isEqualTo(record.canonical());
    }
    assertThat(seen.text("frontier")).contains(record.frontier().hex());
  }

  private static Officer officerWith(String person, int version) {
    return Officer.onShift(server.url(), person).with(new FormRef("domestic-abuse", version));
  }
}

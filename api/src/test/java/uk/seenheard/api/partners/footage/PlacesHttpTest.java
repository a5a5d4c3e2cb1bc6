package uk.seenheard.api.partners.footage;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.seenheard.api.partners.footage.Shift.EVENING;
import static uk.seenheard.api.partners.footage.Shift.HOUR;
import static uk.seenheard.api.partners.footage.Shift.MINUTE;
import static uk.seenheard.api.partners.footage.Shift.all;
import static uk.seenheard.api.partners.footage.Shift.clip;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.api.Caller;
import uk.seenheard.api.Officer;
import uk.seenheard.sync.change.Change;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.change.Operation;
import uk.seenheard.sync.change.OperationId;
import uk.seenheard.sync.codec.Json;

/** Somebody who watched a recording says where in it something lies: design line C3.7. */
class PlacesHttpTest {
  private static final Optional<Long> NOWHERE = Optional.empty();

  @TempDir static Path folder;
  private static Shift shift;
  private static int used;

  private String incident;
  private String statement;
  private String clip;
  private long from;

  @BeforeAll
  static void start() {
    shift = new Shift(folder);
  }

  @AfterAll
  static void stop() {
    shift.close();
  }

  /** A child speaks ten minutes into what an officer records. */
  @BeforeEach
  void another() {
    used++;
    shift.handsBack();
    from = EVENING + used * 15 * HOUR;
    shift.now.set(from);
    clip = "clip-" + used;
    statement = Officer.entry("statement");
    String child = Officer.entry("child");
    incident = shift.incident("PLACE-" + used);
    shift.writes("pc1201", from, incident, Officer.set("reference", "PLACE-" + used));
    shift.writes(
        "pc1201",
        from + 10 * MINUTE,
        incident,
        Officer.add(child, Json.EMPTY),
        Officer.add(statement, Json.object().put("about", child).put("words", "I hid.").build()));
    shift.writes("pc1201", from + 40 * MINUTE, incident, Officer.set("place", "here"));
  }

  private Json.Builder mine() {
    return clip(clip, from, from + 40 * MINUTE).put("badge", "pc1201");
  }

  private Caller.Answer place(String person, Optional<Long> position, String reason) {
    return place(person, statement, clip, position, reason);
  }

  private Caller.Answer place(
      String person, String about, String recording, Optional<Long> position, String reason) {
    Json.Builder said =
        Json.object()
            .put("source", "vault")
            .put("clip", recording)
            .put("about", about)
            .put("reason", reason);
    position.ifPresent(at -> said.put("positionMs", at));
    return shift.as(person).post("/v1/incidents/" + incident + "/footage/places", said.build());
  }

  private List<Json.Obj> pins() {
    return all(shift.footage("ps401", incident), "pins");
  }

  private List<Json> notOnCamera() {
    return shift.footage("ps401", incident).items("notOnCamera");
  }

  @Test
  @DisplayName("C3.7 a hand correction is kept beside the computed place, with author and reason")
  void handCorrectionIsKeptBesideTheComputedPlace() {
    shift.clips(mine());
    long computed = pins().get(0).whole("positionMs").orElseThrow();
    assertThat(computed).isBetween(10 * MINUTE - 2_000, 10 * MINUTE + 2_000);
    place("ps401", Optional.of(11 * MINUTE), "I watched it: the door closes first").expect(200);

    Json.Obj pin = pins().get(0);
    assertThat(pins()).hasSize(1);
    assertThat(pin.whole("positionMs")).contains(computed);
    Json.Obj byHand = pin.object("byHand");
    assertThat(byHand.whole("positionMs")).contains(11 * MINUTE);
    assertThat(byHand.text("by")).contains("ps401");
    assertThat(byHand.text("reason")).contains("I watched it: the door closes first");
    assertThat(byHand.whole("at").orElseThrow()).isGreaterThanOrEqualTo(from + 40 * MINUTE);
    assertThat(shift.as("pc1201").get("/v1/incidents/" + incident).body())
        .as("the history names it")
        .contains("decide-footage-placed");

    place("ps401", Optional.of(12 * MINUTE), "A second look").expect(200);
    assertThat(pins().get(0).object("byHand").whole("positionMs")).contains(12 * MINUTE);
    place("insp71", NOWHERE, "The player was at double speed").expect(200);
    assertThat(pins().get(0).get("byHand")).isEmpty();
    assertThat(pins().get(0).whole("positionMs")).contains(computed);
  }

  @Test
  @DisplayName("C3.7 a recording without a clock is placed by hand alone, while it is linked")
  void recordingWithoutAClockIsPlacedByHandAlone() {
    shift.clips(mine().put("clock", "edited"));
    shift.link(incident, clip, Optional.of("I watched it")).expect(200);
    assertThat(pins()).isEmpty();
    assertThat(notOnCamera()).containsExactly(Json.of(statement));
    place("ps401", Optional.of(9 * MINUTE), "She speaks there").expect(200);
    assertThat(notOnCamera()).isEmpty();
    Json.Obj pin = pins().get(0);
    assertThat(pin.get("positionMs")).isEmpty();
    assertThat(pin.object("byHand").whole("positionMs")).contains(9 * MINUTE);
    shift.unlink(incident, clip, "It is next door").expect(200);
    assertThat(pins()).isEmpty();
    assertThat(notOnCamera()).containsExactly(Json.of(statement));
  }

  @Test
  @DisplayName("C3.7 the evidence system is told of the place that a person put right")
  void evidenceSystemIsToldOfThePlaceThatAPersonPutRight() {
    shift.clips(mine());
    place("ps401", Optional.of(11 * MINUTE), "I watched it").expect(200);
    shift.itIs(from + 2 * HOUR);
    long until = System.nanoTime() + 120_000_000_000L;
    while (bookmarks().isEmpty() && System.nanoTime() < until) {
      LockSupport.parkNanos(200_000_000);
    }
    assertThat(bookmarks())
        .singleElement()
        .satisfies(
            mark -> {
              assertThat(mark.text("about")).contains(statement);
              assertThat(mark.whole("positionMs")).contains(11 * MINUTE);
              assertThat(mark.whole("uncertaintyMs")).contains(1_000L);
            });
  }

  private List<Json.Obj> bookmarks() {
    return all(shift.as("records").get("/v1/footage/wishes?limit=100").expect(200), "wishes")
        .stream()
        .filter(wish -> wish.object("data").text("clip").equals(Optional.of(clip)))
        .reduce((one, next) -> next)
        .map(wish -> all(wish.object("data"), "bookmarks"))
        .orElse(List.of());
  }

  @Test
  @DisplayName("C3.7 the same place said twice is one act")
  void samePlaceSaidTwiceIsOneAct() {
    shift.clips(mine());
    assertThat(place("ps401", Optional.of(MINUTE), "r").expect(200).isTrue("written")).isTrue();
    assertThat(place("ps401", Optional.of(MINUTE), "r").expect(200).isTrue("written")).isFalse();
    String history = shift.as("ps401").get("/v1/incidents/" + incident).body();
    assertThat(history.split("decide-footage-placed", -1)).hasSize(2);
    place("ps401", NOWHERE, "r").expect(200);
    assertThat(place("ps401", NOWHERE, "r").expect(200).isTrue("written")).isFalse();
  }

  @Test
  @DisplayName("C3.7 nothing is placed without words, in what is not linked, or behind its end")
  void nothingIsPlacedWithoutWordsInWhatIsNotLinkedOrBehindItsEnd() {
    shift.clips(mine(), clip("other-" + used, from, from + HOUR).put("badge", "pc1205"));
    Optional<Long> there = Optional.of(MINUTE);
    assertThat(place("ps401", there, " ").expect(400).text("field")).contains("reason");
    assertThat(place("ps401", statement, "other-" + used, there, "r").expect(400).text("field"))
        .contains("clip");
    assertThat(place("ps401", "statement/none", clip, there, "r").expect(400).text("field"))
        .contains("about");
    assertThat(place("ps401", "place", clip, there, "r").expect(400).text("field"))
        .contains("about");
    assertThat(place("ps401", Optional.of(41 * MINUTE), "r").expect(400).text("field"))
        .contains("positionMs");
    assertThat(place("ps401", Optional.of(-1L), "r").status()).isEqualTo(400);
    assertThat(pins()).allMatch(pin -> pin.get("byHand").isEmpty());
  }

  @Test
  @DisplayName("C3.7 C3.9 only a supervisor who sees the incident places anything in a recording")
  void onlyASupervisorWhoSeesTheIncidentPlacesAnything() {
    shift.clips(mine());
    Optional<Long> there = Optional.of(MINUTE);
    assertThat(place("pc1201", there, "It was I who spoke").status()).isEqualTo(403);
    assertThat(place("ps402", there, "r").status()).isEqualTo(404);
    assertThat(place("records", there, "r").status()).isEqualTo(403);
    assertThat(pins()).allMatch(pin -> pin.get("byHand").isEmpty());
  }

  @Test
  @DisplayName("C3.7 what was struck lies nowhere, whoever placed it")
  void whatWasStruckLiesNowhere() {
    shift.clips(mine());
    place("ps401", Optional.of(MINUTE), "r").expect(200);
    assertThat(pins()).hasSize(1);
    Change added = shift.officer("pc1201").written().get(1);
    shift.writes(
        "pc1201",
        from + 41 * MINUTE,
        incident,
        new Operation.StrikeEntry(
            new FieldPath(statement),
            "mistaken",
            List.of(new OperationId(added.hash(), 1)),
            new Hash("0".repeat(64))));
    assertThat(pins()).isEmpty();
    assertThat(place("ps401", Optional.of(2 * MINUTE), "r").expect(400).text("field"))
        .contains("about");
  }
}

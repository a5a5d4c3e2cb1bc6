package uk.seenheard.api.partners.footage;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.seenheard.api.partners.footage.Shift.EVENING;
import static uk.seenheard.api.partners.footage.Shift.HOUR;
import static uk.seenheard.api.partners.footage.Shift.MINUTE;
import static uk.seenheard.api.partners.footage.Shift.all;
import static uk.seenheard.api.partners.footage.Shift.clip;
import static uk.seenheard.api.partners.footage.Shift.texts;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.types.Binary;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.api.Caller;
import uk.seenheard.api.Officer;
import uk.seenheard.sync.codec.Json;

/** C2: what the catalogue has of a recording, or of a year of them, is erased for good. */
class ErasedFootageHttpTest {
  private static final long TO = EVENING + 40 * MINUTE;
  private static final long DAY = 24 * HOUR;

  /** A year and a day after the end of the year in which it happened. */
  private static final long LATER = EVENING + 410 * DAY;

  @TempDir Path folder;
  private Shift shift;
  private String incident;

  @BeforeEach
  void begin() {
    shift = new Shift(folder);
    incident = shift.incident("GONE-1");
    shift.attends("pc1201", incident, "GONE-1", EVENING, TO);
  }

  @AfterEach
  void end() {
    shift.close();
  }

  private static Json.Builder mine(String id) {
    return clip(id, EVENING, TO).put("badge", "pc1201");
  }

  private Caller.Answer erases(String person, Json.Builder what) {
    return shift
        .as(person)
        .post(
            "/v1/footage/erasures",
            what.put("ground", "DPA 2018 s.47").put("reason", "The court ordered it").build());
  }

  private static Json.Builder year(long year) {
    return Json.object().put("year", year);
  }

  private static byte[] body(Document one) {
    return one.get("body", Binary.class).getData();
  }

  private boolean isOnTheDisk(byte[] wanted) {
    String needle = new String(wanted, StandardCharsets.ISO_8859_1);
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(needle)) {
          return true;
        }
      }
      return false;
    } catch (IOException unreadable) {
      throw new IllegalStateException(unreadable);
    }
  }

  @Test
  void recordingIsGoneFromTheStoreAndStaysGone() {
    shift.clips(mine("one"), mine("two").put("device", "X60-2"));
    assertThat(texts(shift.footage("ps401", incident), "links", "clip"))
        .containsExactly("one", "two");
    List<byte[]> bodies =
        shift.stored("footage").stream().map(ErasedFootageHttpTest::body).toList();
    assertThat(bodies).hasSize(2).allMatch(this::isOnTheDisk);

    Json.Builder one = Json.object().put("source", "vault").put("clip", "one");
    assertThat(erases("ps401", one).status()).isEqualTo(403);
    erases("insp71", one).expect(200);

    assertThat(texts(shift.footage("ps401", incident), "links", "clip")).containsExactly("two");
    assertThat(bodies.stream().filter(this::isOnTheDisk)).as("of two, one is there").hasSize(1);
    assertThat(shift.clips(mine("one").put("version", 9), mine("three")))
        .extracting(line -> line.text("code").orElse(Shift.verdict(line)))
        .containsExactly("erased", "stored");
    assertThat(texts(shift.footage("ps401", incident), "links", "clip"))
        .containsExactly("three", "two");
    erases("insp72", one).expect(200);
    assertThat(shift.server.ledger())
        .filteredOn(note -> note.act().equals("footage-erased"))
        .hasSize(2)
        .allSatisfy(note -> assertThat(note.with().text("ground")).contains("DPA 2018 s.47"));
  }

  /** Whoever mistyped it would read that it is gone, and it would stay. */
  @Test
  void recordingThatTheCatalogueNeverHadIsNotSaidToBeErased() {
    shift.clips(mine("one"));
    Json.Builder mistyped = Json.object().put("source", "vault").put("clip", "one ");
    Json.Obj refused = erases("insp71", mistyped).expect(400);
    assertThat(refused.text("field")).contains("clip");
    assertThat(refused.text("detail").orElseThrow()).contains("nothing was erased");
    assertThat(shift.server.ledger()).noneMatch(note -> note.act().equals("footage-erased"));
    assertThat(texts(shift.footage("ps401", incident), "links", "clip")).containsExactly("one");
  }

  @Test
  void lookAtAnIncidentMakesNoKeyWhereNothingWasEverTakenIn() {
    assertThat(shift.footage("ps401", incident).isTrue("erased")).isFalse();
    assertThat(keys()).noneMatch(key -> key.contains("footage/"));
    shift.clips(mine("one"));
    assertThat(keys()).anyMatch(key -> key.contains("footage/"));
  }

  private List<String> keys() {
    return shift.stored("keys").stream().map(one -> one.getString("_id")).toList();
  }

  @Test
  void yearIsGoneWithItsKeyAndNobodyAnswersForIt() {
    shift.clips(mine("one"));
    shift.itIs(TO + HOUR);
    noted("met");
    assertThat(erases("insp71", year(2026)).expect(400).text("field")).contains("year");
    shift.itIs(LATER - 30 * DAY);
    assertThat(erases("insp71", year(2026)).expect(400).text("field"))
        .as("over, but not for a year")
        .contains("year");
    shift.itIs(LATER);
    shift.clips(clip("later", LATER - HOUR, LATER).put("badge", "pc1201"));
    List<byte[]> bodies =
        shift.stored("footage").stream().map(ErasedFootageHttpTest::body).toList();
    assertThat(bodies).hasSize(2).allMatch(this::isOnTheDisk);
    assertThat(erases("ps401", year(2026)).status()).isEqualTo(403);
    erases("insp71", year(2026)).expect(200);

    assertThat(shift.stored("footage")).as("of another year").hasSize(1);
    assertThat(bodies.stream().filter(this::isOnTheDisk)).hasSize(1);
    Json.Obj footage = shift.footage("ps401", incident);
    assertThat(footage.isTrue("erased")).isTrue();
    assertThat(footage.items("lanes")).isEmpty();
    assertThat(footage.items("links")).isEmpty();
    assertThat(shift.clips(mine("one").put("version", 2), mine("new")))
        .extracting(line -> line.text("code").orElse(""))
        .containsOnly("erased");

    // Words that come in now have it looked at once more: nothing is missing for that.
    shift.handsBack();
    shift.writes("pc1201", LATER + HOUR, incident, Officer.set("adultsHere", Json.of(2)));
    String other = shift.incident("AFTER-1");
    shift.attends("pc1202", other, "AFTER-1", LATER + HOUR, LATER + HOUR + 10 * MINUTE);
    shift.itIs(LATER + 3 * DAY);
    eventually(other, "pc1202", "missing");
    assertThat(states(incident, "pc1201")).last().isEqualTo("met");
  }

  private void noted(String state) {
    eventually(incident, "pc1201", state);
  }

  private void eventually(String of, String person, String state) {
    long until = System.nanoTime() + 120_000_000_000L;
    while (!states(of, person).contains(state) && System.nanoTime() < until) {
      LockSupport.parkNanos(200_000_000);
    }
    assertThat(states(of, person)).contains(state);
  }

  private List<String> states(String of, String person) {
    return all(shift.as("insp71").get("/v1/incidents/" + of).expect(200), "acts").stream()
        .filter(act -> act.text("act").equals(Optional.of("decide-footage-noted")))
        .map(act -> act.object("with"))
        .filter(with -> with.text("person").equals(Optional.of(person)))
        .map(with -> with.text("state").orElse(""))
        .toList();
  }
}

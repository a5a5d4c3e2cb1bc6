package uk.seenheard.api.partners.footage;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.seenheard.api.partners.footage.Shift.EVENING;
import static uk.seenheard.api.partners.footage.Shift.HOUR;
import static uk.seenheard.api.partners.footage.Shift.all;
import static uk.seenheard.api.partners.footage.Shift.clip;
import static uk.seenheard.api.partners.footage.Shift.texts;

import java.nio.file.Path;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.sync.codec.Json;

/** What becomes of what evidence systems hand in, good and bad, item by item. */
class CatalogueHttpTest {
  private static final long END = EVENING + HOUR;

  @TempDir static Path folder;
  private static Shift shift;

  @BeforeAll
  static void start() {
    shift = new Shift(folder);
  }

  @AfterAll
  static void stop() {
    shift.close();
  }

  private static Json.Builder good(String id) {
    return clip(id, EVENING, END).put("badge", "pc1201");
  }

  private static List<String> verdicts(Json.Builder... clips) {
    return shift.clips(clips).stream().map(Shift::verdict).toList();
  }

  /** A faulty item between two good ones: what is said of it. */
  private static String refused(String name, Json.Builder faulty) {
    List<Json.Obj> lines = shift.clips(good(name + "-before"), faulty, good(name + "-after"));
    assertThat(lines).extracting(Shift::verdict).containsExactly("stored", "rejected", "stored");
    assertThat(lines.get(1).text("words").orElse("")).isNotEmpty();
    return lines.get(1).text("path").orElseThrow() + ':' + lines.get(1).text("code").orElseThrow();
  }

  /** C-6. */
  @Test
  @DisplayName("C-6 badge that the roster does not have is refused by its member")
  void badgeThatTheRosterDoesNotHaveIsRefusedByItsMember() {
    assertThat(refused("badge", good("b").put("badge", "PC1201"))).isEqualTo("badge:unknown-badge");
    assertThat(refused("badge2", good("b").put("badge", "1201"))).isEqualTo("badge:unknown-badge");
  }

  /** C-8. */
  @Test
  @DisplayName("C-8 same batch three times is one record")
  void sameBatchThreeTimesIsOneRecord() {
    assertThat(verdicts(good("thrice"))).containsExactly("stored");
    assertThat(verdicts(good("thrice"))).containsExactly("unchanged");
    assertThat(verdicts(good("thrice"), good("thrice"))).containsExactly("unchanged", "unchanged");
  }

  @Test
  void highestVersionHoldsInWhateverOrderTheyCome() {
    assertThat(verdicts(good("v").put("version", 5), good("v").put("version", 3)))
        .containsExactly("stored", "stale");
    assertThat(verdicts(good("v").put("version", 7), good("v").put("version", 6)))
        .containsExactly("stored", "stale");
    Json.Obj other = shift.clips(good("v").put("version", 7).put("device", "X60-9")).get(0);
    assertThat(other.text("verdict")).contains("rejected");
    assertThat(other.text("code")).contains("version-taken");
  }

  @Test
  void idsOfTwoSystemsAreTwoThings() {
    assertThat(verdicts(good("one"), good("one").put("source", "other-vault")))
        .containsExactly("stored", "stored");
  }

  @Test
  void faultyItemIsRefusedByItsMemberAndHoldsUpNoOther() {
    assertThat(refused("end", good("x").put("endAt", EVENING - 1))).isEqualTo("endAt:before-start");
    assertThat(refused("long", good("x").put("endAt", EVENING + 40 * HOUR)))
        .isEqualTo("endAt:too-long");
    assertThat(refused("years", good("x").put("clockOffsetMs", 3 * 366 * 24 * HOUR)))
        .isEqualTo("clockOffsetMs:offset");
    assertThat(refused("ahead", good("x").put("startAt", EVENING + 4_000 * 24 * HOUR)))
        .isEqualTo("startAt:time");
    assertThat(refused("zone", good("x").put("startAt", "2026-11-20T22:40:00+01:00")))
        .isEqualTo("startAt:time");
    assertThat(refused("id", good("x".repeat(10_000)))).isEqualTo("id:id");
    assertThat(refused("spaces", good("a b"))).isEqualTo("id:id");
    assertThat(refused("source", good("x").put("source", "../vault"))).isEqualTo("source:source");
    assertThat(refused("version", good("x").put("version", -1))).isEqualTo("version:version");
    assertThat(refused("clock", good("x").put("clock", "sundial"))).isEqualTo("clock:clock");
    assertThat(refused("state", good("x").put("state", "burnt"))).isEqualTo("state:state");
    assertThat(refused("device", good("x").put("device", ""))).isEqualTo("device:device");
    assertThat(refused("pre", good("x").put("preEventMs", -5))).isEqualTo("preEventMs:pre-event");
    assertThat(refused("events", good("x").put("externalIds", Json.list(List.of(Json.of(7))))))
        .isEqualTo("externalIds:references");
    assertThat(refused("empty", Json.object())).isEqualTo("source:source");
    List<Json.Obj> carried =
        shift.handIn("carried", carried("pc9999", 0, 1), carried("pc1201", 2, 1));
    assertThat(carried)
        .extracting(line -> line.text("code").orElse(""))
        .containsExactly("unknown-person", "before-start");
  }

  private static Json.Builder carried(String person, long from, long to) {
    return Json.object()
        .put("source", "vault")
        .put("id", "issue-" + person + from)
        .put("version", 1)
        .put("device", "X60-1")
        .put("person", person)
        .put("from", EVENING + from)
        .put("to", EVENING + to);
  }

  @Test
  void batchOf201IsRefusedWhole() {
    Json.Builder[] clips = new Json.Builder[201];
    for (int i = 0; i < clips.length; i++) {
      clips[i] = good("many-" + i);
    }
    assertThat(shift.as("records").post("/v1/footage/clips", Shift.batch(clips)).status())
        .isEqualTo(400);
    assertThat(verdicts(good("many-0"))).containsExactly("stored");
  }

  @Test
  void titleIsDroppedAndNothingOfARecordingStandsInTheClear() {
    String incident = shift.incident("TITLE-1");
    long from = shift.now.get() + HOUR;
    shift.attends("pc1201", incident, "TITLE-1", from, from + HOUR);
    shift.clips(
        clip("titled-clip", from, from + HOUR)
            .put("badge", "pc1201")
            .put("title", "Robin Ashdown at home"));
    Json.Obj seen = shift.footage("ps401", incident);
    assertThat(texts(seen, "links", "clip")).contains("titled-clip");
    assertThat(seen.canonical()).doesNotContain("Ashdown");
    List<Document> kept = shift.stored("footage");
    assertThat(kept).isNotEmpty();
    assertThat(kept.toString())
        .doesNotContain("titled-clip")
        .doesNotContain("pc1201")
        .doesNotContain("X60");
  }

  /** What it says of the pair of times is the system's to answer for; who was there is not. */
  @Test
  void versionThatGoesBackChangesNothingThatIsLinked() {
    String incident = shift.incident("BACK-1");
    long from = shift.now.get() + HOUR;
    shift.attends("pc1202", incident, "BACK-1", from, from + HOUR);
    Json.Builder mine = clip("back", from, from + HOUR).put("badge", "pc1202");
    shift.clips(mine.put("version", 4));
    assertThat(verdicts(mine.put("version", 2).put("state", "deleted"))).containsExactly("stale");
    assertThat(all(shift.footage("ps401", incident), "links"))
        .extracting(link -> link.text("state").orElse(""))
        .containsExactly("present");
  }
}

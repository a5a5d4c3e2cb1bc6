package uk.seenheard.api.partners.footage;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.seenheard.api.partners.footage.Shift.EVENING;
import static uk.seenheard.api.partners.footage.Shift.HOUR;
import static uk.seenheard.api.partners.footage.Shift.MINUTE;
import static uk.seenheard.api.partners.footage.Shift.all;
import static uk.seenheard.api.partners.footage.Shift.clip;
import static uk.seenheard.api.partners.footage.Shift.lane;
import static uk.seenheard.api.partners.footage.Shift.texts;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.sync.codec.Json;

/**
 * Bad input, each with its documented verdict; after each the good one is there, nothing is lost,
 * and nothing is shown to who may not see it.
 */
class BadFootageHttpTest {
  private static final long FROM = EVENING;
  private static final long TO = EVENING + 40 * MINUTE;
  private static final long DAY = 24 * HOUR;

  @TempDir static Path folder;
  private static Shift shift;
  private static String incident;

  @BeforeAll
  static void start() {
    shift = new Shift(folder);
    incident = shift.incident("BAD-1");
    shift.attends("pc1201", incident, "BAD-1", FROM, TO);
    assertThat(shift.clips(good("good"))).extracting(Shift::verdict).containsExactly("stored");
  }

  @AfterAll
  static void stop() {
    shift.close();
  }

  private static Json.Builder good(String id) {
    return clip(id, FROM, TO).put("badge", "pc1201");
  }

  private static String said(Json.Obj line) {
    return Shift.verdict(line)
        + line.text("path").map(path -> ' ' + path).orElse("")
        + line.text("code").map(code -> ':' + code).orElse("");
  }

  /** The verdict of a bad recording; what was there stays as it was. */
  private static String verdict(Json.Builder bad) {
    String said = said(shift.clips(bad).get(0));
    assertThat(lane(shift.footage("ps401", incident), "pc1201").text("state")).contains("met");
    assertThat(texts(shift.footage("ps401", incident), "links", "clip")).contains("good");
    assertThat(shift.as("ps402").get("/v1/incidents/" + incident + "/footage").status())
        .isEqualTo(404);
    return said;
  }

  @Test
  @DisplayName("end before start: rejected endAt")
  void endBeforeStart() {
    assertThat(verdict(good("b1").put("endAt", FROM - 1))).isEqualTo("rejected endAt:before-start");
  }

  @Test
  @DisplayName("a recording of 40 hours: rejected endAt")
  void fortyHours() {
    assertThat(verdict(good("b2").put("endAt", FROM + 40 * HOUR)))
        .isEqualTo("rejected endAt:too-long");
  }

  @Test
  @DisplayName("unknown badge: rejected badge")
  void unknownBadge() {
    assertThat(verdict(good("b3").put("badge", "pc9999")))
        .isEqualTo("rejected badge:unknown-badge");
  }

  @Test
  @DisplayName("wrong zone: a text is no time; a time an hour off is offered and not linked")
  void wrongZone() {
    assertThat(verdict(good("b4").put("startAt", "2026-11-20T22:40:00+01:00")))
        .isEqualTo("rejected startAt:time");
    String other = shift.incident("BAD-2");
    long from = shift.now.get() + 20 * HOUR;
    shift.handsBack();
    shift.attends("pc1203", other, "BAD-2", from, from + 20 * MINUTE);
    assertThat(
            shift.clips(clip("b5", from + HOUR, from + HOUR + 20 * MINUTE).put("badge", "pc1203")))
        .extracting(Shift::verdict)
        .containsExactly("stored");
    assertThat(all(shift.footage("insp71", other), "links")).isEmpty();
  }

  @Test
  @DisplayName("offset of years: rejected clockOffsetMs")
  void offsetOfYears() {
    assertThat(verdict(good("b6").put("clockOffsetMs", 3 * 366 * DAY)))
        .isEqualTo("rejected clockOffsetMs:offset");
  }

  @Test
  @DisplayName("a title with a name in it: stored without it")
  void titleIsDropped() {
    assertThat(verdict(good("b7").put("title", "Robin Ashdown"))).isEqualTo("stored");
    assertThat(shift.footage("ps401", incident).canonical()).doesNotContain("Ashdown");
  }

  @Test
  @DisplayName("ids of 10 KB: rejected id")
  void longId() {
    assertThat(verdict(good("x".repeat(10_240)))).isEqualTo("rejected id:id");
    assertThat(verdict(good("b8").put("device", "x".repeat(10_240))))
        .isEqualTo("rejected device:device");
  }

  @Test
  @DisplayName("201 items: refused whole, nothing of it is kept")
  void tooMany() {
    Json.Builder[] many = new Json.Builder[201];
    for (int i = 0; i < many.length; i++) {
      many[i] = good("many-" + i);
    }
    assertThat(shift.as("records").post("/v1/footage/clips", Shift.batch(many)).status())
        .isEqualTo(400);
    assertThat(shift.clips(good("many-200"))).extracting(Shift::verdict).containsExactly("stored");
  }

  @Test
  @DisplayName("the same id from two sources: two recordings")
  void sameIdOfTwoSources() {
    assertThat(verdict(good("good").put("source", "other-vault"))).isEqualTo("stored");
    assertThat(texts(shift.footage("ps401", incident), "links", "source"))
        .contains("vault", "other-vault");
  }

  @Test
  @DisplayName("a version that goes back: stale; another text under the same version: rejected")
  void versionThatGoesBack() {
    shift.clips(good("b9").put("version", 5));
    assertThat(verdict(good("b9").put("version", 4).put("state", "deleted"))).isEqualTo("stale");
    assertThat(verdict(good("b9").put("version", 5).put("device", "X60-9")))
        .isEqualTo("rejected version:version-taken");
  }

  @Test
  @DisplayName("deletion of what is linked: stored, and the officer's video is lost, not forgotten")
  void deletionOfWhatIsLinked() {
    String other = shift.incident("BAD-3");
    long from = shift.now.get() + 20 * HOUR;
    shift.handsBack();
    shift.attends("pc1202", other, "BAD-3", from, from + 20 * MINUTE);
    Json.Builder mine = clip("b10", from, from + 20 * MINUTE).put("badge", "pc1202");
    shift.clips(mine);
    assertThat(shift.clips(mine.put("version", 2).put("state", "deleted")))
        .extracting(Shift::verdict)
        .containsExactly("stored");
    assertThat(lane(shift.footage("insp71", other), "pc1202").text("state")).contains("lost");
    assertThat(texts(shift.footage("insp71", other), "links", "state")).containsExactly("deleted");
  }

  @Test
  @DisplayName("a device carried by two people at once: stored, and its recordings are nobody's")
  void deviceCarriedByTwo() {
    String other = shift.incident("BAD-4");
    long from = shift.now.get() + 20 * HOUR;
    shift.handsBack();
    shift.attends("pc1201", other, "BAD-4", from, from + 20 * MINUTE);
    Json.Builder issue =
        Json.object()
            .put("source", "vault")
            .put("version", 1)
            .put("device", "X60-two")
            .put("from", from - HOUR)
            .put("to", from + HOUR);
    List<Json.Obj> verdicts =
        shift.handIn("carried", issue.put("id", "i1").put("person", "pc1201"));
    assertThat(verdicts).extracting(Shift::verdict).containsExactly("stored");
    verdicts = shift.handIn("carried", issue.put("id", "i2").put("person", "pc1204"));
    assertThat(verdicts).extracting(Shift::verdict).containsExactly("stored");
    shift.clips(clip("b11", from, from + 20 * MINUTE).put("device", "X60-two"));
    Json.Obj footage = shift.footage("insp71", other);
    assertThat(all(footage, "links")).isEmpty();
    Json.Obj offered = all(footage, "candidates").get(0);
    assertThat(offered.text("certainty")).contains("likely");
    assertThat(offered.text("person")).isEmpty();
  }
}

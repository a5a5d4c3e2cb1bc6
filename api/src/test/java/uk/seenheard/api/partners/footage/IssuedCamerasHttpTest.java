package uk.seenheard.api.partners.footage;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.seenheard.api.partners.footage.Shift.EVENING;
import static uk.seenheard.api.partners.footage.Shift.HOUR;
import static uk.seenheard.api.partners.footage.Shift.MINUTE;
import static uk.seenheard.api.partners.footage.Shift.all;
import static uk.seenheard.api.partners.footage.Shift.clip;
import static uk.seenheard.api.partners.footage.Shift.texts;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.api.Officer;
import uk.seenheard.api.ground.roster.Force;
import uk.seenheard.sync.codec.Json;

/** The roster says who is issued a camera: design line C3.5. */
class IssuedCamerasHttpTest {
  private static final long TO = EVENING + 40 * MINUTE;
  private static final String CAMERA = "\"name\": \"PC Delyth Castermoor\", ";

  @TempDir Path folder;

  /** The invented force, in which one officer has no camera. */
  private Map<String, String> roster() throws IOException {
    try (InputStream shipped = Force.class.getResourceAsStream("demo-force.json")) {
      String force = new String(shipped.readAllBytes(), StandardCharsets.UTF_8);
      assertThat(force).contains(CAMERA);
      Path roster = folder.resolve("roster.json");
      Files.writeString(roster, force.replace(CAMERA, CAMERA + "\"camera\": false, "));
      return Map.of("SEENHEARD_FORCE", roster.toString());
    }
  }

  @Test
  @DisplayName(
      "C3.5 nothing is expected of who is issued no camera, and 1 of 2 on camera is counted")
  void nothingIsExpectedOfWhoIsIssuedNoCamera() throws IOException {
    try (Shift shift = new Shift(folder.resolve("store"), EVENING, roster())) {
      String incident = shift.incident("CAM-1");
      for (String person : new String[] {"pc1201", "pc1202", "pc1203"}) {
        shift.writes(person, EVENING, incident, Officer.set("reference", "CAM-1"));
      }
      for (String person : new String[] {"pc1201", "pc1202", "pc1203"}) {
        shift.writes(person, TO, incident, Officer.set("place", person));
      }
      shift.clips(clip("one", EVENING, TO).put("badge", "pc1201"));
      Json.Obj footage = shift.footage("ps401", incident);
      assertThat(texts(footage, "lanes", "person")).containsExactly("pc1201", "pc1202");

      // Who has a camera all the same, and was recorded, may be put there.
      shift.clips(clip("three", EVENING, TO).put("badge", "pc1203").put("device", "X60-3"));
      assertThat(texts(shift.footage("ps401", incident), "links", "clip"))
          .containsExactlyInAnyOrder("one", "three");

      shift.itIs(TO + 12 * HOUR + 24 * HOUR + 2 * HOUR);
      long until = System.nanoTime() + 120_000_000_000L;
      while (missing(shift, incident).isEmpty() && System.nanoTime() < until) {
        LockSupport.parkNanos(200_000_000);
      }
      assertThat(missing(shift, incident)).containsExactly("pc1202");
      Json.Obj counted = cameras(shift, incident).orElseThrow();
      assertThat(counted.whole("officers")).contains(2L);
      assertThat(counted.whole("met")).contains(1L);
    }
  }

  private static Optional<Json.Obj> cameras(Shift shift, String incident) {
    return all(shift.as("ps401").get("/v1/rows?incidents=" + incident).expect(200), "rows")
        .get(0)
        .get("cameras")
        .map(Json.Obj.class::cast);
  }

  private static List<String> missing(Shift shift, String incident) {
    return all(shift.as("ps401").get("/v1/footage/standing?days=366").expect(200), "incidents")
        .stream()
        .filter(one -> one.text("incident").equals(Optional.of(incident)))
        .flatMap(one -> texts(one, "open", "person").stream())
        .toList();
  }
}

package uk.seenheard.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.handset.jvm.seed.Season;
import uk.seenheard.sync.codec.Json;

/** The demonstration's last evening: whoever looks at it first sees lanes, a gap and pins. */
class DemoCamerasTest {
  @TempDir Path data;

  @Test
  void firstLookAtTheLastEveningShowsLanesAGapAndPins() throws Exception {
    SeasonClock clock = new SeasonClock();
    try (LiveServer server = LiveServer.start(data, clock, Map.of())) {
      Season.play(server.url(), 1, clock, false);
      Caller sergeant = Caller.signedIn(server.url(), "ps401");
      String evening =
          all(sergeant.get("/v1/incidents?limit=200&state=submitted").expect(200), "incidents")
              .stream()
              .filter(one -> one.text("reference").orElse("").endsWith("-0999"))
              .findFirst()
              .flatMap(one -> one.text("incident"))
              .orElseThrow();
      Json.Obj footage = sergeant.get("/v1/incidents/" + evening + "/footage").expect(200);
      assertThat(all(footage, "lanes")).hasSize(2);
      assertThat(all(footage, "links")).hasSize(2).allMatch(one -> one.isTrue("byRule"));
      assertThat(all(footage, "lanes"))
          .as("who was there for forty minutes, of which eight are missing")
          .anySatisfy(
              lane -> {
                assertThat(minutes(lane)).isEqualTo(40);
                assertThat(all(lane, "gaps")).hasSize(1);
                assertThat(minutes(all(lane, "gaps").get(0))).isBetween(7L, 8L);
              });
      assertThat(all(footage, "pins"))
          .as("a child's words, and an officer's mark")
          .hasSize(2)
          .allMatch(pin -> pin.text("clip").orElse("").equals("night-1"))
          .extracting(pin -> Math.round(pin.whole("positionMs").orElseThrow() / 60_000.0 - 1.5))
          .containsExactlyInAnyOrder(12L, 15L);
      assertThat(all(footage, "links"))
          .as("one that is about to be deleted")
          .anySatisfy(
              link ->
                  assertThat(link.whole("deleteAt").orElseThrow() - System.currentTimeMillis())
                      .isLessThan(6 * 24 * 3_600_000L));
      assertThat(all(footage, "candidates"))
          .as("one recording of two jobs")
          .anySatisfy(
              one ->
                  assertThat(one.items("reasons"))
                      .contains(Json.of("Its officer was at another incident about that time.")));
    }
  }

  private static long minutes(Json.Obj stretch) {
    return Math.round(
        (stretch.whole("to").orElseThrow() - stretch.whole("from").orElseThrow()) / 60_000.0);
  }

  private static List<Json.Obj> all(Json.Obj of, String name) {
    return of.items(name).stream().map(Json.Obj.class::cast).toList();
  }
}

package uk.seenheard.api.partners.footage;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.seenheard.api.partners.footage.Shift.EVENING;
import static uk.seenheard.api.partners.footage.Shift.HOUR;
import static uk.seenheard.api.partners.footage.Shift.MINUTE;
import static uk.seenheard.api.partners.footage.Shift.clip;
import static uk.seenheard.api.partners.footage.Shift.texts;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.sync.codec.Json;

/** What somebody has to see to is found among what they may see, and that there is more is said. */
class StandingHttpTest {
  @TempDir Path folder;

  @Test
  void whatOthersHaveToSeeToStandsInNobodysWayAndThatThereIsMoreIsSaid() {
    try (Shift shift = new Shift(folder)) {
      shift.clips(clip("any", EVENING - 90 * 24 * HOUR, EVENING - 90 * 24 * HOUR + MINUTE));
      List<String> others = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        others.add(happens(shift, "pc1205", "THEIRS-" + i, EVENING + i * 3 * HOUR));
      }
      String ours = happens(shift, "pc1201", "OURS", EVENING + 10 * HOUR);
      shift.itIs(EVENING + 10 * HOUR + 40 * HOUR);

      Json.Obj all = shown(shift, "insp71", 50, 4);
      assertThat(texts(all, "incidents", "incident")).containsAll(others).contains(ours).hasSize(4);
      assertThat(all.isTrue("more")).isFalse();
      Json.Obj some = shown(shift, "insp71", 3, 3);
      assertThat(some.items("incidents")).hasSize(3);
      assertThat(some.isTrue("more")).as("a fourth is not shown").isTrue();

      Json.Obj sergeants = shown(shift, "ps401", 1, 1);
      assertThat(texts(sergeants, "incidents", "incident")).containsExactly(ours);
      assertThat(sergeants.isTrue("more")).as("nothing else is this sergeant's").isFalse();
      assertThat(sergeants.canonical()).doesNotContain("THEIRS");
    }
  }

  private static String happens(Shift shift, String person, String reference, long from) {
    String incident = shift.incident(reference);
    shift.attends(person, incident, reference, from, from + 40 * MINUTE);
    return incident;
  }

  /** The server goes round by itself: what it does is waited for, and never hurried. */
  private static Json.Obj shown(Shift shift, String person, int limit, int many) {
    long until = System.nanoTime() + 120_000_000_000L;
    while (true) {
      Json.Obj found =
          shift.as(person).get("/v1/footage/standing?days=366&limit=" + limit).expect(200);
      if (found.items("incidents").size() >= many || System.nanoTime() > until) {
        return found;
      }
      LockSupport.parkNanos(200_000_000);
    }
  }
}

package uk.seenheard.sync.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import uk.seenheard.sync.codec.Json;

/** What a fully recorded domestic incident with two children costs the officer. */
class PressesTest {

  @Test
  void aFullyRecordedDomesticIncidentTakesNoMorePressesThanItHasFacts() {
    Walk walk =
        new Walk(
            new Scene("domestic-abuse"),
            4,
            Map.ofEntries(
                Map.entry("childrenLiving", Json.of(2)),
                Map.entry("childrenHere", Json.of(2)),
                Map.entry("adultsHere", Json.of(2)),
                Map.entry("adultsElse", Json.of("no")),
                Map.entry("otherChildren", Json.of("no")),
                Map.entry("livesHere", Json.of("yes")),
                Map.entry("hereNow", Json.of("yes")),
                Map.entry("spoken", Json.of("yes")),
                Map.entry("indicators", Json.texts(List.of("assault"))),
                Map.entry("roles", Json.texts(List.of("da-victim"))),
                Map.entry("toldAt", Json.of("2026-11-20T22:10Z")),
                Map.entry("attendedAt", Json.of("2026-11-20T22:20Z")),
                Map.entry("at", Json.of("2026-11-20T22:40Z")),
                Map.entry("callerChildren", Json.of("no")),
                Map.entry("injury", Json.of("no"))));
    walk.answerEverything();
    assertThat(walk.scene.open()).isEmpty();
    System.out.printf(
        Locale.ROOT,
        "domestic incident, two children, two adults: %d presses or typed texts, %d facts%n",
        walk.presses(),
        walk.facts());
    assertThat(walk.presses()).isLessThanOrEqualTo(walk.facts());
    assertThat(walk.scene.prompts().stream().filter(prompt -> prompt.rule().equals("child-words")))
        .hasSize(2);
  }
}

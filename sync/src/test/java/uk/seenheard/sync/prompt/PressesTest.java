package uk.seenheard.sync.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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
            Map.of(
                "childrenLiving", Json.of(2),
                "childrenHere", Json.of(2),
                "adultsHere", Json.of(2),
                "livesHere", Json.of("yes"),
                "hereNow", Json.of("yes"),
                "spoken", Json.of("yes"),
                "indicators", Json.texts(List.of("assault")),
                "injury", Json.of("no")));
    walk.answerEverything();
    assertThat(walk.scene.open()).isEmpty();
    System.out.printf(
        "domestic incident, two children, two adults: %d presses or typed texts, %d facts%n",
        walk.presses(), walk.facts());
    assertThat(walk.presses()).isLessThanOrEqualTo(walk.facts());
    assertThat(walk.scene.prompts().stream().filter(prompt -> prompt.rule().equals("child-words")))
        .hasSize(2);
  }
}

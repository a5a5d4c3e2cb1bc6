package uk.seenheard.handset.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.codec.Json;

/** What a child said, and was asked, stays as it was written down. */
class WordsThatStandTest {
  @TempDir Path folder;

  @Test
  void nobodyAnswersInThePlaceOfWordsThatWereWrittenDown() {
    try (Handset handset = TestHandset.open(folder, new TestHandset.Device(1), new FakeServer())) {
      handset.signIn("amy", Optional.empty());
      String incident = handset.newIncident("domestic-abuse", Optional.of("NM-20261122-0107"));
      FieldPath child = handset.addEntry(incident, "child", Json.EMPTY, Map.of());
      Json.Obj asked = Json.object().put("question", "What happened?").build();
      FieldPath said = handset.addStatement(incident, child, "My ear hurts", asked);
      int changes = handset.view(incident).incident().record().changes();

      for (String name : new String[] {"words", "question", "about"}) {
        assertThatThrownBy(
                () ->
                    handset.answer(
                        incident, said.field(name), Json.of("Nothing"), Optional.of("better")))
            .as(name)
            .isInstanceOf(CaptureRefused.class)
            .hasMessageContaining("stays as it was written down")
            .hasMessageContaining("cross out what was misheard");
      }
      assertThat(handset.view(incident).incident().record().changes()).isEqualTo(changes);
      handset.answer(incident, said.field("present"), Json.of("Nobody else"), Optional.empty());
      handset.answer(incident, said.field("present"), Json.of("Her aunt"), Optional.empty());
    }
  }
}

package uk.seenheard.handset.jvm.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import uk.seenheard.sync.change.ChangeCodec;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.codec.PlainDigests;

/** The handset takes a change at each limit and refuses the next, for the limit that all name. */
class HandsetLimitsTest {
  private final JacksonJsonReader reader = new JacksonJsonReader();
  private final ChangeCodec codec = new ChangeCodec(reader, new PlainDigests());

  @TestFactory
  Stream<DynamicTest> eachLimitFromBothSides() throws IOException {
    Path file = Path.of("..", "sync", "vectors", "limits.json");
    Json.Obj limits = (Json.Obj) reader.read(Files.readString(file));
    assertThat(limits.items("limits")).isNotEmpty();
    return limits.items("limits").stream()
        .map(Json.Obj.class::cast)
        .map(one -> DynamicTest.dynamicTest(one.text("name").orElseThrow(), () -> holds(one)));
  }

  private void holds(Json.Obj one) {
    int times = one.whole("times").orElseThrow().intValue();
    assertThat(limit(one, times)).isEqualTo("taken");
    assertThat(limit(one, times + 1)).isEqualTo(one.text("limit").orElseThrow());
  }

  private String limit(Json.Obj one, int times) {
    String content =
        one.text("content")
            .orElseThrow()
            .replace("<fill>", one.text("fill").orElseThrow().repeat(times))
            .replace("<close>", one.text("close").orElse("").repeat(times));
    return codec.read(content).fold(change -> "taken", nonsense -> nonsense.limit());
  }
}

package uk.seenheard.api.trust.operations;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.event.KeyValuePair;
import uk.seenheard.api.ground.http.JacksonJsonReader;
import uk.seenheard.sync.codec.Json;

/** A log line is one JSON object, and says nothing of what an exception quotes. */
class JsonLinesTest {
  private static LoggingEvent event(Throwable thrown) {
    LoggerContext context = new LoggerContext();
    LoggingEvent event =
        new LoggingEvent(
            JsonLinesTest.class.getName(),
            context.getLogger("a.logger"),
            Level.WARN,
            "stands at {}",
            thrown,
            new Object[] {7});
    event.setKeyValuePairs(
        List.of(new KeyValuePair("commit", 12L), new KeyValuePair("requests", "a\"b\nc")));
    return event;
  }

  private static Json.Obj line(LoggingEvent event) {
    JsonLines encoder = new JsonLines();
    encoder.start();
    String line = new String(encoder.encode(event), StandardCharsets.UTF_8);
    assertThat(line).endsWith("\n").doesNotContain("Robin").doesNotContain("hit me");
    assertThat(line.strip()).doesNotContain("\n");
    return (Json.Obj) new JacksonJsonReader().read(line);
  }

  @Test
  void membersAreTheMessageAndWhatWasAddedToIt() {
    Json.Obj line = line(event(null));
    assertThat(line.text("formattedMessage")).contains("stands at 7");
    assertThat(line.text("level")).contains("WARN");
    assertThat(line.whole("commit")).contains(12L);
    assertThat(line.text("requests")).contains("a\"b\nc");
  }

  @Test
  void exceptionIsWrittenWithoutItsWords() {
    IOException cause = new IOException("Robin, 7, said");
    LoggingEvent event = event(new IllegalStateException("he hit me", cause));
    Json.Obj line = line(event);
    assertThat(line.text("throwable").orElse(""))
        .contains("java.lang.IllegalStateException", "caused by java.io.IOException")
        .contains("JsonLinesTest");
    WordlessTrace plain = new WordlessTrace();
    plain.start();
    assertThat(plain.convert(event))
        .contains("IllegalStateException")
        .doesNotContain("Robin")
        .doesNotContain("hit me");
    assertThat(new ThrowableProxy(cause).getMessage()).contains("Robin");
  }
}

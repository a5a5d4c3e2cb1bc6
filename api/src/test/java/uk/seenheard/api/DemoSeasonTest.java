package uk.seenheard.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.handset.core.transport.Reply;
import uk.seenheard.handset.core.transport.Transport;
import uk.seenheard.handset.jvm.device.JacksonJsonReader;
import uk.seenheard.handset.jvm.seed.Season;
import uk.seenheard.handset.jvm.transport.OkHttpTransport;
import uk.seenheard.sync.form.ShippedForms;

/** The demonstration's twelve weeks: every form, every state, and times that are the server's. */
class DemoSeasonTest {
  @TempDir Path data;

  @Test
  void sixtyIncidentsGoByInAllFormsAndStates() throws Exception {
    AtomicLong behind = new AtomicLong(System.currentTimeMillis() - Season.begins().toEpochMilli());
    try (LiveServer server =
        LiveServer.start(data, () -> System.currentTimeMillis() - behind.get(), Map.of())) {
      Map<String, Integer> fates =
          Season.play(
              server.url(),
              60,
              moment ->
                  behind.set(
                      moment
                          .map(Instant::toEpochMilli)
                          .map(at -> System.currentTimeMillis() - at)
                          .orElse(0L)));
      assertThat(fates.keySet().stream().map(fate -> fate.split(" ", -1)[0]).distinct())
          .contains(ShippedForms.IDS.toArray(new String[0]));
      assertThat(fates.keySet().stream().map(fate -> fate.split(" ", -1)[1]).distinct())
          .contains("RECORDING", "SUBMITTED", "RETURNED", "CONTRADICTED", "AUTHORISED")
          .doesNotContain("authorised:");
      Transport transport = new OkHttpTransport(server.url(), new JacksonJsonReader());
      String login = answer(transport.signIn("insp71")).token();
      String measures = answer(transport.read(login, "measures")).canonical();
      assertThat(measures.split("\"by\":\"week\"", -1)).hasSizeGreaterThan(11);
    }
  }

  private static <T> T answer(Reply<T> reply) {
    return reply.fold(
        value -> value,
        refusal -> {
          throw new AssertionError(refusal.detail());
        },
        lost -> {
          throw new AssertionError(lost.reason());
        });
  }
}

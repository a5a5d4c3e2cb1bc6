package uk.seenheard.api.partners.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.api.Caller;
import uk.seenheard.api.LiveServer;
import uk.seenheard.api.Officer;
import uk.seenheard.api.desk.review.RecordedCase;
import uk.seenheard.sync.codec.Json;

/** The receiver that integrators are shown, against the server; skipped where no Python is. */
class ReferenceReceiverTest {
  private static final Path RECEIVER = Path.of("docs", "integrators", "receiver.py");
  private static final String LONG = "Wolfeschlegelsteinhausenbergerdorffen";

  @TempDir Path folder;

  /** What a process wrote, once it has ended. */
  private record Ran(int status, String said) {}

  private Ran run(Map<String, String> environment, String... command)
      throws IOException, InterruptedException {
    Path said = folder.resolve("said.txt");
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process = builder.redirectOutput(said.toFile()).start();
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).as("it ends").isTrue();
    return new Ran(process.exitValue(), Files.readString(said, StandardCharsets.UTF_8));
  }

  private boolean hasPython() throws InterruptedException {
    try {
      return run(Map.of(), "python3", "-c", "import sys; sys.exit(sys.version_info < (3, 9))")
              .status()
          == 0;
    } catch (IOException absent) {
      return false;
    }
  }

  private Ran receive(LiveServer server, Caller system) throws Exception {
    return run(
        Map.of("SEENHEARD_TOKEN", system.token()),
        "python3",
        RECEIVER.toString(),
        server.url(),
        folder.resolve("kept").toString());
  }

  private static List<Json> rejections(Caller caller) {
    return caller.get("/v1/records/rejections").expect(200).items("rejections");
  }

  @Test
  void itTakesWhatItCanSaysWhatItCannotAndTakesNothingTwice() throws Exception {
    assumeTrue(hasPython(), "no Python 3.9: the reference receiver is not tried");
    Json.Obj written = RecordedCase.read("case-1-complete");
    AtomicLong now = new AtomicLong(written.whole("now").orElseThrow());
    try (LiveServer server = LiveServer.start(folder.resolve("data"), now::get, Map.of())) {
      String good = RecordedCase.record(server, "RECEIVER-1", written);
      String bad =
          RecordedCase.record(
              server, "RECEIVER-2", written, Officer.set(Officer.entry("person") + "/name", LONG));
      RecordedCase.authorise(server, good).expect(201);
      RecordedCase.authorise(server, bad).expect(201);
      Caller system = Caller.signedIn(server.url(), "records");

      Ran first = receive(server, system);
      assertThat(first.status()).as(first.said()).isZero();
      assertThat(first.said().lines()).hasSize(2);
      assertThat(first.said()).contains("accepted stored").contains("rejected stored");
      Path kept = folder.resolve("kept");
      assertThat(kept.resolve("incident-" + good + ".json")).exists();
      assertThat(kept.resolve("incident-" + bad + ".json")).doesNotExist();
      List<Json> stuck = rejections(system);
      assertThat(stuck).hasSize(1);
      Json.Obj one = (Json.Obj) stuck.get(0);
      assertThat(one.text("incident")).isEqualTo(Optional.of(bad));
      assertThat(one.text("code")).contains("too-long");

      // As after a crash that lost its place: everything was acknowledged, and nothing comes twice.
      Files.delete(kept.resolve("cursor.json"));
      Ran again = receive(server, system);
      assertThat(again.status()).as(again.said()).isZero();
      assertThat(again.said()).isEmpty();
      assertThat(rejections(system)).isEqualTo(stuck);
    }
  }

  @Test
  void itFitsOnAPage() throws IOException {
    assertThat(Files.readAllLines(RECEIVER)).hasSizeLessThan(200);
  }
}

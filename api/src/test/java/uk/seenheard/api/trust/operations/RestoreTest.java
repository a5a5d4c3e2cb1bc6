package uk.seenheard.api.trust.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import uk.seenheard.api.Caller;
import uk.seenheard.api.RealHandset;
import uk.seenheard.api.ServerProcess;
import uk.seenheard.api.engine.embedded.StoreCommand;
import uk.seenheard.handset.core.Handset;
import uk.seenheard.handset.core.loop.SyncReport.Outcome;
import uk.seenheard.sync.codec.Json;

/** The procedure of api/OPERATIONS.md under "Restore", with real processes and real handsets. */
@Tag("long")
class RestoreTest {
  private static final int HANDSETS = 3;

  @TempDir Path folder;

  private static void store(String... arguments) {
    assertThat(new CommandLine(new StoreCommand()).execute(arguments)).isZero();
  }

  private static List<String> words(String url, List<String> incidents) {
    Caller inspector = Caller.signedIn(url, "insp71");
    List<String> words = new ArrayList<>();
    for (String incident : incidents) {
      Caller.Answer answer = inspector.get("/v1/incidents/" + incident);
      words.add(answer.status() == 200 ? answer.body() : "");
    }
    return words;
  }

  @Test
  void whatHandsetsHadAcknowledgedComesBackAndWhatOnlyTheServerHadIsReported() throws IOException {
    Path data = folder.resolve("server");
    Path backup = folder.resolve("backup.db");
    try (ServerProcess server = ServerProcess.start(data, Map.of())) {
      List<Handset> handsets = new ArrayList<>();
      List<String> incidents = new ArrayList<>();
      List<String> said = new ArrayList<>();
      try {
        for (int i = 0; i < HANDSETS; i++) {
          RealHandset.Clocks clocks = new RealHandset.Clocks(System::currentTimeMillis, 0);
          Handset handset = RealHandset.open(folder.resolve("handset-" + i), server.url(), clocks);
          handsets.add(handset);
          assertThat(handset.signIn("pc120" + (i + 1), Optional.empty())).isEmpty();
          said.add("before the backup " + i);
          incidents.add(RealHandset.recordChild(handset, "BEFORE-" + i, said.get(said.size() - 1)));
          assertThat(handset.sync().outcome()).isEqualTo(Outcome.SYNCED);
        }
        store("backup", "--data", data.toString(), "--to", backup.toString());

        for (int i = 0; i < HANDSETS; i++) {
          said.add("acknowledged after the backup " + i);
          incidents.add(
              RealHandset.recordChild(handsets.get(i), "AFTER-" + i, said.get(said.size() - 1)));
          assertThat(handsets.get(i).sync().outcome()).isEqualTo(Outcome.SYNCED);
          assertThat(handsets.get(i).status().queued()).isZero();
        }
        decide(server.url(), incidents.get(HANDSETS));
        server.kill();
        store("restore", "--from", backup.toString(), "--data", data.toString(), "--replace");
        server.restart();
        List<String> restored = words(server.url(), incidents);
        for (int i = 0; i < HANDSETS; i++) {
          assertThat(restored.get(i)).contains(said.get(i));
          assertThat(restored.get(HANDSETS + i)).isEmpty();
        }

        for (Handset handset : handsets) {
          Outcome outcome = handset.sync().outcome();
          assertThat(outcome).isEqualTo(Outcome.SYNCED);
          assertThat(handset.status().queued()).isZero();
          assertThat(handset.status().quarantined()).isZero();
        }

        List<String> drained = words(server.url(), incidents);
        for (int i = 0; i < said.size(); i++) {
          assertThat(drained.get(i)).contains(said.get(i));
        }
        assertThat(drained.get(HANDSETS)).doesNotContain("Which child was it?");
      } finally {
        handsets.forEach(Handset::close);
      }
    }
    String report = report(data);
    assertThat(report).contains("12 changes of handsets").contains("ps401: ");
    assertThat(Files.exists(data.resolve("restored"))).isFalse();
  }

  /** A supervisor looks and returns it: both are in the log of the server alone. */
  private static void decide(String url, String incident) {
    Caller sergeant = Caller.signedIn(url, "ps401");
    Json.Obj seen = sergeant.get("/v1/incidents/" + incident).expect(200);
    Json.Obj decision =
        Json.object()
            .put("frontier", seen.text("frontier").orElseThrow())
            .put(
                "ops",
                Json.list(
                    List.of(
                        Json.object()
                            .put("op", "act")
                            .put("act", "return")
                            .put("with", Json.object().put("note", "Which child was it?").build())
                            .build())))
            .build();
    sergeant.post("/v1/incidents/" + incident + "/decisions", decision).expect(201);
  }

  private static String report(Path data) throws IOException {
    try (Stream<Path> files = Files.list(data)) {
      List<Path> reports =
          files
              .filter(file -> file.getFileName().toString().startsWith("restore-report-"))
              .collect(Collectors.toList());
      assertThat(reports).hasSize(1);
      return Files.readString(reports.get(0));
    }
  }
}

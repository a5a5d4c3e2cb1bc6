package uk.seenheard.api.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import uk.seenheard.api.Caller;
import uk.seenheard.api.LiveServer;
import uk.seenheard.api.LogAudit;
import uk.seenheard.api.RealHandset;
import uk.seenheard.api.engine.embedded.StoreCommand;
import uk.seenheard.api.engine.embedded.StoreFixture;
import uk.seenheard.handset.core.Handset;
import uk.seenheard.handset.core.loop.SyncReport.Outcome;

/**
 * The folders of the first build that spoke protocol 2, a server's and a handset's, as they lay
 * when both were closed: {@code protocol-2.zip}. Every later build reads them, and the handset
 * hands over what it had not sent. The file is never made again; {@link #main} made it.
 */
class FolderOfProtocol2Test {
  /** 2026-01-05T09:00Z, by the server's clock and the handset's. */
  private static final long MADE = 1_767_603_600_000L;

  private static final long AN_HOUR = 3_600_000;
  private static final String SENT = "he locks the door";
  private static final String UNSENT = "she counts the stairs";

  @TempDir Path folder;

  /** Makes the file that is named. */
  public static void main(String[] args) throws IOException {
    Path folder = Files.createTempDirectory("protocol-2");
    LongSupplier clock = from(MADE);
    try (LiveServer server = LiveServer.start(folder.resolve("data"), clock, keys(folder));
        Handset handset = handset(folder, server, clock)) {
      assertThat(handset.signIn("pc1201", Optional.empty())).isEmpty();
      String sent = RealHandset.recordChild(handset, "GOLDEN-1", SENT);
      assertThat(handset.sync().outcome()).isEqualTo(Outcome.SYNCED);
      Caller.signedIn(server.url(), "ps401").get("/v1/incidents/" + sent).expect(200);
      String unsent = RealHandset.recordChild(handset, "GOLDEN-2", UNSENT);
      Files.write(folder.resolve("incidents.txt"), List.of(sent, unsent));
    }
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(Path.of(args[0])));
        Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        zip.putNextEntry(new ZipEntry(folder.relativize(file).toString()));
        Files.copy(file, zip);
      }
    }
  }

  private static LongSupplier from(long then) {
    long began = System.nanoTime();
    return () -> then + (System.nanoTime() - began) / 1_000_000;
  }

  private static Map<String, String> keys(Path in) {
    return Map.of("SEENHEARD_KEYS", in.resolve("keys").resolve("keys.json").toString());
  }

  private static Handset handset(Path folder, LiveServer server, LongSupplier clock) {
    RealHandset.Clocks clocks = new RealHandset.Clocks(clock, 0);
    return RealHandset.open(folder.resolve("handset"), server.url(), clocks);
  }

  private void unpack() throws IOException {
    try (InputStream raw = FolderOfProtocol2Test.class.getResourceAsStream("protocol-2.zip");
        ZipInputStream zip = new ZipInputStream(Objects.requireNonNull(raw))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        Path file = folder.resolve(entry.getName());
        StoreFixture.folder(Objects.requireNonNull(file.getParent()));
        Files.copy(zip, file);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
      }
    }
  }

  private String check() {
    StringWriter said = new StringWriter();
    int ended =
        new CommandLine(new StoreCommand(new LogAudit()))
            .setOut(new PrintWriter(said))
            .setErr(new PrintWriter(said))
            .execute(
                "check",
                "--data",
                folder.resolve("data").toString(),
                "--keys",
                folder.resolve("keys").resolve("keys.json").toString());
    return ended + " " + said;
  }

  @Test
  void everyLaterBuildReadsThemAndTakesWhatWasNotSent() throws IOException {
    unpack();
    List<String> incidents = Files.readAllLines(folder.resolve("incidents.txt"));
    assertThat(check()).startsWith("0 ");
    LongSupplier clock = from(MADE + AN_HOUR);
    try (LiveServer server = LiveServer.start(folder.resolve("data"), clock, keys(folder));
        Handset handset = handset(folder, server, clock)) {
      Caller inspector = Caller.signedIn(server.url(), "insp71");
      assertThat(inspector.get("/v1/incidents/" + incidents.get(0)).expect(200).toString())
          .contains(SENT);
      for (int i = 0; i < 2; i++) {
        assertThat(handset.view(incidents.get(i)).incident().record().canonical().canonical())
            .contains(List.of(SENT, UNSENT).get(i));
      }
      assertThat(handset.status().queued()).isPositive();
      assertThat(handset.signIn("pc1201", Optional.empty())).isEmpty();
      assertThat(handset.sync().outcome()).isEqualTo(Outcome.SYNCED);
      assertThat(handset.status().queued()).isZero();
      assertThat(inspector.get("/v1/incidents/" + incidents.get(1)).expect(200).toString())
          .contains(UNSENT);
    }
    assertThat(check()).startsWith("0 ");
  }
}

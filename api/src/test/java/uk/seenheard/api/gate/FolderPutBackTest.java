package uk.seenheard.api.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.api.Access;
import uk.seenheard.api.Caller;
import uk.seenheard.api.Officer;
import uk.seenheard.api.RealHandset;
import uk.seenheard.api.ServerProcess;
import uk.seenheard.api.ground.http.JacksonJsonReader;
import uk.seenheard.handset.core.Handset;
import uk.seenheard.handset.core.loop.SyncReport.Outcome;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.codec.Limits;
import uk.seenheard.sync.feed.Frame;

/**
 * Kind 16 of the gate: the folder of a server was put back from a plain copy, without a restore,
 * and with its key folder: nothing at the server knows. Handsets go on; each brings back with one
 * sync what it still keeps, whoever pushed first and however far the log has grown again.
 *
 * <p>{@link FolderPutBackRun} is the long form.
 */
@Tag("long")
class FolderPutBackTest {
  private static final Held HELD =
      Held.of(16, "The log's identity is a name and a number", FolderPutBackTest.class);

  private static final int ROUNDS = 2;

  @TempDir Path folder;

  private static void copy(Path from, Path to) {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
          // As an ordinary copy with its rights: a store's folder is its owner's alone.
          Files.setPosixFilePermissions(target, Files.getPosixFilePermissions(file));
        } else {
          Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
        }
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static void delete(Path gone) {
    try (Stream<Path> files = Files.walk(gone)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static Path made(Path directory) {
    try {
      return Files.createDirectories(directory);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static String seen(String url, String incident) {
    Caller.Answer answer = Caller.signedIn(url, "insp71").get("/v1/incidents/" + incident);
    return answer.status() == 200 ? answer.body() : "";
  }

  @AfterAll
  static void write() {
    HELD.walking(
            "2 handsets × a shorter log, one that has grown again; never pulled after; handed over,"
                + " evicted; compared with a log that was put back in between; sight taken back"
                + " between two pages of a first pull, of a later one, before a page of digests")
        .write();
  }

  @Test
  void everyChangeThatAHandsetKeepsIsAtTheServerAgainAfterOneSyncEach() {
    for (int round = 0; round < ROUNDS; round++) {
      // In odd rounds others push so much that the log is longer again than it ever was.
      putBack(folder.resolve("round-" + round), round % 2 == 1);
    }
  }

  private static String cursor(String url) {
    String pulled = Caller.signedIn(url, "insp71").get("/v1/sync/pull").body();
    String cursor = pulled.substring(pulled.lastIndexOf("\"cursor\":\"") + 10);
    return cursor.substring(0, cursor.indexOf('"'));
  }

  private static Handset handset(Path round, ServerProcess server, int number) {
    return RealHandset.open(
        round.resolve("handset-" + number),
        server.url(),
        new RealHandset.Clocks(System::currentTimeMillis, 0));
  }

  /** Somebody records and synchronises, and leaves the handset to the next. */
  private static String handedOver(Handset handset) {
    assertThat(handset.signIn("pc1203", Optional.empty())).isEmpty();
    String incident = RealHandset.recordChild(handset, "HANDED-1", "said and handed over");
    assertThat(handset.sync().outcome()).isEqualTo(Outcome.SYNCED);
    assertThat(handset.signIn("pc1202", Optional.empty())).isEmpty();
    assertThat(handset.sync().outcome()).isEqualTo(Outcome.SYNCED);
    assertThat(handset.view(incident).incident().record().changes()).isZero();
    return incident;
  }

  /** Somebody records and synchronises, and is taken off the incident. */
  private static String evicted(String url, Handset handset) {
    assertThat(handset.signIn("pc1201", Optional.empty())).isEmpty();
    String incident = RealHandset.recordChild(handset, "EVICTED-1", "said and evicted");
    assertThat(handset.sync().outcome()).isEqualTo(Outcome.SYNCED);
    Access.take(Caller.signedIn(url, "ps401"), incident, "pc1201");
    assertThat(handset.sync().forgotten()).isEqualTo(1);
    return incident;
  }

  private static String report(Path data) {
    StringBuilder text = new StringBuilder();
    try (Stream<Path> files = Files.list(data)) {
      for (Path file : files.toList()) {
        if (file.getFileName().toString().startsWith("restore-report-")) {
          text.append(Files.readString(file));
        }
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    return text.toString();
  }

  static void putBack(Path round, boolean grownAgain) {
    Path data = made(round).resolve("server");
    Path copy = round.resolve("copy");
    try (ServerProcess server = ServerProcess.start(data, Map.of())) {
      List<Handset> handsets = new ArrayList<>();
      try {
        for (int i = 0; i < 3; i++) {
          RealHandset.Clocks clocks = new RealHandset.Clocks(System::currentTimeMillis, 0);
          Handset handset = RealHandset.open(round.resolve("handset-" + i), server.url(), clocks);
          handsets.add(handset);
          assertThat(handset.signIn("pc120" + (i + 1), Optional.empty())).isEmpty();
          RealHandset.recordChild(handset, "BEFORE-" + i, "said before " + i);
          assertThat(handset.sync().outcome()).isEqualTo(Outcome.SYNCED);
        }
        server.kill();
        copy(data, copy);
        server.restart();
        List<String> incidents = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
          incidents.add(RealHandset.recordChild(handsets.get(i), "LOST-" + i, "said after " + i));
          assertThat(handsets.get(i).sync().outcome()).isEqualTo(Outcome.SYNCED);
        }
        Handset shared = handset(round, server, 3);
        handsets.add(shared);
        String handedOver = handedOver(shared);
        Handset told = handset(round, server, 4);
        handsets.add(told);
        String evicted = evicted(server.url(), told);
        String cursor = cursor(server.url());
        server.kill();
        delete(data);
        copy(copy, data);
        server.restart();
        for (String repair : List.of("", "/" + incidents.get(0))) {
          HELD.tries(
              "compared" + (repair.isEmpty() ? "" : " one incident") + " under an old cursor",
              () ->
                  assertThat(
                          Caller.signedIn(server.url(), "insp71")
                              .get("/v1/sync/incidents" + repair + "?cursor=" + cursor)
                              .body())
                      .contains("cursor-refused"));
        }
        for (String incident : incidents) {
          assertThat(seen(server.url(), incident)).isEmpty();
        }

        int others = grownAgain ? 25 : 1;
        for (int i = 0; i < others; i++) {
          RealHandset.recordChild(handsets.get(2), "OTHER-" + i, "others go on");
          assertThat(handsets.get(2).sync().outcome()).isEqualTo(Outcome.SYNCED);
        }
        for (int i = 0; i < 2; i++) {
          assertThat(handsets.get(i).sync().outcome()).isEqualTo(Outcome.SYNCED);
          assertThat(handsets.get(i).status().queued()).isZero();
        }
        for (int i = 0; i < 2; i++) {
          String words = "said after " + i;
          String incident = incidents.get(i);
          HELD.tries(
              (grownAgain ? "a log that has grown again, handset " : "a shorter log, handset ") + i,
              () -> assertThat(seen(server.url(), incident)).contains(words));
        }
        assertThat(shared.sync().outcome()).isEqualTo(Outcome.SYNCED);
        HELD.tries(
            "handed over before",
            () -> assertThat(seen(server.url(), handedOver)).contains("said and handed over"));
        assertThat(told.sync().outcome()).isEqualTo(Outcome.SYNCED);
        HELD.tries(
            "evicted before: named by the restore report",
            () -> {
              assertThat(seen(server.url(), evicted)).doesNotContain("said and evicted");
              assertThat(report(data))
                  .contains("Lost unless a later backup has it")
                  .contains(evicted);
            });
        // One of them comes again: nothing is laid a second time.
        assertThat(handsets.get(0).sync().notes()).isEmpty();
      } finally {
        handsets.forEach(Handset::close);
      }
    }
  }

  @Test
  void aPushThatWasAnsweredAndNeverPulledAfterIsLaidAgainToo() {
    Path data = made(folder.resolve("told")).resolve("server");
    Path copy = folder.resolve("told").resolve("copy");
    try (ServerProcess server = ServerProcess.start(data, Map.of());
        Handset handset =
            RealHandset.open(
                folder.resolve("told").resolve("handset"),
                server.url(),
                new RealHandset.Clocks(System::currentTimeMillis, 0))) {
      assertThat(handset.signIn("pc1201", Optional.empty())).isEmpty();
      RealHandset.recordChild(handset, "TOLD-0", "said before");
      assertThat(handset.sync().outcome()).isEqualTo(Outcome.SYNCED);
      server.kill();
      copy(data, copy);
      server.restart();
      handset.signOut();
      assertThat(handset.sync().outcome()).isEqualTo(Outcome.SIGN_IN_TO_RECEIVE);
      assertThat(handset.signIn("pc1201", Optional.empty())).isEmpty();
      String incident = RealHandset.recordChild(handset, "TOLD-1", "said and never pulled");
      handset.signOut();
      // Pushed and answered; without a login nothing is pulled after it.
      assertThat(handset.sync().outcome()).isEqualTo(Outcome.SIGN_IN_TO_RECEIVE);
      assertThat(handset.status().queued()).isZero();
      server.kill();
      delete(data);
      copy(copy, data);
      server.restart();
      Caller sergeant = Caller.signedIn(server.url(), "ps401");
      for (int i = 0; i < 40; i++) {
        sergeant.get("/v1/incidents?state=recording").expect(200);
        sergeant.get("/v1/sync/pull");
      }
      assertThat(handset.signIn("pc1201", Optional.empty())).isEmpty();
      assertThat(handset.sync().outcome()).isEqualTo(Outcome.SYNCED);
      HELD.tries(
          "a push that was answered and never pulled after",
          () -> assertThat(seen(server.url(), incident)).contains("said and never pulled"));
    }
  }

  /**
   * Sight is taken back between two pages, and counts as taken at once; the cursor at the end must
   * name that commit too, or a log without it takes the cursor and never hands over the incident.
   */
  @Test
  void aCursorNamesTheCommitByWhichSightWasJudgedThoughItsPullWorkedTowardsAnEarlierOne() {
    Path data = made(folder.resolve("judged")).resolve("server");
    Path copy = folder.resolve("judged").resolve("copy");
    try (ServerProcess server = ServerProcess.start(data, Map.of())) {
      Officer officer = Officer.onShift(server.url(), "pc1201");
      List<String> both =
          Stream.of(officer.incident("PAGES-1"), officer.incident("PAGES-2")).sorted().toList();
      officer.record(both.get(1), Officer.set("happened", "said and taken back"));
      officer.record(both.get(0), Officer.set("happened", "a long evening"));
      officer.sendAll();
      Caller puller = Caller.signedIn(server.url(), "pc1201");
      String whole = cursors(puller, "").last();
      for (int i = 0; i < Limits.PAGE_FRAMES; i++) {
        officer.record(both.get(0), Officer.set("noted" + i, "something that was seen"));
      }
      officer.sendAll();
      Map<String, String> midway =
          Map.of(
              "a first pull", cursors(puller, "").first(),
              "a later pull", cursors(puller, whole).first());
      server.kill();
      copy(data, copy);
      server.restart();
      Access.take(Caller.signedIn(server.url(), "ps401"), both.get(1), "pc1201");
      Map<String, List<String>> ends = new TreeMap<>();
      midway.forEach(
          (pull, cursor) -> {
            Pulled rest = cursors(puller, cursor);
            assertThat(rest.body()).doesNotContain("said and taken back");
            ends.put(pull, rest.ends());
          });
      // The page at which the pull ended that worked towards the earlier commit, and what followed.
      assertThat(ends.values()).allSatisfy(each -> assertThat(each).hasSizeGreaterThan(1));
      // A page of digests says what to let go of, and names its place to the next pull.
      Json.Obj compared = puller.get("/v1/sync/incidents").expect(200);
      assertThat(compared.canonical()).doesNotContain(both.get(1));
      server.kill();
      delete(data);
      copy(copy, data);
      server.restart();
      ends.forEach(
          (pull, cursors) ->
              HELD.tries(
                  "sight taken back between two pages of " + pull,
                  () ->
                      // A handset that loses its connection begins again where any page ended.
                      assertThat(cursors)
                          .allSatisfy(
                              cursor ->
                                  assertThat(puller.get("/v1/sync/pull?cursor=" + cursor).problem())
                                      .isEqualTo("cursor-refused"))));
      String told = compared.whole("n").orElseThrow() + "." + compared.text("commit").orElseThrow();
      HELD.tries(
          "sight taken back before a page of digests",
          () ->
              assertThat(puller.get("/v1/sync/pull?told=" + told).problem())
                  .isEqualTo("cursor-refused"));
      assertThat(puller.get("/v1/sync/pull").body()).contains("said and taken back");
    }
  }

  /** What a pull answered, and where each of its pages ends. */
  private record Pulled(String body, List<String> ends) {
    String first() {
      return ends.get(0);
    }

    String last() {
      return ends.get(ends.size() - 1);
    }
  }

  private static Pulled cursors(Caller puller, String cursor) {
    Caller.Answer answer =
        puller.get("/v1/sync/pull" + (cursor.isEmpty() ? "" : "?cursor=" + cursor));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    List<String> ends = new ArrayList<>();
    for (String line : answer.body().split("\n")) {
      if (Frame.read(new JacksonJsonReader().read(line)) instanceof Frame.Through through) {
        ends.add(through.cursor());
      }
    }
    return new Pulled(answer.body(), ends);
  }
}

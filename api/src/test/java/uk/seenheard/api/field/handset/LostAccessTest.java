package uk.seenheard.api.field.handset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.seenheard.api.Caller;
import uk.seenheard.api.LiveServer;
import uk.seenheard.api.RealHandset;
import uk.seenheard.api.ground.identity.JdkDigests;
import uk.seenheard.handset.core.CaptureRefused;
import uk.seenheard.handset.core.Handset;
import uk.seenheard.handset.core.loop.SyncReport.Outcome;
import uk.seenheard.sync.change.Identity;
import uk.seenheard.sync.codec.Json;

/** What becomes of words on a handset whose officer lost the login, the account, or the handset. */
class LostAccessTest {
  private static final long HOUR = 3_600_000;
  private static final long TWO_YEARS = 2L * 365 * 24 * HOUR;
  private static final String WORDS = "Mum told me to stay in the cupboard";

  @TempDir Path folder;
  private final AtomicLong clock = new AtomicLong(1_795_000_000_000L);
  private LiveServer server;

  @BeforeEach
  void start() {
    server = LiveServer.start(folder.resolve("server"), clock::get, Map.of());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Handset handset(String name, RealHandset.Clocks clocks) {
    return RealHandset.open(folder.resolve(name), server.url(), clocks);
  }

  private Caller.Answer decide(String by, String person, String what) {
    return Caller.signedIn(server.url(), by)
        .post("/v1/people/" + person + '/' + what, Json.object().put("reason", "left").build());
  }

  private String seenByInspector(String incident) {
    return Caller.signedIn(server.url(), "insp71").get("/v1/incidents/" + incident).body();
  }

  private boolean isReadable(String name, String words) {
    try (Stream<Path> files = Files.walk(folder.resolve(name))) {
      for (Path file : files.filter(Files::isRegularFile).collect(Collectors.toList())) {
        if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(words)) {
          return true;
        }
      }
      return false;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {TWO_YEARS, -TWO_YEARS})
  void expiredLoginRevokedAccountAndWrongClockStillDrainAndShowNothing(long ahead) {
    try (Handset handset = handset("one", new RealHandset.Clocks(clock::get, ahead))) {
      assertThat(handset.signIn("pc1201", Optional.empty())).isEmpty();
      String incident = RealHandset.recordChild(handset, "LOST-1", WORDS);
      long queued = handset.status().queued();
      assertThat(queued).isEqualTo(4);
      clock.addAndGet(30L * 24 * HOUR);
      decide("insp71", "pc1201", "revocation").expect(200);
      clock.addAndGet(24 * HOUR);

      assertThat(handset.sync().outcome()).isEqualTo(Outcome.SIGN_IN_TO_RECEIVE);

      assertThat(handset.status().queued()).isZero();
      assertThat(handset.status().quarantined()).isZero();
      assertThat(seenByInspector(incident)).contains(WORDS);
      assertThat(handset.status().locked()).isTrue();
      assertThatThrownBy(() -> handset.view(incident)).isInstanceOf(CaptureRefused.class);
      assertThatThrownBy(handset::incidents).isInstanceOf(CaptureRefused.class);
      assertThat(isReadable("one", WORDS)).isFalse();
      assertThat(handset.signIn("pc1201", Optional.empty()).orElseThrow()).contains("withdrawn");
      assertThatThrownBy(handset::incidents).isInstanceOf(CaptureRefused.class);

      // Even with its clock put right and its account given back it has nothing left to show
      // until the server sends it again.
      decide("insp71", "pc1201", "reinstatement").expect(200);
      assertThat(handset.signIn("pc1201", Optional.empty())).isEmpty();
      assertThat(handset.incidents()).isEmpty();
      assertThat(handset.sync().outcome()).isEqualTo(Outcome.SYNCED);
      // What came after the shift asked to be let in. In the new shift it is one's own to say.
      assertThat(handset.incidents()).isEmpty();
      assertThat(handset.attend("domestic-abuse", "LOST-1")).isEqualTo(incident);
      assertThat(handset.sync().outcome()).isEqualTo(Outcome.SYNCED);
      assertThat(handset.incidents()).containsExactly(incident);
      assertThat(handset.view(incident).incident().record().entries()).hasSize(2);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {0, TWO_YEARS, -TWO_YEARS})
  void whatIsMadeAfterTheAccountWasWithdrawnIsKeptInQuarantineAndShown(long ahead) {
    try (Handset handset = handset("two", new RealHandset.Clocks(clock::get, ahead))) {
      assertThat(handset.signIn("pc1201", Optional.empty())).isEmpty();
      String before = RealHandset.recordChild(handset, "LOST-2", "before");
      clock.addAndGet(HOUR);
      decide("insp71", "pc1201", "revocation").expect(200);
      clock.addAndGet(HOUR);
      String after = RealHandset.recordChild(handset, "LOST-3", "after");
      clock.addAndGet(HOUR);

      handset.sync();

      assertThat(handset.status().queued()).isZero();
      assertThat(handset.status().quarantined()).isEqualTo(4);
      assertThat(seenByInspector(before)).contains("before");
      Json.Obj kept =
          Caller.signedIn(server.url(), "insp71")
              .get("/v1/incidents/" + after + "/quarantine")
              .expect(200);
      assertThat(kept.canonical()).contains("account was withdrawn").contains("after");
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {0, TWO_YEARS, -TWO_YEARS})
  void whatNothingShowsToBeOlderThanAWithdrawalWaitsForASupervisorWhateverTheClockSays(long ahead) {
    RealHandset.Clocks clocks = new RealHandset.Clocks(clock::get, ahead);
    try (Handset handset = handset("three", clocks)) {
      assertThat(handset.signIn("pc1201", Optional.empty())).isEmpty();
      RealHandset.recordChild(handset, "LOST-4", "before");
      clock.addAndGet(HOUR);
      decide("insp71", "pc1201", "revocation").expect(200);
      clock.addAndGet(HOUR);
      RealHandset.recordChild(handset, "LOST-5", "after");
      clocks.boot = "boot-2";

      handset.sync();

      assertThat(handset.status().queued()).isZero();
      // The handset was started anew in between: its wall clock is whatever somebody set it to.
      assertThat(handset.status().quarantined()).isEqualTo(8);
      assertThat(seenApart("LOST-4")).contains("nothing shows that the change was made before");
    }
  }

  private String seenApart(String reference) {
    String incident = Identity.incident("marlshire", reference, new JdkDigests());
    return Caller.signedIn(server.url(), "insp71")
        .get("/v1/incidents/" + incident + "/quarantine")
        .expect(200)
        .canonical();
  }

  @Test
  void withdrawalHoldsAtOnceForEveryLoginAndAfterARestart() {
    Caller officer = Caller.signedIn(server.url(), "pc1201");
    Caller other = Caller.signedIn(server.url(), "pc1202");
    officer.get("/v1/sync/pull").response();
    decide("insp71", "pc1201", "revocation").expect(200);

    for (int life = 0; life < 2; life++) {
      Caller.Answer refused = Caller.bearing(server.url(), officer.token()).get("/v1/sync/pull");
      assertThat(refused.status()).isEqualTo(401);
      assertThat(refused.json().text("reason")).contains("revoked");
      assertThat(Caller.bearing(server.url(), other.token()).get("/v1/sync/pull").status())
          .isEqualTo(200);
      server.close();
      server = LiveServer.start(folder.resolve("server"), clock::get, Map.of());
    }
    decide("insp72", "pc1201", "reinstatement").expect(200);
    assertThat(Caller.bearing(server.url(), officer.token()).get("/v1/sync/pull").status())
        .isEqualTo(200);
  }

  @Test
  void onlyAnotherInspectorWithdrawsAnAccountAndSaysWhy() {
    for (String person : List.of("pc1202", "ps401", "records")) {
      assertThat(decide(person, "pc1201", "revocation").status()).isEqualTo(403);
    }
    assertThat(decide("insp71", "insp71", "revocation").status()).isEqualTo(403);
    assertThat(decide("insp71", "nobody", "revocation").status()).isEqualTo(404);
    Caller inspector = Caller.signedIn(server.url(), "insp71");
    Caller.Answer silent =
        inspector.post("/v1/people/pc1201/revocation", Json.object().put("reason", " ").build());
    assertThat(silent.status()).isEqualTo(400);
    assertThat(silent.json().text("field")).contains("reason");
    assertThat(Caller.signedIn(server.url(), "pc1201").get("/v1/sync/pull").status())
        .isEqualTo(200);
  }

  @Test
  void clonedStoreIsNoticedToldAndBothCopiesWorkIsKept() throws IOException {
    RealHandset.Clocks clocks = new RealHandset.Clocks(clock::get, 0);
    String incident;
    try (Handset handset = handset("original", clocks)) {
      assertThat(handset.signIn("pc1201", Optional.empty())).isEmpty();
      incident = RealHandset.recordChild(handset, "CLONE-1", "before the copy was made");
      assertThat(handset.sync().outcome()).isEqualTo(Outcome.SYNCED);
    }
    copy("original", "copy");
    try (Handset original = handset("original", clocks);
        Handset copy = handset("copy", clocks)) {
      clock.addAndGet(1_000);
      RealHandset.recordChild(original, "CLONE-2", "said to the original");
      RealHandset.recordChild(copy, "CLONE-3", "said to the copy");
      assertThat(original.sync().outcome()).isEqualTo(Outcome.SYNCED);

      var told = copy.sync();

      assertThat(told.outcome()).isEqualTo(Outcome.SYNCED);
      assertThat(told.notes()).anyMatch(note -> note.contains("copy of this handset"));
      assertThat(original.sync().outcome()).isEqualTo(Outcome.SYNCED);
      for (Handset each : List.of(original, copy)) {
        assertThat(each.incidents()).hasSize(3).contains(incident);
      }
      for (String id : copy.incidents()) {
        assertThat(seenByInspector(id))
            .containsAnyOf("before the copy was made", "said to the original", "said to the copy");
      }
    }
  }

  private void copy(String from, String to) throws IOException {
    Files.createDirectories(folder.resolve(to));
    try (Stream<Path> files = Files.list(folder.resolve(from))) {
      for (Path file : files.collect(Collectors.toList())) {
        Files.copy(file, folder.resolve(to).resolve(file.getFileName()));
      }
    }
  }
}

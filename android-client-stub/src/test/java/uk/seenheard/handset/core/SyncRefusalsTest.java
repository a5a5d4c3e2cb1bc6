package uk.seenheard.handset.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.handset.core.loop.SyncReport;
import uk.seenheard.handset.core.loop.SyncReport.Outcome;
import uk.seenheard.handset.core.transport.Refusal;
import uk.seenheard.sync.change.Change;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.feed.PushRequest;

/** What the handset does about each refusal, against a strict server and a real store. */
class SyncRefusalsTest {
  @TempDir Path folder;
  private final FakeServer server = new FakeServer();
  private final TestHandset.Device device = new TestHandset.Device(1);
  private Handset handset;

  @BeforeEach
  void signIn() {
    handset = TestHandset.open(folder.resolve("a"), device, server);
    assertThat(handset.signIn("amy", Optional.empty())).isEmpty();
  }

  @AfterEach
  void close() {
    handset.close();
  }

  @Test
  void everythingRecordedArrivesAndBothEndsHoldTheSame() {
    String incident = TestHandset.recordKitchen(handset, "yes");
    assertThat(handset.status().synced()).isFalse();
    assertThat(handset.status().queued()).isEqualTo(5);

    SyncReport report = handset.sync();

    assertThat(report.outcome()).isEqualTo(Outcome.SYNCED);
    assertThat(report.pushed()).isEqualTo(5);
    assertThat(server.log).hasSize(5);
    assertThat(handset.status().synced()).isTrue();
    assertThat(handset.view(incident).incident().record().frontier().hex())
        .isEqualTo(new FrontierOf(server).of(incident));
  }

  @Test
  void whatTheServerHasSeenIsNamedUntilItAsksForTheWhole() {
    TestHandset.recordKitchen(handset, "yes");
    assertThat(handset.sync().outcome()).isEqualTo(Outcome.SYNCED);
    PushRequest first = Objects.requireNonNull(server.lastPush);
    assertThat(PushRequest.named(first.enrolment())).isEmpty();

    TestHandset.recordKitchen(handset, "no");
    assertThat(handset.sync().outcome()).isEqualTo(Outcome.SYNCED);
    PushRequest second = Objects.requireNonNull(server.lastPush);
    assertThat(PushRequest.named(second.enrolment())).isPresent();
    assertThat(second.passes()).isNotEmpty().allMatch(one -> PushRequest.named(one).isPresent());

    server.seenTokens.clear();
    TestHandset.recordKitchen(handset, "yes");
    assertThat(handset.sync().outcome()).isEqualTo(Outcome.SYNCED);
    assertThat(handset.status().queued()).isZero();
    assertThat(Objects.requireNonNull(server.lastPush).enrolment()).isEqualTo(first.enrolment());
  }

  @Test
  void lostAnswersDoubleNothing() {
    TestHandset.recordKitchen(handset, "yes");
    server.lostAnswers = 3;

    assertThat(handset.sync().outcome()).isEqualTo(Outcome.SYNCED);

    assertThat(server.log).hasSize(5);
    assertThat(device.waits).hasSize(3);
  }

  @Test
  void busyServerIsWaitedForAsLongAsItAsksAndABitMore() {
    TestHandset.recordKitchen(handset, "yes");
    server.pushRefusals.add(
        new Refusal(
            429,
            "busy",
            "",
            Optional.empty(),
            Optional.empty(),
            Optional.of(7L),
            Optional.empty(),
            Optional.empty()));

    assertThat(handset.sync().outcome()).isEqualTo(Outcome.SYNCED);

    assertThat(device.waits).hasSize(1);
    assertThat(device.waits.get(0)).isBetween(7_000L, 8_000L);
  }

  @Test
  void serverThatStaysBusyIsLeftAloneAndNothingIsLost() {
    TestHandset.recordKitchen(handset, "yes");
    for (int i = 0; i < 10; i++) {
      server.pushRefusals.add(Refusal.of(503, "not-ready"));
    }

    assertThat(handset.sync().outcome()).isEqualTo(Outcome.BUSY);

    assertThat(handset.status().queued()).isEqualTo(5);
    server.pushRefusals.clear();
    assertThat(handset.sync().outcome()).isEqualTo(Outcome.SYNCED);
  }

  @Test
  void tooLargeABatchIsHalved() {
    TestHandset.recordKitchen(handset, "yes");
    server.pushRefusals.add(Refusal.of(413, "too-large"));
    server.pushRefusals.add(Refusal.of(413, "too-large"));

    assertThat(handset.sync().outcome()).isEqualTo(Outcome.SYNCED);

    assertThat(server.log).hasSize(5);
  }

  @Test
  void malformedStopsAndTellsAndKeepsEverything() {
    TestHandset.recordKitchen(handset, "yes");
    server.pushRefusals.add(Refusal.of(400, "malformed"));

    SyncReport report = handset.sync();

    assertThat(report.outcome()).isEqualTo(Outcome.FAULT);
    assertThat(report.notes()).anyMatch(note -> note.contains("Everything is kept"));
    assertThat(handset.status().queued()).isEqualTo(5);
    assertThat(server.pushes).isEqualTo(1);
  }

  @Test
  void refusedEnrolmentIsRenewedAtTheNextSignIn() {
    TestHandset.recordKitchen(handset, "yes");
    server.pushRefusals.add(Refusal.of(401, "enrolment-refused"));

    assertThat(handset.sync().outcome()).isEqualTo(Outcome.SIGN_IN_TO_ENROL);
    assertThat(handset.sync().outcome()).isEqualTo(Outcome.SIGN_IN_TO_ENROL);
    assertThat(handset.status().queued()).isEqualTo(5);

    assertThat(handset.signIn("amy", Optional.empty())).isEmpty();
    assertThat(handset.sync().outcome()).isEqualTo(Outcome.SYNCED);
  }

  @Test
  void serverPutBackGetsTheTailAgain() {
    TestHandset.recordKitchen(handset, "yes");
    handset.sync();
    server.restoreTo(2);
    server.pullRefusals.add(Refusal.of(400, "cursor-refused"));
    handset.submit(handset.incidents().get(0));

    SyncReport report = handset.sync();

    assertThat(report.outcome()).isEqualTo(Outcome.SYNCED);
    assertThat(server.log).hasSize(6);
    assertThat(report.notes()).anyMatch(note -> note.contains("earlier changes again"));
  }

  @Test
  void serverPutBackBehindAnOldEpochGetsThatEpochsWorkToo() {
    TestHandset.recordKitchen(handset, "yes");
    handset.sync();
    server.pushRefusals.add(FakeServer.forked(1));
    handset.submit(handset.incidents().get(0));
    handset.sync();
    assertThat(server.log).hasSize(6);
    server.restoreTo(1);
    server.pullRefusals.add(Refusal.of(400, "cursor-refused"));

    assertThat(handset.sync().outcome()).isEqualTo(Outcome.SYNCED);

    assertThat(server.log).hasSize(6);
    assertThat(handset.status().queued()).isZero();
  }

  @Test
  void workThatTheServerLostCountsAsUnsentUntilItIsBack() {
    TestHandset.recordKitchen(handset, "yes");
    handset.sync();
    server.restoreTo(2);
    handset.submit(handset.incidents().get(0));
    server.pushRefusals.add(FakeServer.resendFrom(1, 3));
    server.pushRefusals.add(Refusal.of(400, "malformed"));

    assertThat(handset.sync().outcome()).isEqualTo(Outcome.FAULT);

    assertThat(handset.status().queued()).isEqualTo(4);
    assertThat(handset.wipe()).isZero();
    assertThat(server.log).hasSize(6);
    handset = TestHandset.open(folder.resolve("again"), device, server);
  }

  @Test
  void cursorRefusedFetchesEverythingAnewAndKeepsTheOutbox() {
    TestHandset.recordKitchen(handset, "yes");
    handset.sync();
    server.pullRefusals.add(Refusal.of(400, "cursor-refused"));

    SyncReport report = handset.sync();

    assertThat(report.outcome()).isEqualTo(Outcome.SYNCED);
    assertThat(report.received()).isEqualTo(5);
  }

  @Test
  void pullThatBreaksOffStoresNothingOfItsPage() {
    server.page = 100;
    TestHandset.recordKitchen(handset, "yes");
    server.brokenPulls = 10;

    assertThat(handset.sync().outcome()).isEqualTo(Outcome.NO_SIGNAL);
    assertThat(handset.status().synced()).isFalse();

    Handset other = TestHandset.open(folder.resolve("b"), new TestHandset.Device(2), server);
    other.signIn("ben", Optional.empty());
    server.brokenPulls = 10;
    other.sync();
    assertThat(other.incidents()).isEmpty();
    server.brokenPulls = 0;
    assertThat(other.sync().outcome()).isEqualTo(Outcome.SYNCED);
    assertThat(other.incidents()).hasSize(1);
    other.close();
  }

  @Test
  void editMadeDuringTheUploadIsNotMarkedAsSent() {
    String incident = TestHandset.recordKitchen(handset, "yes");
    server.duringPush =
        () -> {
          server.duringPush = () -> {};
          handset.answer(incident, new FieldPath("place"), Json.of("kitchen"), Optional.empty());
        };
    server.pushRefusals.add(
        new Refusal(
            0,
            "",
            "",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()));
    server.pushRefusals.add(Refusal.of(400, "malformed"));

    assertThat(handset.sync().outcome()).isEqualTo(Outcome.FAULT);

    assertThat(handset.status().queued()).isEqualTo(1);
    assertThat(handset.sync().outcome()).isEqualTo(Outcome.SYNCED);
    assertThat(server.log).hasSize(6);
  }

  @Test
  void differentDigestsAreNeverShownAsSynced() {
    TestHandset.recordKitchen(handset, "yes");
    server.wrongDigest = true;

    assertThat(handset.sync().outcome()).isEqualTo(Outcome.DIFFERENT);
    assertThat(handset.status().synced()).isFalse();

    server.wrongDigest = false;
    assertThat(handset.sync().outcome()).isEqualTo(Outcome.SYNCED);
  }

  @Test
  void serverThatHasNotCaughtUpWithItsOwnWordIsNotTakenForInSync() {
    TestHandset.recordKitchen(handset, "yes");
    server.page = 100;
    server.lagging = 3;

    assertThat(handset.sync().outcome()).isEqualTo(Outcome.SYNCED);
    assertThat(device.waits).hasSize(3);

    handset.submit(handset.incidents().get(0));
    server.lagging = 1_000;
    assertThat(handset.sync().outcome()).isEqualTo(Outcome.BUSY);
    assertThat(handset.status().synced()).isFalse();
  }

  @Test
  void logThatMovesOnDuringAPullIsPulledAgainAndNothingIsDropped() {
    server.page = 100;
    TestHandset.recordKitchen(handset, "yes");
    server.movingOn = 3;
    server.digestless = 2;

    SyncReport report = handset.sync();

    assertThat(report.outcome()).isEqualTo(Outcome.SYNCED);
    assertThat(report.received()).isEqualTo(5);
    assertThat(report.notes()).isEmpty();
  }

  @Test
  void pageThatNeverEndsIsRefusedBeforeItFillsTheMemory() {
    TestHandset.recordKitchen(handset, "yes");
    handset.sync();
    server.endless = true;

    SyncReport report = handset.sync();

    assertThat(report.outcome()).isEqualTo(Outcome.FAULT);
    assertThat(report.received()).isZero();
    server.endless = false;
    assertThat(handset.sync().outcome()).isEqualTo(Outcome.SYNCED);
  }

  @Test
  void quarantineIsShownAndBlocksNothing() {
    server.quarantineAll = true;
    String incident = TestHandset.recordKitchen(handset, "yes");
    handset.sync();
    server.quarantineAll = false;
    handset.answer(incident, new FieldPath("place"), Json.of("kitchen"), Optional.empty());

    assertThat(handset.sync().outcome()).isEqualTo(Outcome.SYNCED);
    assertThat(handset.status().quarantined()).isEqualTo(5);
    assertThat(handset.view(incident).incident().children()).isEmpty();

    server.releaseAll();
    assertThat(handset.sync().outcome()).isEqualTo(Outcome.SYNCED);
    assertThat(handset.status().quarantined()).isZero();
    assertThat(handset.view(incident).incident().children()).hasSize(1);
  }

  @Test
  void expiredLoginAndAClockTwoYearsWrongStillDrainEverything() {
    device.wall -= 2L * 365 * 86_400_000;
    TestHandset.recordKitchen(handset, "yes");
    server.loginsExpired = true;

    SyncReport report = handset.sync();

    assertThat(report.outcome()).isEqualTo(Outcome.SIGN_IN_TO_RECEIVE);
    assertThat(server.log).hasSize(5);
    assertThat(handset.status().queued()).isZero();
    assertThat(handset.status().synced()).isFalse();
    handset.signIn("amy", Optional.empty());
    assertThat(handset.sync().outcome()).isEqualTo(Outcome.SYNCED);
  }

  @Test
  void signingOutKeepsWhatIsUnsentAndItStillGoesOut() {
    TestHandset.recordKitchen(handset, "yes");
    handset.signOut();

    assertThat(handset.sync().outcome()).isEqualTo(Outcome.SIGN_IN_TO_RECEIVE);

    assertThat(server.log).hasSize(5);
  }

  @Test
  void clonedStoreIsNoticedAndBothCopiesWorkIsKept() throws IOException {
    String incident = TestHandset.recordKitchen(handset, "yes");
    handset.sync();
    handset.close();
    copy(folder.resolve("a"), folder.resolve("clone"));
    handset = TestHandset.open(folder.resolve("a"), device, server);
    Handset clone = TestHandset.open(folder.resolve("clone"), new TestHandset.Device(9), server);
    handset.answer(incident, new FieldPath("place"), Json.of("kitchen"), Optional.empty());
    clone.answer(incident, new FieldPath("place"), Json.of("hall"), Optional.empty());
    clone.answer(incident, new FieldPath("times"), Json.of("late"), Optional.empty());

    assertThat(handset.sync().outcome()).isEqualTo(Outcome.SYNCED);
    SyncReport report = clone.sync();

    assertThat(report.outcome()).isEqualTo(Outcome.SYNCED);
    assertThat(report.notes()).anyMatch(note -> note.contains("copy of this handset"));
    assertThat(server.log).hasSize(8);
    assertThat(clone.view(incident).incident().contradictions()).hasSize(1);
    handset.submit(incident);
    assertThat(handset.sync().outcome()).isEqualTo(Outcome.SYNCED);
    clone.close();
  }

  @Test
  void officerWhoIsNotOnTheIncidentIsToldThatTheyHaveOnlyAsked() {
    String incident = TestHandset.recordKitchen(handset, "yes");
    server.onlyFor("bob", incident);

    SyncReport report = handset.sync();

    assertThat(report.outcome()).isEqualTo(Outcome.SYNCED);
    assertThat(report.notes()).anyMatch(note -> note.contains("a supervisor has to let you in"));
    server.onlyFor("amy", incident);
    server.grantAgain(incident);
    assertThat(handset.sync().notes()).isEmpty();
  }

  @Test
  void evictWaitsForUnsentChangesAndThenForgets() {
    String incident = TestHandset.recordKitchen(handset, "yes");
    handset.sync();
    server.evict(incident);
    server.duringPush = () -> {};
    handset.answer(incident, new FieldPath("place"), Json.of("kitchen"), Optional.empty());
    List<Refusal> refusals = List.of(Refusal.of(400, "malformed"));
    server.pushRefusals.addAll(refusals);
    assertThat(handset.sync().outcome()).isEqualTo(Outcome.FAULT);
    assertThat(handset.view(incident).incident().children()).hasSize(1);

    SyncReport report = handset.sync();

    assertThat(server.log).hasSize(6);
    assertThat(report.forgotten()).isEqualTo(1);
    assertThat(report.outcome()).isEqualTo(Outcome.SYNCED);
    assertThat(handset.incidents()).isEmpty();
    assertThat(handset.view(incident).incident().record().changes()).isZero();
  }

  @Test
  void incidentThatIsEvictedAndSentAgainInOnePageIsKeptAndCanBeRead() {
    String incident = TestHandset.recordKitchen(handset, "yes");
    handset.sync();
    server.evict(incident);
    server.grantAgain(incident);
    server.page = 100;
    try (Handset other = TestHandset.open(folder.resolve("b"), new TestHandset.Device(2), server)) {
      assertThat(other.signIn("bob", Optional.empty())).isEmpty();

      SyncReport report = other.sync();

      assertThat(report.outcome()).isEqualTo(Outcome.SYNCED);
      assertThat(report.forgotten()).isZero();
      assertThat(other.view(incident).incident().children()).hasSize(1);
    }
  }

  @Test
  void whatIsRecordedAfterAPullIsOrderedBehindWhatThePullBrought() {
    device.wall += 20_000;
    String incident = TestHandset.recordKitchen(handset, "yes");
    Change last =
        handset.answer(incident, new FieldPath("place"), Json.of("kitchen"), Optional.empty());
    handset.sync();
    try (Handset other = TestHandset.open(folder.resolve("b"), new TestHandset.Device(2), server)) {
      assertThat(other.signIn("bob", Optional.empty())).isEmpty();
      assertThat(other.sync().outcome()).isEqualTo(Outcome.SYNCED);

      Change answer =
          other.answer(incident, new FieldPath("place"), Json.of("hall"), Optional.empty());

      assertThat(answer.hlc()).isGreaterThan(last.hlc());
    }
  }

  @Test
  void evictThatArrivesBeforeTheLastWordsAreSentWaitsForThem() {
    String incident = TestHandset.recordKitchen(handset, "yes");
    handset.sync();
    server.evict(incident);
    server.duringPull =
        () -> {
          server.duringPull = () -> {};
          handset.answer(incident, new FieldPath("place"), Json.of("kitchen"), Optional.empty());
        };
    server.pushRefusals.add(Refusal.of(400, "malformed"));

    assertThat(handset.sync().outcome()).isEqualTo(Outcome.FAULT);
    assertThat(handset.incidents()).isEmpty();
    assertThat(handset.status().queued()).isEqualTo(1);

    SyncReport report = handset.sync();
    assertThat(report.outcome()).isEqualTo(Outcome.SYNCED);
    assertThat(report.forgotten()).isEqualTo(1);
    assertThat(server.log).hasSize(6);
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
  }

  /** The frontier that the server's log gives an incident. */
  private record FrontierOf(FakeServer server) {
    String of(String incident) {
      java.util.TreeSet<uk.seenheard.sync.change.Hash> hashes = new java.util.TreeSet<>();
      var digests = new uk.seenheard.handset.jvm.device.JdkDigests();
      for (String content : TestHandset.contents(server)) {
        if (content.contains(incident)) {
          hashes.add(uk.seenheard.sync.change.Hash.of(content, digests));
        }
      }
      return uk.seenheard.sync.merge.Frontier.of(hashes, digests).hex();
    }
  }
}

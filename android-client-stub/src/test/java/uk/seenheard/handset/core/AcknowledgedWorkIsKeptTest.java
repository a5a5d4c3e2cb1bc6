package uk.seenheard.handset.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.handset.core.loop.SyncReport.Outcome;
import uk.seenheard.handset.core.store.Row;
import uk.seenheard.handset.core.store.Space;
import uk.seenheard.handset.core.transport.Refusal;
import uk.seenheard.handset.jvm.store.SqliteStore;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.feed.DeviceOrder;
import uk.seenheard.sync.feed.DeviceReceipt;
import uk.seenheard.sync.feed.ForgottenChange;

/**
 * Kind 16 of the gate, at the handset: what it wrote and the server acknowledged stays on it, since
 * a server whose folder was put back needs it again, until the server says otherwise over its
 * signature, or 72 hours after somebody else took the handset over.
 */
class AcknowledgedWorkIsKeptTest {
  private static final long HOUR = 3_600_000;
  private static final FieldPath PLACE = new FieldPath("place");

  @TempDir Path folder;
  private final FakeServer server = new FakeServer();
  private final TestHandset.Device device = new TestHandset.Device(1);

  private Handset open() {
    return TestHandset.open(folder.resolve("a"), device, server);
  }

  /** How many contents of its own the store holds. */
  private int bodies() {
    try (SqliteStore raw = SqliteStore.open(folder.resolve("a"))) {
      List<Row> rows = raw.read(all -> all.scan(Space.OUTBOX_BODY, "", "", 100));
      return rows.size();
    }
  }

  private void pass(long hours) {
    device.wall += hours * HOUR;
    server.at += hours * HOUR;
  }

  private String recordedAndSynced(Handset handset) {
    assertThat(handset.signIn("amy", Optional.empty())).isEmpty();
    String incident = TestHandset.recordKitchen(handset, "yes");
    assertThat(handset.sync().outcome()).isEqualTo(Outcome.SYNCED);
    return incident;
  }

  @Test
  void evictionThatNobodySignedHidesTheIncidentAndKeepsWhatWasWrittenHere() {
    String incident;
    try (Handset handset = open()) {
      incident = recordedAndSynced(handset);
      server.signsNoEvictions = true;
      server.evict(incident);

      assertThat(handset.sync().forgotten()).isZero();

      assertThat(handset.incidents()).isEmpty();
      assertThat(handset.view(incident).incident().record().changes()).isZero();
      pass(24 * 365);
      assertThat(handset.sync().forgotten()).isZero();
    }
    assertThat(bodies()).isEqualTo(5);
  }

  @Test
  void evictionThatIsSignedTakesItAlsoAfterOneThatWasNot() {
    try (Handset handset = open()) {
      String incident = recordedAndSynced(handset);
      server.signsNoEvictions = true;
      server.evict(incident);
      handset.sync();
      server.signsNoEvictions = false;
      server.evict(incident);

      assertThat(handset.sync().forgotten()).isEqualTo(1);
    }
    assertThat(bodies()).isZero();
  }

  @Test
  void whatIsHandedOverIsShownToNobodyAndKeptFor72Hours() {
    String incident;
    try (Handset handset = open()) {
      incident = recordedAndSynced(handset);
      server.onlyFor("amy", incident);
      assertThat(handset.signIn("bob", Optional.empty())).isEmpty();
      handset.sync();
      assertThat(handset.incidents()).isEmpty();
      assertThat(handset.view(incident).incident().record().changes()).isZero();
      pass(71);
      assertThat(handset.sync().forgotten()).isZero();
    }
    assertThat(bodies()).isEqualTo(5);
    try (Handset handset = open()) {
      pass(2);
      assertThat(handset.sync().forgotten()).isEqualTo(1);
    }
    assertThat(bodies()).isZero();
  }

  @Test
  void neitherOfTwoClocksAloneEndsThe72Hours() {
    try (Handset handset = open()) {
      String incident = recordedAndSynced(handset);
      server.onlyFor("amy", incident);
      handset.signIn("bob", Optional.empty());
      handset.sync();
      device.wall += 2L * 365 * 24 * HOUR;
      assertThat(handset.sync().forgotten()).isZero();
      device.wall -= 2L * 365 * 24 * HOUR;
      server.at += 2L * 365 * 24 * HOUR;
      assertThat(handset.sync().forgotten()).isZero();
    }
    assertThat(bodies()).isEqualTo(5);
  }

  @Test
  void whatWasHandedOverIsLaidAnewForALogThatLacksIt() {
    try (Handset handset = open()) {
      String incident = recordedAndSynced(handset);
      server.onlyFor("amy", incident);
      handset.signIn("bob", Optional.empty());
      handset.sync();
      pass(50);
      List<String> before = TestHandset.contents(server);
      server.restoreTo(0);
      server.pullRefusals.add(Refusal.of(400, "cursor-refused"));

      assertThat(handset.sync().outcome()).isEqualTo(Outcome.SYNCED);

      assertThat(TestHandset.contents(server)).containsExactlyInAnyOrderElementsOf(before);
      pass(71);
      assertThat(handset.sync().forgotten()).as("counts from when it is safe again").isZero();
      pass(2);
      assertThat(handset.sync().forgotten()).isEqualTo(1);
    }
  }

  @Test
  void whatHadToBeForgottenIsNamedToALogThatIsAnother() {
    List<ForgottenChange> named = new ArrayList<>();
    try (Handset handset = open()) {
      String incident = recordedAndSynced(handset);
      server.evict(incident);
      handset.sync();
      server.restoreTo(0);
      server.asked.clear();
      server.pullRefusals.add(Refusal.of(400, "cursor-refused"));

      handset.sync();

      server.asked.forEach(question -> named.addAll(question.forgotten()));
      assertThat(named).hasSize(5).allMatch(change -> change.incident().equals(incident));
      server.asked.clear();
      handset.sync();
      assertThat(server.asked).allMatch(question -> question.forgotten().isEmpty());
    }
  }

  @Test
  void serverThatDoesNotKnowWhatIsNamedIsAskedWithout() {
    try (Handset handset = open()) {
      String incident = recordedAndSynced(handset);
      server.evict(incident);
      handset.sync();
      server.refusesForgotten = true;
      server.pullRefusals.add(Refusal.of(400, "cursor-refused"));

      assertThat(handset.sync().outcome()).isEqualTo(Outcome.SYNCED);

      server.asked.clear();
      handset.sync();
      assertThat(server.asked).isNotEmpty();
    }
  }

  /** A handset that is to be wiped pulls no more: it cannot see what the other log lacks. */
  @Test
  void handsetThatIsToBeWipedLaysAnewWhatItKeepsBeforeIt() {
    OrderingServer ordering = new OrderingServer(server);
    Set<String> before;
    try (Handset handset = TestHandset.open(folder.resolve("a"), device, ordering)) {
      String incident = recordedAndSynced(handset);
      handset.answer(
          incident, new FieldPath("place"), Json.of("2 Quay"), Optional.of("Looked again"));
      server.pushRefusals.add(FakeServer.forked(1));
      assertThat(handset.sync().outcome()).isEqualTo(Outcome.SYNCED);
      before = new TreeSet<>(TestHandset.contents(server));
      assertThat(before).hasSize(6);
      handset.answer(incident, new FieldPath("place"), Json.of("3 Quay"), Optional.of("And again"));
      server.restoreTo(0);
      ordering.order = Optional.of(DeviceOrder.WIPE);

      assertThat(handset.sync().outcome()).isEqualTo(Outcome.WIPED);
    }
    assertThat(TestHandset.contents(server)).containsAll(before).hasSize(7);
    assertThat(ordering.receipts).extracting(DeviceReceipt::unsent).containsExactly(0L);
  }

  /** Another copy of the handset has begun the next chain in the log that was put back. */
  @Test
  void handsetThatIsToBeWipedAndMeetsAForkLaysAnewWhatItKeepsBeforeIt() {
    OrderingServer ordering = new OrderingServer(server);
    List<String> before;
    try (Handset handset = TestHandset.open(folder.resolve("a"), device, ordering)) {
      String incident = recordedAndSynced(handset);
      before = TestHandset.contents(server);
      handset.answer(
          incident, new FieldPath("place"), Json.of("2 Quay"), Optional.of("Looked again"));
      server.restoreTo(0);
      server.pushRefusals.add(FakeServer.forked(1));
      ordering.order = Optional.of(DeviceOrder.WIPE);

      assertThat(handset.sync().outcome()).isEqualTo(Outcome.WIPED);
    }
    assertThat(TestHandset.contents(server)).containsAll(before).hasSize(6);
  }

  @Test
  void whoeverWipesAHandsetThatHasNotLaidAnewYetIsToldHowMuchMayBeOnlyThere() {
    OrderingServer ordering = new OrderingServer(server);
    try (Handset handset = TestHandset.open(folder.resolve("a"), device, ordering)) {
      String incident = recordedAndSynced(handset);
      handset.answer(
          incident, new FieldPath("place"), Json.of("2 Quay"), Optional.of("Looked again"));
      server.restoreTo(0);
      server.pushRefusals.add(FakeServer.forked(1));
      server.loginsExpired = true;

      assertThat(handset.wipe()).as("a login is needed to see what is there").isEqualTo(6);
      assertThat(handset.wipeNow("ps401")).isEqualTo(6);
    }
  }

  /**
   * Seed 681 of the simulator: one copy's acknowledged word is lost with the folder, the other copy
   * goes on in its place, and the fork is all that the first one ever hears of the other log.
   */
  @Test
  void handsetThatMeetsAForkAndMayPullNoMoreLaysAnewWhatItKeeps() throws IOException {
    List<String> before = forkedByItsCopyInALogThatWasPutBack();
    try (Handset handset = open()) {
      server.pullRefusals.add(withdrawn());

      assertThat(handset.sync().outcome()).isEqualTo(Outcome.SIGN_IN_TO_RECEIVE);

      assertThat(TestHandset.contents(server)).containsAll(before).hasSize(8);
      int pushes = server.pushes;
      handset.sync();
      assertThat(server.pushes).as("once").isEqualTo(pushes);
    }
  }

  /** Nobody withdrew anything: the handset waits for a sign-in, and keeps all of it meanwhile. */
  @Test
  void handsetThatMeetsAForkWhileSignedOutKeepsWhatItHasUntilSomebodySignsIn() throws IOException {
    List<String> before = forkedByItsCopyInALogThatWasPutBack();
    try (Handset handset = open()) {
      server.loginsExpired = true;
      assertThat(handset.sync().outcome()).isEqualTo(Outcome.SIGN_IN_TO_RECEIVE);
      pass(24 * 365);
      assertThat(handset.sync().forgotten()).isZero();

      assertThat(handset.signIn("bob", Optional.empty())).isEmpty();
      assertThat(handset.sync().outcome()).isEqualTo(Outcome.SYNCED);

      assertThat(TestHandset.contents(server)).containsAll(before);
    }
  }

  private static Refusal withdrawn() {
    return Refusal.of(
        401,
        Json.object().put("type", "/problems/unauthenticated").put("reason", "revoked").build(),
        Optional.empty());
  }

  /**
   * A handset with seven changes: five that its copy has too, a sixth that was acknowledged and is
   * lost with the folder, where the copy wrote another, and a seventh that is not sent yet.
   *
   * @return what was acknowledged to it
   */
  private List<String> forkedByItsCopyInALogThatWasPutBack() throws IOException {
    String incident;
    try (Handset handset = open()) {
      incident = recordedAndSynced(handset);
    }
    Files.createDirectories(folder.resolve("copy"));
    try (Stream<Path> files = Files.list(folder.resolve("a"))) {
      for (Path file : files.toList()) {
        Files.copy(file, folder.resolve("copy").resolve(file.getFileName()));
      }
    }
    try (Handset handset = open()) {
      handset.answer(incident, PLACE, Json.of("2 Quay"), Optional.of("Looked again"));
      assertThat(handset.sync().outcome()).isEqualTo(Outcome.SYNCED);
    }
    List<String> acknowledged = TestHandset.contents(server);
    server.restoreTo(5);
    try (Handset copy =
        TestHandset.open(folder.resolve("copy"), new TestHandset.Device(9), server)) {
      copy.answer(incident, PLACE, Json.of("3 Quay"), Optional.of("Its copy"));
      assertThat(copy.sync().outcome()).isEqualTo(Outcome.SYNCED);
    }
    try (Handset handset = open()) {
      handset.answer(incident, new FieldPath("times"), Json.of("late"), Optional.empty());
    }
    return acknowledged;
  }

  @Test
  void evictionWaitsUntilWhatAnotherLogLacksIsLaidAnew() {
    List<String> before;
    try (Handset handset = open()) {
      String incident = recordedAndSynced(handset);
      before = TestHandset.contents(server);
      server.restoreTo(0);
      server.pullRefusals.add(Refusal.of(400, "cursor-refused"));
      server.evict(incident);

      assertThat(handset.sync().forgotten()).isEqualTo(1);
    }
    assertThat(TestHandset.contents(server)).containsExactlyInAnyOrderElementsOf(before);
    assertThat(bodies()).isZero();
  }

  /** Whatever write of that run is its last, and whether that one was kept or not. */
  @Test
  void processThatDiesWhileItMeetsAnotherLogLaysAnewAllTheSame() {
    for (int at = 1; at <= 14; at++) {
      for (boolean kept : new boolean[] {true, false}) {
        FakeServer log = new FakeServer();
        Path store = folder.resolve("dies-" + at + kept);
        TestHandset.Device own = new TestHandset.Device(at);
        try (Handset handset = TestHandset.open(store, own, log)) {
          handset.signIn("amy", Optional.empty());
          TestHandset.recordKitchen(handset, "yes");
          assertThat(handset.sync().outcome()).isEqualTo(Outcome.SYNCED);
        }
        List<String> before = TestHandset.contents(log);
        log.restoreTo(0);
        int last = at;
        assertThatThrownBy(
                () -> {
                  try (Handset handset =
                      TestHandset.open(
                          store, own, log, whole -> new DyingStore(whole, last, kept))) {
                    handset.sync();
                  }
                  throw new DyingStore.Killed();
                })
            .isInstanceOf(DyingStore.Killed.class);
        try (Handset handset = TestHandset.open(store, own, log)) {
          assertThat(handset.sync().outcome()).as("dies at " + at).isEqualTo(Outcome.SYNCED);
        }
        assertThat(TestHandset.contents(log))
            .as("dies at write " + at + (kept ? ", kept" : ", not kept"))
            .containsExactlyInAnyOrderElementsOf(before);
      }
    }
  }
}

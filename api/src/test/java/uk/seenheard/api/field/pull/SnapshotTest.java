package uk.seenheard.api.field.pull;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.api.Access;
import uk.seenheard.api.Caller;
import uk.seenheard.api.CountedTransport;
import uk.seenheard.api.LiveServer;
import uk.seenheard.api.Officer;
import uk.seenheard.api.RealHandset;
import uk.seenheard.api.Relay;
import uk.seenheard.api.engine.embedded.EmbeddedStore;
import uk.seenheard.api.engine.embedded.StoreFixture;
import uk.seenheard.api.ground.identity.Keys;
import uk.seenheard.handset.core.Handset;
import uk.seenheard.handset.core.loop.SyncReport.Outcome;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.feed.Frame;

/**
 * A first sync, a grant, a revocation: what a person may see comes incident by incident, in pages
 * that can be interrupted anywhere, and costs what it is and not what the log holds.
 */
@Tag("long")
class SnapshotTest {
  private static final int PAGE = 1_000;

  /** Changes of an incident that does not fit into one page. */
  private static final int LONG = PAGE + 150;

  private static final String WORDS = "She said the dog was locked in with her";

  @TempDir static Path folder;
  private static EmbeddedStore store;
  private static Relay meter;
  private static LiveServer server;
  private static String longIncident;

  @BeforeAll
  static void start() throws IOException {
    store = EmbeddedStore.open(folder.resolve("store"));
    String uri = StoreFixture.serve(store);
    int port = URI.create(uri).getPort();
    meter = Relay.before(port);
    Path keys = folder.resolve("keys.json");
    Keys.create(keys);
    server =
        LiveServer.start(
            folder.resolve("server"),
            System::currentTimeMillis,
            StoreFixture.environment(uri.replace(":" + port, ":" + meter.port()), keys));
    longIncident = writeLong("pc1204", "LONG-1");
    // What was acknowledged is in the log; the projection may be a moment behind.
    for (int i = 0; i < 100 && changesOf(longIncident) < LONG; i++) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
    }
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
    meter.close();
    store.close();
  }

  private static Handset handset(String name, CountedTransport transport) {
    return RealHandset.open(
        folder.resolve(name), new RealHandset.Clocks(System::currentTimeMillis, 0), transport);
  }

  /** Writes one change into each of so many incidents of this officer. */
  private static void write(String person, String references, int incidents) {
    Officer officer = Officer.onShift(server.url(), person);
    for (int i = 0; i < incidents; i++) {
      officer.record(officer.incident(references + i), Officer.set("place", "place " + i));
    }
    officer.sendAll();
  }

  /** Writes an incident of more changes than a page holds; answers with its id. */
  private static String writeLong(String person, String reference) {
    Officer officer = Officer.onShift(server.url(), person);
    String incident = officer.incident(reference);
    for (int i = 1; i < LONG; i++) {
      officer.record(incident, Officer.set("note" + i % 7, "note " + i));
    }
    officer.record(incident, Officer.set("place", WORDS));
    officer.sendAll();
    return incident;
  }

  /** How many changes of an incident take part, as the server tells a handset. */
  private static int changesOf(String incident) {
    Caller inspector = Caller.signedIn(server.url(), "insp71");
    Optional<String> after = Optional.of("");
    while (after.isPresent()) {
      String query = after.get().isEmpty() ? "" : "?after=" + after.get();
      Json.Obj page = inspector.get("/v1/sync/incidents" + query).expect(200);
      for (Json one : page.items("incidents")) {
        Json.Obj held = (Json.Obj) one;
        if (held.text("incident").filter(incident::equals).isPresent()) {
          return held.whole("changes").orElseThrow().intValue();
        }
      }
      after = page.text("next");
    }
    throw new AssertionError("the server names no such incident");
  }

  private static long bytesOfAFirstPull(String person) {
    Caller caller = Caller.signedIn(server.url(), person);
    caller.get("/v1/sync/pull?cursor=");
    long before = meter.bytes();
    caller.pull(Optional.empty());
    return meter.bytes() - before;
  }

  @Test
  void firstSyncCostsWhatThePersonMaySeeAndNotTheLengthOfTheLog() {
    assertThat(changesOf(longIncident)).isGreaterThanOrEqualTo(LONG);
    write("pc1201", "MINE-", 30);
    long alone = bytesOfAFirstPull("pc1201");
    for (int i = 0; i < 3; i++) {
      write("pc1207", "OTHERS-" + i + '-', 130);
    }

    long amongMany = bytesOfAFirstPull("pc1201");

    assertThat(amongMany).isLessThan(alone * 13 / 10);
    // And the meter measures: whoever may see thirteen times as much reads much more.
    assertThat(bytesOfAFirstPull("pc1207")).isGreaterThan(alone * 10);
  }

  @Test
  void snapshotThatIsInterruptedIsShownAsArrivingAndResumesWhereItWas() {
    String incident = longIncident;
    int all = changesOf(incident);
    CountedTransport transport = new CountedTransport(server.url());
    try (Handset handset = handset("interrupted", transport)) {
      assertThat(handset.signIn("pc1204", Optional.empty())).isEmpty();
      transport.breaksBefore = frame -> transport.changes() > PAGE + 50;
      assertThat(handset.sync().outcome()).isEqualTo(Outcome.NO_SIGNAL);
      assertThat(handset.view(incident).arriving()).isTrue();
      assertThat(handset.view(incident).incident().record().changes()).isEqualTo(PAGE);
      assertThat(handset.status().synced()).isFalse();

      transport.breaksBefore = frame -> false;
      transport.forget();
      assertThat(handset.sync().outcome()).isEqualTo(Outcome.SYNCED);

      assertThat(transport.changes()).isEqualTo(all - PAGE);
      assertThat(transport.pulled).noneMatch(Frame.Snapshot.class::isInstance);
      assertThat(handset.view(incident).arriving()).isFalse();
      assertThat(handset.view(incident).incident().record().changes()).isEqualTo(all);
    }
  }

  @Test
  void revocationInTheMiddleOfASnapshotLeavesNothingOfIt() {
    String incident = longIncident;
    Caller inspector = Caller.signedIn(server.url(), "insp71");
    Access.give(inspector, incident, "pc1213");
    CountedTransport transport = new CountedTransport(server.url());
    try (Handset handset = handset("revoked", transport)) {
      assertThat(handset.signIn("pc1213", Optional.empty())).isEmpty();
      transport.breaksBefore = frame -> transport.changes() > PAGE + 50;
      assertThat(handset.sync().outcome()).isEqualTo(Outcome.NO_SIGNAL);
      assertThat(handset.incidents()).containsExactly(incident);
      Access.take(inspector, incident, "pc1213");
      transport.breaksBefore = frame -> false;
      transport.forget();

      assertThat(handset.sync().outcome()).isEqualTo(Outcome.SYNCED);

      assertThat(transport.changes()).isZero();
      assertThat(transport.pulled).contains(new Frame.Evict(incident));
      assertThat(handset.incidents()).isEmpty();
      assertThat(handset.view(incident).incident().record().changes()).isZero();
    }
  }

  @Test
  void grantBringsTheHistoryPageByPageAndItsEndIsCarriedOutOnceTheWordsAreSent() {
    String incident = longIncident;
    Caller inspector = Caller.signedIn(server.url(), "insp71");
    CountedTransport transport = new CountedTransport(server.url());
    try (Handset handset = handset("granted", transport)) {
      assertThat(handset.signIn("pc1219", Optional.empty())).isEmpty();
      String own = RealHandset.recordChild(handset, "GRANT-1", "own words");
      assertThat(handset.sync().outcome()).isEqualTo(Outcome.SYNCED);
      transport.forget();

      Access.give(inspector, incident, "pc1219");
      int all = changesOf(incident);
      assertThat(handset.sync().outcome()).isEqualTo(Outcome.SYNCED);

      // Of what was held before nothing comes again.
      assertThat(transport.changes()).isEqualTo(all);
      assertThat(transport.pulled)
          .filteredOn(Frame.Through.class::isInstance)
          .hasSizeGreaterThanOrEqualTo(2);
      Frame.Snapshot snapshot = (Frame.Snapshot) transport.pulled.get(0);
      assertThat(snapshot.incident()).isEqualTo(incident);
      assertThat(snapshot.changes()).isEqualTo(all);
      assertThat(handset.incidents()).containsExactlyInAnyOrder(own, incident);

      handset.answer(
          incident, new FieldPath("seen-by"), Json.of("said on the way out"), Optional.empty());
      Access.take(inspector, incident, "pc1219");
      transport.forget();
      var report = handset.sync();

      assertThat(report.outcome()).isEqualTo(Outcome.SYNCED);
      assertThat(report.pushed()).isEqualTo(1);
      assertThat(report.forgotten()).isEqualTo(1);
      assertThat(handset.incidents()).containsExactly(own);
      assertThat(inspector.get("/v1/incidents/" + incident).body()).contains("said on the way out");
    }
  }

  @Test
  void manyIncidentsNeverMakeMoreThanAPageAtOnceAtEitherEnd() {
    int many = Integer.getInteger("incidents", 1_200);
    write("pc1222", "MANY-", many);
    CountedTransport transport = new CountedTransport(server.url());
    try (Handset handset = handset("many", transport)) {
      assertThat(handset.signIn("pc1222", Optional.empty())).isEmpty();

      assertThat(handset.sync().outcome()).isEqualTo(Outcome.SYNCED);

      assertThat(transport.changes()).isEqualTo(many);
      assertThat(handset.incidents()).hasSize(many);
      int most = 0;
      int lines = 0;
      int pages = 0;
      for (Frame frame : transport.pulled) {
        lines += frame instanceof Frame.Change ? 1 : 0;
        most = Math.max(most, lines);
        if (frame instanceof Frame.Through) {
          lines = 0;
          pages++;
        }
      }
      assertThat(most).isLessThanOrEqualTo(PAGE);
      assertThat(pages).isGreaterThan(many / PAGE);
      assertThat(transport.pulls).isLessThan(pages);
    }
  }
}

package uk.seenheard.api.field.pull;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.api.Access;
import uk.seenheard.api.Caller;
import uk.seenheard.api.CountedTransport;
import uk.seenheard.api.LiveServer;
import uk.seenheard.api.RealHandset;
import uk.seenheard.handset.core.Handset;
import uk.seenheard.handset.core.loop.SyncReport;
import uk.seenheard.handset.core.loop.SyncReport.Outcome;
import uk.seenheard.handset.core.store.Rows;
import uk.seenheard.handset.core.store.Space;
import uk.seenheard.handset.core.store.WritableRows;
import uk.seenheard.handset.jvm.store.SqliteStore;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.feed.Frame;

/** A handset whose replica differs from the server fetches again what differs, and only that. */
class RepairTest {
  private static final int INCIDENTS = 8;
  private static final int CHANGES_EACH = 4;

  @TempDir static Path serverFolder;
  private static LiveServer server;
  private static int people = 1_200;

  @TempDir Path folder;
  private String person;
  private CountedTransport transport;
  private Handset handset;

  @BeforeAll
  static void start() {
    server = LiveServer.start(serverFolder);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void synced() {
    person = "pc" + ++people;
    transport = new CountedTransport(server.url());
    open("handset");
    assertThat(handset.signIn(person, Optional.empty())).isEmpty();
    for (int i = 0; i < INCIDENTS; i++) {
      RealHandset.recordChild(handset, "REPAIR-" + person + i, "words number " + i);
    }
    assertThat(handset.sync().outcome()).isEqualTo(Outcome.SYNCED);
    assertThat(handset.incidents()).hasSize(INCIDENTS);
  }

  @AfterEach
  void close() {
    handset.close();
  }

  private void open(String name) {
    RealHandset.Clocks clocks = new RealHandset.Clocks(System::currentTimeMillis, 0);
    handset = RealHandset.open(folder.resolve(name), clocks, transport);
    transport.forget();
  }

  /** Closes the handset, damages what it keeps, and opens it again. */
  private void damaged(Consumer<WritableRows> damage) {
    handset.close();
    try (SqliteStore store = SqliteStore.open(folder.resolve("handset"))) {
      store.change(damage);
    }
    open("handset");
  }

  private static List<String> keys(Rows rows, Space space, String incident) {
    return rows.keys(space, incident + '/', "", 100);
  }

  private void assertOnlyFetchedAgain(String incident) {
    SyncReport report = handset.sync();
    assertThat(report.outcome()).isEqualTo(Outcome.SYNCED);
    assertThat(handset.status().synced()).isTrue();
    assertThat(transport.fetched).containsExactly(incident);
    assertThat(transport.repaired).filteredOn(Frame.Snapshot.class::isInstance).hasSize(1);
    assertThat(transport.repaired)
        .filteredOn(Frame.Change.class::isInstance)
        .hasSize(CHANGES_EACH)
        .allSatisfy(frame -> assertThat(((Frame.Change) frame).content()).contains(incident));
    assertThat(transport.changes()).isZero();
    assertThat(report.notes()).anyMatch(note -> note.contains("only those were fetched again"));
    assertThat(handset.incidents()).hasSize(INCIDENTS);
    assertThat(handset.view(incident).incident().children()).hasSize(1);
    assertThat(handset.view(incident).incident().record().changes()).isEqualTo(CHANGES_EACH);
    transport.forget();
    assertThat(handset.sync().outcome()).isEqualTo(Outcome.SYNCED);
    assertThat(transport.fetched).isEmpty();
  }

  @Test
  void changeThatVanishedFromOneIncidentOfManyIsFetchedAgainWithItsIncidentOnly() {
    String incident = handset.incidents().get(5);
    damaged(rows -> rows.delete(Space.REPLICA, keys(rows, Space.REPLICA, incident).get(2)));

    assertOnlyFetchedAgain(incident);
  }

  @Test
  void changeWhoseBytesRottedIsFetchedAgainWithItsIncidentOnly() {
    String incident = handset.incidents().get(0);
    damaged(
        rows -> {
          String key = keys(rows, Space.REPLICA, incident).get(1);
          byte[] body = rows.get(Space.REPLICA, key).orElseThrow();
          body[body.length / 2] ^= 1;
          rows.put(Space.REPLICA, key, body);
        });

    assertOnlyFetchedAgain(incident);
  }

  @Test
  void incidentThatVanishedWhollyIsFetchedAgainAlone() {
    String incident = handset.incidents().get(INCIDENTS - 1);
    damaged(
        rows -> {
          keys(rows, Space.REPLICA, incident).forEach(key -> rows.delete(Space.REPLICA, key));
          rows.delete(Space.FRONTIER, incident);
        });

    assertOnlyFetchedAgain(incident);
  }

  @Test
  void wrongDigestOverWholeRowsIsCountedAnewAndNothingIsFetched() {
    damaged(
        rows -> rows.put(Space.META, "digest", "0".repeat(64).getBytes(StandardCharsets.US_ASCII)));

    assertThat(handset.sync().outcome()).isEqualTo(Outcome.SYNCED);

    assertThat(transport.fetched).isEmpty();
    assertThat(transport.changes()).isZero();
  }

  @Test
  void incidentThatItShouldNotHoldIsDropped() throws IOException {
    String lost = handset.incidents().get(3);
    handset.close();
    copy("handset", "before");
    open("handset");
    Caller inspector = Caller.signedIn(server.url(), "insp71");
    Access.take(inspector, lost, person);
    assertThat(handset.sync().outcome()).isEqualTo(Outcome.SYNCED);
    assertThat(handset.incidents()).hasSize(INCIDENTS - 1).doesNotContain(lost);
    handset.close();
    // The rows of before with the cursor of after: the evict has gone by.
    List<String> positions = List.of("cursor", "through", "server-digest");
    try (SqliteStore after = SqliteStore.open(folder.resolve("handset"));
        SqliteStore before = SqliteStore.open(folder.resolve("before"))) {
      before.change(
          rows ->
              positions.forEach(
                  name ->
                      rows.put(
                          Space.META,
                          name,
                          after.read(from -> from.get(Space.META, name)).orElseThrow())));
    }
    open("before");
    assertThat(handset.incidents()).contains(lost);

    assertThat(handset.sync().outcome()).isEqualTo(Outcome.SYNCED);

    assertThat(transport.fetched).isEmpty();
    assertThat(transport.changes()).isZero();
    assertThat(handset.incidents()).hasSize(INCIDENTS - 1).doesNotContain(lost);
  }

  @Test
  void digestsArePagedByIncidentAndStrangersAreToldNothing() {
    Caller officer = Caller.signedIn(server.url(), person);
    Json.Obj page = officer.get("/v1/sync/incidents").expect(200);
    List<String> ids =
        page.items("incidents").stream()
            .map(one -> ((Json.Obj) one).text("incident").orElseThrow())
            .collect(Collectors.toList());
    assertThat(ids).isSorted().hasSize(INCIDENTS);
    Json.Obj rest = officer.get("/v1/sync/incidents?after=" + ids.get(3)).expect(200);
    assertThat(rest.items("incidents")).hasSize(INCIDENTS - 4);

    Caller stranger = Caller.signedIn(server.url(), "pc1230");
    assertThat(stranger.get("/v1/sync/incidents").expect(200).items("incidents")).isEmpty();
    assertThat(stranger.get("/v1/sync/incidents/" + ids.get(0)).status()).isEqualTo(404);
    assertThat(officer.get("/v1/sync/incidents?after=elsewhere").status()).isEqualTo(400);
    assertThat(officer.get("/v1/sync/incidents/" + ids.get(0) + "?after=-1").status())
        .isEqualTo(400);
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

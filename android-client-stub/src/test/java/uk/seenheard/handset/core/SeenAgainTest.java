package uk.seenheard.handset.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import uk.seenheard.handset.core.device.HandsetPorts;
import uk.seenheard.handset.core.keys.Passphrase;
import uk.seenheard.handset.core.loop.SyncReport.Outcome;
import uk.seenheard.handset.core.store.Row;
import uk.seenheard.handset.core.store.Rows;
import uk.seenheard.handset.core.store.Space;
import uk.seenheard.handset.core.store.Store;
import uk.seenheard.handset.core.store.StoreFault;
import uk.seenheard.handset.core.transport.Refusal;
import uk.seenheard.handset.jvm.store.LogInAFolder;
import uk.seenheard.handset.jvm.store.SqliteStore;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.codec.Json;

/**
 * What did not move is shown again without being read, and a first look reads one row in place of
 * each change; neither ever shows anything else than the changes say.
 */
class SeenAgainTest {
  private static final int ANSWERS = 40;

  @TempDir Path folder;
  @TempDir Path colleagues;

  private final FakeServer server = new FakeServer();
  private final TestHandset.Device device = new TestHandset.Device(1);

  /** Where a handset keeps its rows. */
  enum Kind {
    SQLITE {
      @Override
      Store open(Path folder) {
        return SqliteStore.open(folder);
      }
    },
    LOG {
      @Override
      Store open(Path folder) {
        return LogInAFolder.open(folder);
      }
    };

    abstract Store open(Path folder);
  }

  private Handset open(Store store) {
    HandsetPorts ports = device.ports();
    return Handset.open(
        store,
        Passphrase.wrapFor(store, "correct horse".toCharArray(), 10, ports),
        ports,
        server,
        millis -> true);
  }

  private Handset open(Kind kind) {
    return open(kind.open(folder));
  }

  private String recorded(Kind kind) {
    try (Handset handset = open(kind)) {
      assertThat(handset.signIn("amy", Optional.empty())).isEmpty();
      String incident = handset.newIncident("domestic-abuse", Optional.of(TestHandset.REFERENCE));
      for (int i = 1; i < ANSWERS; i++) {
        answer(handset, incident, i);
      }
      return incident;
    }
  }

  private static void answer(Handset handset, String incident, int i) {
    handset.answer(
        incident, new FieldPath("note.n" + i % 30), Json.of("blue cup " + i), Optional.empty());
  }

  private static String text(View view) {
    return view.incident().record().canonical().canonical()
        + new java.util.TreeSet<>(view.unsent())
        + view.quarantined()
        + view.leaving()
        + view.arriving();
  }

  /** As a handset shows it that has no row and kept nothing. */
  private String readAnew(Kind kind, String incident) {
    try (Store raw = kind.open(folder)) {
      raw.change(
          rows -> {
            rows.delete(Space.FOLD, incident);
            rows.delete(Space.FOLD_STANDS, incident);
          });
    }
    try (Handset handset = open(kind)) {
      return text(handset.view(incident));
    }
  }

  private Map<Space, byte[]> row(Kind kind, String incident) {
    try (Store raw = kind.open(folder)) {
      return raw.read(
          rows -> {
            Map<Space, byte[]> found = new EnumMap<>(Space.class);
            for (Space space : List.of(Space.FOLD, Space.FOLD_STANDS)) {
              rows.get(space, incident).ifPresent(value -> found.put(space, value));
            }
            return found;
          });
    }
  }

  @ParameterizedTest
  @EnumSource
  void aSecondLookReadsNothingOfTheIncident(Kind kind) {
    String incident = recorded(kind);
    CountingStore store = new CountingStore(kind.open(folder));
    try (Handset handset = open(store)) {
      View first = handset.view(incident);
      store.read.clear();

      assertThat(handset.view(incident)).isSameAs(first);
      assertThat(store.read)
          .doesNotContainKeys(
              Space.OUTBOX, Space.OUTBOX_INCIDENT, Space.REPLICA, Space.FOLD, Space.EVICT);

      answer(handset, incident, 77);
      assertThat(text(handset.view(incident))).isNotEqualTo(text(first)).contains("blue cup 77");
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatWasRecordedSinceIsReadAloneAndIsAsIfAllWereRead(Kind kind) {
    String incident = recorded(kind);
    CountingStore store = new CountingStore(kind.open(folder));
    String shown;
    try (Handset handset = open(store)) {
      handset.view(incident);
      answer(handset, incident, 77);
      answer(handset, incident, 78);
      store.read.clear();
      View view = handset.view(incident);
      assertThat(store.got(Space.OUTBOX_INCIDENT)).isLessThanOrEqualTo(2);
      assertThat(store.got(Space.REPLICA)).isZero();
      assertThat(view.unsent()).hasSize(ANSWERS + 2);
      shown = text(view);
    }
    assertThat(readAnew(kind, incident)).isEqualTo(shown).contains("blue cup 78");
  }

  @ParameterizedTest
  @EnumSource
  void whatBecameOfWhatWasRecordedIsSeen(Kind kind) {
    String incident = recorded(kind);
    try (Handset handset = open(kind)) {
      assertThat(handset.view(incident).unsent()).hasSize(ANSWERS);
      server.lagging = 1;
      handset.sync();
      assertThat(handset.view(incident).unsent()).isEmpty();
      answer(handset, incident, 79);
      assertThat(handset.view(incident).unsent()).hasSize(1);
      handset.sync();
      View view = handset.view(incident);
      assertThat(view.unsent()).isEmpty();
      assertThat(view.incident().record().changes()).isEqualTo(ANSWERS + 1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatWentIntoQuarantineIsShownBesideTheRecord(Kind kind) {
    String incident = recorded(kind);
    String shown;
    try (Handset handset = open(kind)) {
      handset.view(incident);
      handset.sync();
      handset.view(incident);
      server.quarantineAll = true;
      answer(handset, incident, 80);
      assertThat(handset.view(incident).quarantined()).isEmpty();
      handset.sync();
      View view = handset.view(incident);
      assertThat(view.quarantined()).hasSize(1);
      assertThat(view.incident().record().changes()).isEqualTo(ANSWERS);
      answer(handset, incident, 81);
      assertThat(handset.view(incident).quarantined()).hasSize(1);
      shown = text(handset.view(incident));
    }
    assertThat(readAnew(kind, incident)).isEqualTo(shown);
    try (Handset handset = open(kind)) {
      // A row with something in quarantine beside it is never taken for all that there is.
      assertThat(text(handset.view(incident))).isEqualTo(shown);
    }
    assertThat(row(kind, incident)).doesNotContainKey(Space.FOLD_STANDS);
  }

  @ParameterizedTest
  @EnumSource
  void whatAServerThatWasPutBackAsksForAgainIsInQuarantineNoMore(Kind kind) {
    String incident = recorded(kind);
    String shown;
    try (Handset handset = open(kind)) {
      handset.sync();
      server.quarantineAll = true;
      answer(handset, incident, 80);
      handset.sync();
      assertThat(handset.view(incident).quarantined()).hasSize(1);
      server.quarantineAll = false;
      server.restoreTo(server.log.size() - 1);
      // What was pushed again does not come back at once.
      for (int i = 0; i < 20; i++) {
        server.pullRefusals.add(Refusal.of(400, "malformed"));
      }
      answer(handset, incident, 81);
      handset.sync();
      View view = handset.view(incident);
      assertThat(view.quarantined()).isEmpty();
      shown = text(view);
    }
    assertThat(shown).contains("blue cup 80");
    assertThat(readAnew(kind, incident)).isEqualTo(shown);
  }

  @ParameterizedTest
  @EnumSource
  void aFirstLookReadsOneRowWhereNothingMovedSinceItWasKept(Kind kind) {
    String incident = recorded(kind);
    String shown;
    try (Handset handset = open(kind)) {
      shown = text(handset.view(incident));
    }
    assertThat(row(kind, incident)).containsOnlyKeys(Space.FOLD, Space.FOLD_STANDS);

    CountingStore store = new CountingStore(kind.open(folder));
    try (Handset handset = open(store)) {
      store.read.clear();
      assertThat(text(handset.view(incident))).isEqualTo(shown);
      assertThat(store.read)
          .containsEntry(Space.FOLD, 1)
          .doesNotContainKeys(Space.OUTBOX_BODY, Space.OUTBOX_INCIDENT, Space.REPLICA);
    }
    assertThat(readAnew(kind, incident)).isEqualTo(shown);
  }

  @ParameterizedTest
  @EnumSource
  void whatCameSinceIsReadBesideTheRow(Kind kind) {
    String incident = recorded(kind);
    try (Handset handset = open(kind)) {
      handset.view(incident);
      answer(handset, incident, 41);
      assertThat(handset.sync().outcome()).isEqualTo(Outcome.SYNCED);
    }
    assertThat(row(kind, incident)).containsOnlyKeys(Space.FOLD);
    String shown;
    CountingStore store = new CountingStore(kind.open(folder));
    try (Handset handset = open(store)) {
      store.read.clear();
      View view = handset.view(incident);
      assertThat(view.unsent()).isEmpty();
      shown = text(view);
      assertThat(store.got(Space.REPLICA) + store.got(Space.OUTBOX_BODY)).isEqualTo(1);
    }
    assertThat(shown).contains("blue cup 41");
    assertThat(readAnew(kind, incident)).isEqualTo(shown);
  }

  @ParameterizedTest
  @EnumSource
  void aRowThatIsDamagedOrOfAnotherIncidentIsALookThatTakesLonger(Kind kind) {
    String incident = recorded(kind);
    String shown = readAnew(kind, incident);
    byte[] sealed = row(kind, incident).get(Space.FOLD);
    Map<String, byte[]> bad = new HashMap<>();
    byte[] rotten = sealed.clone();
    rotten[rotten.length / 2] ^= 1;
    bad.put("rotten", rotten);
    bad.put("torn", java.util.Arrays.copyOf(sealed, sealed.length / 2));
    bad.put("empty", new byte[0]);
    bad.forEach(
        (what, value) -> {
          try (Store raw = kind.open(folder)) {
            raw.change(rows -> rows.put(Space.FOLD, incident, value));
          }
          try (Handset handset = open(kind)) {
            assertThat(text(handset.view(incident))).as(what).isEqualTo(shown);
          }
        });
    // What it looked up slowly it kept anew.
    assertThat(row(kind, incident)).containsOnlyKeys(Space.FOLD, Space.FOLD_STANDS);
  }

  @ParameterizedTest
  @EnumSource
  void whatWasTakenBackIsNotShownAgain(Kind kind) {
    String incident = recorded(kind);
    FailingStore store = new FailingStore(kind.open(folder));
    try (Handset handset = open(store)) {
      String before = text(handset.view(incident));
      store.fails = true;
      assertThatThrownBy(() -> answer(handset, incident, 99)).hasMessage("on purpose");
      store.fails = false;

      assertThat(text(handset.view(incident))).isEqualTo(before);
      answer(handset, incident, 98);
      assertThat(text(handset.view(incident))).contains("blue cup 98").doesNotContain("cup 99");
    }
    assertThat(readAnew(kind, incident)).contains("blue cup 98").doesNotContain("cup 99");
  }

  @ParameterizedTest
  @EnumSource
  void aDiskThatTakesNoRowKeepsNobodyFromLooking(Kind kind) {
    String incident = recorded(kind);
    FailingStore store = new FailingStore(kind.open(folder));
    try (Handset handset = open(store)) {
      store.isFull = true;
      assertThat(text(handset.view(incident))).contains("blue cup 39");
      assertThat(text(handset.view(incident))).contains("blue cup 39");
    }
    assertThat(row(kind, incident)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void whatOthersWroteIsInTheRowAndGoesWithTheirs(Kind kind) throws IOException {
    String incident = recorded(kind);
    try (Handset other =
        TestHandset.open(colleagues, new TestHandset.Device(2), server, store -> store)) {
      try (Handset handset = open(kind)) {
        handset.sync();
        other.signIn("ben", Optional.empty());
        other.sync();
        for (int i = 100; i < 140; i++) {
          answer(other, incident, i);
        }
        other.sync();
        handset.sync();
      }
      try (Handset handset = open(kind)) {
        assertThat(text(handset.view(incident))).isEqualTo(text(other.view(incident)));
      }
      byte[] sealed = row(kind, incident).get(Space.FOLD);
      assertThat(onDisk(sealed)).isTrue();
      try (Handset handset = open(kind)) {
        handset.sync();
        handset.view(incident);
        handset.letGo(incident);
        assertThat(handset.view(incident).incident().record().changes()).isZero();
        assertThat(onDisk(sealed)).isFalse();
      }
      assertThat(row(kind, incident)).isEmpty();
      assertThat(onDisk(sealed)).isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aWipeAndAnEvictionLeaveNothingOfIt(Kind kind) throws IOException {
    String incident = recorded(kind);
    try (Handset handset = open(kind)) {
      handset.sync();
      handset.view(incident);
    }
    byte[] sealed = row(kind, incident).get(Space.FOLD);
    try (Handset handset = open(kind)) {
      server.evict(incident);
      assertThat(handset.sync().forgotten()).isEqualTo(1);
      assertThat(handset.view(incident).incident().record().changes()).isZero();
      assertThat(onDisk(sealed)).isFalse();
    }
    assertThat(row(kind, incident)).isEmpty();

    String another;
    try (Handset handset = open(kind)) {
      another = handset.newIncident("domestic-abuse", Optional.empty());
      for (int i = 0; i < ANSWERS; i++) {
        answer(handset, another, i);
      }
    }
    try (Handset handset = open(kind)) {
      handset.view(another);
    }
    byte[] wiped = row(kind, another).get(Space.FOLD);
    try (Handset handset = open(kind)) {
      handset.wipeNow("ps401");
    }
    assertThat(row(kind, another)).isEmpty();
    assertThat(onDisk(wiped)).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void killedWhileTheRowIsKeptLosesAtMostTheRow(Kind kind) {
    String incident = recorded(kind);
    String shown = readAnew(kind, incident);
    for (boolean kept : new boolean[] {false, true}) {
      try (Store raw = kind.open(folder)) {
        raw.change(
            rows -> {
              rows.delete(Space.FOLD, incident);
              rows.delete(Space.FOLD_STANDS, incident);
            });
      }
      // The first write is the opening's, to see whether there is a passphrase already.
      DyingStore store = new DyingStore(kind.open(folder), 2, kept);
      try (Handset handset = open(store)) {
        assertThatThrownBy(() -> handset.view(incident)).isInstanceOf(DyingStore.Killed.class);
      }
      assertThat(row(kind, incident)).hasSize(kept ? 2 : 0);
      try (Handset handset = open(kind)) {
        assertThat(text(handset.view(incident))).as("kept: " + kept).isEqualTo(shown);
      }
    }
  }

  private boolean onDisk(byte[] wanted) throws IOException {
    // A row longer than a page of SQLite lies in pieces: one of them is enough.
    byte[] piece = java.util.Arrays.copyOfRange(wanted, 100, 400);
    String needle = new String(piece, StandardCharsets.ISO_8859_1);
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(needle)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Fails when it is told to, at the end of a transaction or as a full disk does. */
  private static final class FailingStore implements Store {
    private final Store store;
    boolean fails;
    boolean isFull;

    FailingStore(Store store) {
      this.store = store;
    }

    @Override
    public <T> T read(java.util.function.Function<Rows, T> reading) {
      return store.read(reading);
    }

    @Override
    public <T> T write(
        java.util.function.Function<uk.seenheard.handset.core.store.WritableRows, T> writing) {
      return store.write(
          rows -> {
            T done = writing.apply(rows);
            if (fails) {
              throw new IllegalStateException("on purpose");
            }
            if (isFull) {
              throw new StoreFault(StoreFault.Kind.FULL, "no room", null);
            }
            return done;
          });
    }

    @Override
    public void scrub() {
      store.scrub();
    }

    @Override
    public void close() {
      store.close();
    }
  }

  /** Counts what is read, by space. */
  private static final class CountingStore implements Store {
    private final Store store;
    final Map<Space, Integer> read = new EnumMap<>(Space.class);

    CountingStore(Store store) {
      this.store = store;
    }

    int got(Space space) {
      return read.getOrDefault(space, 0);
    }

    @Override
    public <T> T read(java.util.function.Function<Rows, T> reading) {
      return store.read(rows -> reading.apply(counted(rows)));
    }

    @Override
    public <T> T write(
        java.util.function.Function<uk.seenheard.handset.core.store.WritableRows, T> writing) {
      return store.write(writing);
    }

    private Rows counted(Rows rows) {
      return new Rows() {
        @Override
        public Optional<byte[]> get(Space space, String key) {
          read.merge(space, 1, Integer::sum);
          return rows.get(space, key);
        }

        @Override
        public List<Row> scan(Space space, String prefix, String after, int limit) {
          read.merge(space, 1, Integer::sum);
          return rows.scan(space, prefix, after, limit);
        }

        @Override
        public List<String> keys(Space space, String prefix, String after, int limit) {
          // Keys of what the server sent are read where the row does not stand; they are no text.
          read.merge(space, space == Space.REPLICA ? 0 : 1, Integer::sum);
          return rows.keys(space, prefix, after, limit);
        }

        @Override
        public long count(Space space, String prefix) {
          read.merge(space, 1, Integer::sum);
          return rows.count(space, prefix);
        }
      };
    }

    @Override
    public void scrub() {
      store.scrub();
    }

    @Override
    public void close() {
      store.close();
    }
  }
}

package uk.seenheard.api.ground.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import uk.seenheard.api.ground.identity.JdkDigests;
import uk.seenheard.api.ground.seal.Sealed;
import uk.seenheard.sync.change.Chain;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.codec.Digests;
import uk.seenheard.sync.feed.ClockReading;
import uk.seenheard.sync.feed.Verdict;

/** What every commit log does, whatever keeps it. */
public abstract class CommitLogContract {
  static final String FEED = "marlshire";
  private static final Digests DIGESTS = new JdkDigests();

  /** What vouches for the logs of tests. */
  public static final LogSeal SEAL =
      new LogSeal(FEED, new SecretKeySpec(new byte[32], "HmacSHA256"), DIGESTS);

  /** A log that holds nothing. */
  abstract CommitLog empty() throws Exception;

  static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  public static Batch batch(String device, long from, String... contents) {
    return about("018f0000-0000-7000-8000-000000000001", device, from, contents);
  }

  static Batch about(String incident, String device, long from, String... contents) {
    Hash head = Chain.start(device, 1, DIGESTS);
    List<LogEntry> entries = new ArrayList<>();
    for (String content : contents) {
      Hash hash = Hash.of(content, DIGESTS);
      head = Chain.link(head, from + entries.size(), hash, DIGESTS);
      entries.add(
          new LogEntry(
              hash,
              incident,
              "pc1",
              "ashmere",
              Verdict.QUARANTINED,
              Optional.of("why"),
              from % 2 == 0,
              from % 3 == 0,
              Sealed.of(content.getBytes(StandardCharsets.UTF_8))));
    }
    return new Batch(device, 1, from, head, "sig", new ClockReading(-5, "boot", 7), entries);
  }

  static Commit commit(Optional<Commit> before, Batch... batches) {
    Commit drafted =
        Commit.of(
            FEED,
            before.map(Commit::n).orElse(0L) + 1,
            before.map(c -> c.digest(DIGESTS)).orElseGet(() -> Commit.origin(FEED, DIGESTS)),
            1_000,
            false,
            List.of(batches),
            DIGESTS);
    return drafted.with(SEAL.seal(SEAL.digest(drafted)));
  }

  static Commit bare(Commit commit) {
    return commit.withBodies(Map.of());
  }

  @Test
  void emptyLogHasNoTail() throws Exception {
    CommitLog log = empty();
    assertThat(await(log.tail())).isEmpty();
    assertThat(await(log.last())).isZero();
    assertThat(await(log.after(0, 10))).isEmpty();
    assertThat(await(log.wholeAfter(0, 10))).isEmpty();
    assertThat(await(log.ofDevice("d1", Long.MAX_VALUE, 1))).isEmpty();
  }

  @Test
  void insertedCommitComesBackAsItWas() throws Exception {
    CommitLog log = empty();
    Commit first = commit(Optional.empty(), batch("d1", 1, "a", "b"), batch("d2", 1, "c"));
    assertThat(await(log.insert(first))).isEqualTo(CommitLog.Insertion.INSERTED);
    assertThat(await(log.tail())).contains(bare(first));
    assertThat(await(log.last())).isEqualTo(1);
    assertThat(await(log.after(0, 10))).containsExactly(bare(first));
    assertThat(await(log.wholeAfter(0, 10))).containsExactly(first);
    assertThat(await(log.keptAfter(0, 10)))
        .containsExactly(new CommitLog.Kept(1, Optional.of(first), Optional.empty()));
  }

  @Test
  void positionIsTakenOnce() throws Exception {
    CommitLog log = empty();
    Commit first = commit(Optional.empty(), batch("d1", 1, "a"));
    Commit rival = commit(Optional.empty(), batch("d2", 1, "b"));
    await(log.insert(first));
    assertThat(await(log.insert(rival))).isEqualTo(CommitLog.Insertion.TAKEN);
    assertThat(await(log.insert(first))).isEqualTo(CommitLog.Insertion.TAKEN);
    assertThat(await(log.wholeAfter(0, 10))).containsExactly(first);
  }

  /**
   * Else the next commit would name what another wrote, and another's words would be read as it.
   */
  @Test
  void whoLostAPositionHasTheirOwnBodiesAtTheNext() throws Exception {
    CommitLog log = empty();
    Commit first = commit(Optional.empty(), batch("d1", 1, "a"));
    await(log.insert(first));
    assertThat(await(log.insert(commit(Optional.empty(), batch("d2", 1, "b", "c")))))
        .isEqualTo(CommitLog.Insertion.TAKEN);
    Commit second = commit(Optional.of(first), batch("d2", 1, "b", "c"));
    assertThat(await(log.insert(second))).isEqualTo(CommitLog.Insertion.INSERTED);
    assertThat(await(log.wholeAfter(0, 10))).containsExactly(first, second);
    assertThat(await(log.keptAfter(0, 10)).stream().flatMap(kept -> kept.fault().stream()))
        .isEmpty();
  }

  @Test
  void bodiesOfManyIncidentsComeBackEachWithItsChange() throws Exception {
    CommitLog log = empty();
    List<Batch> batches = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      batches.add(
          about(
              String.format(java.util.Locale.ROOT, "018f0000-0000-7000-8000-%012d", i % 7),
              "d" + i,
              1,
              "one of " + i,
              "two of " + i));
    }
    Commit first = commit(Optional.empty(), batches.toArray(new Batch[0]));
    Commit second = commit(Optional.of(first), batch("d1", 3, "later"));
    await(log.insert(first));
    await(log.insert(second));
    assertThat(await(log.wholeAfter(0, 10))).containsExactly(first, second);
    assertThat(await(log.wholeAfter(1, 10))).containsExactly(second);
    assertThat(
            SEAL.holdsBody(
                await(log.wholeAfter(0, 1)).get(0), batches.get(3).changes().get(0).incident()))
        .isTrue();
  }

  /** Of an incident that was erased before: its key is gone, so nothing could be sealed. */
  @Test
  void commitWithoutBodiesComesBackAsItWas() throws Exception {
    CommitLog log = empty();
    Commit blank = commit(Optional.empty(), batch("d1", 1, "a").with(blank(batch("d1", 1, "a"))));
    await(log.insert(blank));
    assertThat(await(log.wholeAfter(0, 10))).containsExactly(blank);
    assertThat(await(log.keptAfter(0, 10)))
        .containsExactly(new CommitLog.Kept(1, Optional.of(blank), Optional.empty()));
  }

  private static List<LogEntry> blank(Batch batch) {
    return batch.changes().stream().map(entry -> entry.with(Sealed.NOTHING)).toList();
  }

  @Test
  void ofManyWhoRaceForAPositionOneGetsIt() throws Exception {
    CommitLog log = empty();
    List<Future<CommitLog.Insertion>> racing = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      racing.add(log.insert(commit(Optional.empty(), batch("d" + i, 1, "x" + i))));
    }
    int inserted = 0;
    for (Future<CommitLog.Insertion> one : racing) {
      inserted += await(one) == CommitLog.Insertion.INSERTED ? 1 : 0;
    }
    assertThat(inserted).isEqualTo(1);
    assertThat(await(log.last())).isEqualTo(1);
  }

  @Test
  void devicesCommitsAreFoundLatestFirst() throws Exception {
    CommitLog log = empty();
    Commit one = commit(Optional.empty(), batch("d1", 1, "a"));
    Commit two = commit(Optional.of(one), batch("d2", 1, "b"));
    Commit three = commit(Optional.of(two), batch("d1", 2, "c"), batch("d2", 2, "d"));
    for (Commit commit : List.of(one, two, three)) {
      await(log.insert(commit));
    }
    assertThat(await(log.ofDevice("d1", Long.MAX_VALUE, 10)))
        .containsExactly(bare(three), bare(one));
    assertThat(await(log.ofDevice("d1", Long.MAX_VALUE, 1))).containsExactly(bare(three));
    assertThat(await(log.ofDevice("d1", 3, 10))).containsExactly(bare(one));
    assertThat(await(log.after(1, 1))).containsExactly(bare(two));
  }
}

package uk.seenheard.api.ground.follow;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import uk.seenheard.api.ground.seal.IncidentKey;
import uk.seenheard.api.ground.seal.IncidentKeys;
import uk.seenheard.api.ground.work.FairWork;
import uk.seenheard.sync.change.ChangeCodec;
import uk.seenheard.sync.change.ChangeReading;
import uk.seenheard.sync.change.Hash;

/**
 * Unseals and reads filed changes, away from the event loop. What this process has just read in a
 * push is remembered for a moment, so that its way into the projections does not unseal and read it
 * again; without the incident's key nothing is remembered of it either.
 */
public final class Opener {
  /** Characters of contents remembered; what was read from them weighs about four times that. */
  private static final long FRESH_CHARS = 8L * 1024 * 1024;

  /** Sealed bytes that are opened in nobody's turn. */
  private static final long FEW_BYTES = 64 * 1024;

  private final Vertx vertx;
  private final IncidentKeys keys;
  private final ChangeCodec codec;
  private final FairWork work;
  private final Cache<Hash, Fresh> fresh =
      Caffeine.newBuilder()
          .maximumWeight(FRESH_CHARS)
          .weigher((Hash hash, Fresh one) -> one.content().length() + 500)
          .expireAfterWrite(Duration.ofSeconds(30))
          .build();

  private record Fresh(String content, ChangeReading reading) {}

  /** With the keys and the codec of this server, and who does what takes long. */
  public Opener(Vertx vertx, IncidentKeys keys, ChangeCodec codec, FairWork work) {
    this.work = work;
    this.vertx = vertx;
    this.keys = keys;
    this.codec = codec;
  }

  /** Remembers for a moment what a content says that was just read. */
  public void remember(String content, ChangeReading reading) {
    fresh.put(reading.hash(), new Fresh(content, reading));
  }

  /** Opens changes, in the order given, for what follows the log. */
  public Future<List<OpenedChange>> open(List<StoredChange> changes) {
    return keys(changes)
        .compose(found -> vertx.executeBlocking(() -> opened(changes, found), false));
  }

  /** The same for somebody who reads an incident: much of it in the turn of that incident. */
  public Future<List<OpenedChange>> open(String incident, List<StoredChange> changes) {
    long bytes = 0;
    for (StoredChange change : changes) {
      bytes += change.entry().body().length();
    }
    return bytes < FEW_BYTES
        ? open(changes)
        : keys(changes).compose(found -> work.of(incident, () -> opened(changes, found)));
  }

  /**
   * What changes say, unsealed and not read, for who passes it on: in the order given, empty where
   * an incident's key is destroyed.
   *
   * @param whose in whose turn it is done when it is much
   */
  public Future<List<Optional<String>>> contents(String whose, List<StoredChange> changes) {
    long bytes = 0;
    for (StoredChange change : changes) {
      bytes += change.entry().body().length();
    }
    boolean few = bytes < FEW_BYTES;
    return keys(changes)
        .compose(
            found ->
                few
                    ? vertx.executeBlocking(() -> contents(changes, found), false)
                    : work.of(whose, () -> contents(changes, found)));
  }

  private Future<Map<String, IncidentKey>> keys(List<StoredChange> changes) {
    return keys.known(
        changes.stream().map(change -> change.entry().incident()).collect(Collectors.toSet()));
  }

  private List<Optional<String>> contents(
      List<StoredChange> changes, Map<String, IncidentKey> keys) {
    List<Optional<String>> contents = new ArrayList<>(changes.size());
    for (StoredChange change : changes) {
      IncidentKey key = keys.get(change.entry().incident());
      Fresh known = key == null ? null : fresh.getIfPresent(change.entry().hash());
      contents.add(known == null ? content(change, key) : Optional.of(known.content()));
    }
    return contents;
  }

  private static Optional<String> content(StoredChange change, @Nullable IncidentKey key) {
    return key == null ? Optional.empty() : key.open(change.entry().hash(), change.entry().body());
  }

  private List<OpenedChange> opened(List<StoredChange> changes, Map<String, IncidentKey> keys) {
    List<OpenedChange> opened = new ArrayList<>(changes.size());
    for (StoredChange change : changes) {
      opened.add(open(change, keys.get(change.entry().incident())));
    }
    return opened;
  }

  private OpenedChange open(StoredChange change, @Nullable IncidentKey key) {
    @Nullable Fresh known = key == null ? null : fresh.getIfPresent(change.entry().hash());
    if (known != null) {
      return new OpenedChange(change, Optional.of(known.content()), Optional.of(known.reading()));
    }
    Optional<String> content = content(change, key);
    return new OpenedChange(change, content, content.map(codec::read));
  }
}

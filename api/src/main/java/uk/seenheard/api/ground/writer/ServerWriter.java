package uk.seenheard.api.ground.writer;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import uk.seenheard.api.ground.log.Batch;
import uk.seenheard.api.ground.log.LogEntry;
import uk.seenheard.api.ground.log.LogPosition;
import uk.seenheard.api.ground.refusal.Refusal;
import uk.seenheard.api.ground.seal.IncidentKey;
import uk.seenheard.api.ground.seal.IncidentKeys;
import uk.seenheard.sync.change.Chain;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.codec.Digests;
import uk.seenheard.sync.feed.ClockReading;
import uk.seenheard.sync.feed.DeviceChain;
import uk.seenheard.sync.feed.Run;
import uk.seenheard.sync.feed.Verdict;

/**
 * The device that a server process is: what people decide on its pages goes into the log under a
 * chain of its own, signed and acknowledged like anybody's. Each start is a new device, so that no
 * two processes ever share a chain.
 */
public final class ServerWriter {
  private static final int EPOCH = 1;

  private final Vertx vertx;
  private final LogWriter writer;
  private final IncidentKeys keys;
  private final Digests digests;
  private final String force;
  private final String device;
  private final HeadSigner signer;
  private final LongSupplier now;

  /** The writer of a process. */
  public ServerWriter(
      Vertx vertx,
      LogWriter writer,
      IncidentKeys keys,
      Digests digests,
      Device device,
      LongSupplier now) {
    this.vertx = vertx;
    this.writer = writer;
    this.keys = keys;
    this.digests = digests;
    this.force = device.force();
    this.device = device.id();
    this.signer = device.signer();
    this.now = now;
  }

  /** The device's id. */
  public String device() {
    return device;
  }

  /** The device that a process is in a force, and what signs for it. */
  public record Device(String force, String id, HeadSigner signer) {}

  /** Signs a text's UTF-8 bytes with the device's key: ES256, ASN.1 DER, base64url. */
  @FunctionalInterface
  public interface HeadSigner {
    /** The signature; takes well below a millisecond. */
    String sign(String text);
  }

  /**
   * Under which circumstances something is written: only while nothing was logged about any of some
   * incidents after a commit.
   */
  public record Unless(Set<String> incidents, long movedSince) {
    /** Copies. */
    public Unless {
      incidents = Set.copyOf(incidents);
    }
  }

  /** Appends pieces, all or none; the answer is their commit. */
  public Future<LogOutcome<Long>> write(List<ServerPiece> pieces, Optional<Unless> unless) {
    Set<String> incidents = new TreeSet<>();
    pieces.forEach(piece -> incidents.add(piece.incident()));
    return keys.keys(incidents)
        .compose(found -> vertx.executeBlocking(() -> seal(pieces, found), false))
        .compose(entries -> writer.submit(new Piece(entries, unless)));
  }

  private static List<LogEntry> seal(List<ServerPiece> pieces, Map<String, IncidentKey> keys) {
    List<LogEntry> entries = new ArrayList<>();
    for (ServerPiece piece : pieces) {
      IncidentKey key = keys.get(piece.incident());
      if (key == null) {
        throw new Refusal.NotFound("The incident was erased, or it").raised();
      }
      entries.add(
          new LogEntry(
              piece.hash(),
              piece.incident(),
              piece.author(),
              piece.team(),
              Verdict.APPLIED,
              Optional.empty(),
              false,
              piece.supervises(),
              key.seal(piece.hash(), piece.content())));
    }
    return entries;
  }

  private static boolean moved(Unless condition, Tail tail) {
    return condition.incidents().stream()
        .anyMatch(incident -> tail.movedSince(incident, condition.movedSince()));
  }

  /** Entries on their way into the log. */
  private final class Piece implements Submission<Long> {
    private final List<LogEntry> entries;
    private final Optional<Unless> unless;

    Piece(List<LogEntry> entries, Optional<Unless> unless) {
      this.entries = entries;
      this.unless = unless;
    }

    @Override
    public String device() {
      return device;
    }

    @Override
    public int bytes() {
      return entries.stream().mapToInt(entry -> entry.body().length()).sum();
    }

    @Override
    public int changes() {
      return entries.size();
    }

    @Override
    public Decision<Long> decide(Tail tail) {
      if (unless.filter(condition -> moved(condition, tail)).isPresent()) {
        return new Decision.Stale<>(tail.chain(device));
      }
      DeviceChain chain = tail.chain(device);
      Hash previous = chain.epoch() == 0 ? Chain.start(device, EPOCH, digests) : chain.head();
      List<Hash> hashes = new ArrayList<>();
      entries.forEach(entry -> hashes.add(entry.hash()));
      Run run = Run.of(device, EPOCH, chain.seq() + 1, previous, hashes, digests);
      String head = Chain.headText(force, device, EPOCH, run.to(), run.head());
      ClockReading clock = new ClockReading(now.getAsLong(), device, System.nanoTime() / 1_000_000);
      return new Decision.Append<>(
          new Batch(device, EPOCH, run.from(), run.head(), signer.sign(head), clock, entries),
          LogPosition::n);
    }
  }
}

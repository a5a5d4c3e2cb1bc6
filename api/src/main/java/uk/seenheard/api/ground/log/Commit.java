package uk.seenheard.api.ground.log;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import uk.seenheard.api.ground.seal.Sealed;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.codec.Digests;
import uk.seenheard.sync.feed.Verdict;

/**
 * One link of a force's log: all of its batches are in it, or none.
 *
 * @param feed the force
 * @param n its position: 1, 2, 3 … without holes
 * @param prev digest of the commit before; the log shows tampering
 * @param at the server's clock, milliseconds since 1970; before the commit before only where a
 *     person has said that the time of that one is false
 * @param doubtful whether that clock was doubted when this was written
 * @param batches with the sealed bodies, or without: they lie beside the commit
 * @param bodies one hash for each incident, of all its sealed bodies in this commit: it outlives
 *     the bodies, which an erasure takes away
 * @param seal the {@link LogSeal} over this commit's digest; an empty text before it is sealed
 */
public record Commit(
    String feed,
    long n,
    Hash prev,
    long at,
    boolean doubtful,
    List<Batch> batches,
    Map<String, Hash> bodies,
    String seal) {
  /** What is said of an incident that has no bodies here. */
  private static final Hash NONE = new Hash("0".repeat(64));

  /** Changes in one commit. */
  public static final int MAX_CHANGES = 2_000;

  /** Bytes of sealed bodies in one commit: of one incident perhaps, in a document of 16 MiB. */
  public static final int MAX_BYTES = 10 * 1024 * 1024;

  /** Copies the lists. */
  public Commit {
    batches = List.copyOf(batches);
    bodies = Collections.unmodifiableMap(new TreeMap<>(bodies));
  }

  /** A commit with the hashes of its bodies, not sealed yet. */
  public static Commit of(
      String feed,
      long n,
      Hash prev,
      long at,
      boolean doubtful,
      List<Batch> batches,
      Digests digests) {
    return new Commit(feed, n, prev, at, doubtful, batches, bodies(batches, digests), "");
  }

  /** The same, sealed. */
  public Commit with(String sealed) {
    return new Commit(feed, n, prev, at, doubtful, batches, bodies, sealed);
  }

  /** What stands before commit 1. */
  public static Hash origin(String feed, Digests digests) {
    return Hash.of("seenheard/log/2\n" + feed, digests);
  }

  /**
   * The digest that the next commit names and the seal vouches for: everything that this commit
   * says, and of the bodies their hashes. The text is each part with its length before it, so that
   * no two commits have the same.
   */
  public Hash digest(Digests digests) {
    Parts text = new Parts("seenheard/commit/2\n");
    text.add(feed).add(n).add(prev.hex()).add(at).add(doubtful ? 1 : 0).add(batches.size());
    for (Batch batch : batches) {
      text.add(batch.device()).add(batch.epoch()).add(batch.from()).add(batch.head().hex());
      text.add(batch.signature());
      text.add(batch.clock().wall()).add(batch.clock().boot()).add(batch.clock().elapsed());
      text.add(batch.changes().size());
      for (LogEntry entry : batch.changes()) {
        text.add(entry.hash().hex()).add(entry.incident()).add(entry.author()).add(entry.team());
        text.add(entry.verdict().word());
        text.add(entry.reason().isPresent() ? 1 : 0).add(entry.reason().orElse(""));
        if (entry.attends()) {
          text.add("attends");
        }
        if (entry.supervises()) {
          text.add("supervises");
        }
      }
    }
    text.add(bodies.size());
    bodies.forEach((incident, hash) -> text.add(incident).add(hash.hex()));
    return Hash.of(text.toString(), digests);
  }

  /** One hash for each incident, of its bodies in these batches. */
  static Map<String, Hash> bodies(List<Batch> batches, Digests digests) {
    Map<String, Parts> texts = new TreeMap<>();
    for (LogEntry entry : kept(batches)) {
      texts
          .computeIfAbsent(entry.incident(), unused -> new Parts("seenheard/bodies/1\n"))
          .add(entry.hash().hex())
          .add(entry.body().hash(digests).hex());
    }
    Map<String, Hash> hashes = new TreeMap<>();
    texts.forEach((incident, text) -> hashes.put(incident, Hash.of(text.toString(), digests)));
    return hashes;
  }

  private static List<LogEntry> kept(List<Batch> batches) {
    List<LogEntry> entries = new ArrayList<>();
    for (Batch batch : batches) {
      for (LogEntry entry : batch.changes()) {
        if (entry.verdict() != Verdict.DUPLICATE) {
          entries.add(entry);
        }
      }
    }
    return entries;
  }

  /** The same with these bodies, by the places of their changes, and no others. */
  public Commit withBodies(Map<Integer, Sealed> sealed) {
    List<Batch> with = new ArrayList<>(batches.size());
    int i = 0;
    for (Batch batch : batches) {
      List<LogEntry> entries = new ArrayList<>(batch.changes().size());
      for (LogEntry entry : batch.changes()) {
        entries.add(entry.with(sealed.getOrDefault(i++, Sealed.NOTHING)));
      }
      with.add(batch.with(entries));
    }
    return new Commit(feed, n, prev, at, doubtful, with, bodies, seal);
  }

  /** The hash over all bodies of an incident here. */
  public Hash bodies(String incident) {
    return bodies.getOrDefault(incident, NONE);
  }

  /** Whether nothing is left of an incident's bodies in this commit. */
  boolean isBlank(String incident) {
    return kept(batches).stream()
        .filter(entry -> entry.incident().equals(incident))
        .allMatch(entry -> entry.body().length() == 0);
  }

  /** The incidents that this commit says something about. */
  public Set<String> incidents() {
    return bodies.keySet();
  }

  /** The devices whose chains this commit carries on. */
  public Set<String> devices() {
    Set<String> devices = new TreeSet<>();
    for (Batch batch : batches) {
      devices.add(batch.device());
    }
    return devices;
  }

  /** A text of parts, none of which can be mistaken for its neighbour. */
  private static final class Parts {
    private final StringBuilder text;

    Parts(String kind) {
      this.text = new StringBuilder(kind);
    }

    Parts add(String part) {
      text.append(part.length()).append(':').append(part).append('\n');
      return this;
    }

    Parts add(long number) {
      text.append(number).append('\n');
      return this;
    }

    @Override
    public String toString() {
      return text.toString();
    }
  }
}

package uk.seenheard.api.ground.log;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.codec.Digests;
import uk.seenheard.sync.feed.Verdict;

/**
 * One link of a force's log: all of its batches are in it, or none.
 *
 * @param feed the force
 * @param n its position: 1, 2, 3 … without holes
 * @param prev digest of the commit before; the log shows tampering
 * @param at the server's clock, milliseconds since 1970; never before the commit before
 */
public record Commit(String feed, long n, Hash prev, long at, List<Batch> batches) {
  /** Changes in one commit. */
  public static final int MAX_CHANGES = 2_000;

  /** Bytes of sealed bodies in one commit; MongoDB refuses a document of 16 MiB. */
  public static final int MAX_BYTES = 10 * 1024 * 1024;

  /** Copies the list. */
  public Commit {
    batches = List.copyOf(batches);
  }

  /** What stands before commit 1. */
  public static Hash origin(String feed, Digests digests) {
    return Hash.of("seenheard/log/1\n" + feed, digests);
  }

  /** The digest that the next commit names: everything but the bodies, which may be erased. */
  public Hash digest(Digests digests) {
    StringBuilder text = new StringBuilder("seenheard/commit/1\n");
    text.append(feed).append('\n').append(n).append('\n').append(prev).append('\n').append(at);
    for (Batch batch : batches) {
      text.append('\n').append(batch.device()).append(' ').append(batch.epoch());
      text.append(' ').append(batch.from()).append(' ').append(batch.head());
      text.append(' ').append(batch.signature());
      for (LogEntry entry : batch.changes()) {
        text.append('\n').append(entry.hash()).append(' ').append(entry.verdict().word());
        text.append(' ').append(entry.incident());
      }
    }
    return Hash.of(text.toString(), digests);
  }

  /** The incidents that this commit says something about. */
  public Set<String> incidents() {
    Set<String> incidents = new TreeSet<>();
    for (Batch batch : batches) {
      for (LogEntry entry : batch.changes()) {
        if (entry.verdict() != Verdict.DUPLICATE) {
          incidents.add(entry.incident());
        }
      }
    }
    return incidents;
  }

  /** The devices whose chains this commit carries on. */
  public Set<String> devices() {
    Set<String> devices = new TreeSet<>();
    for (Batch batch : batches) {
      devices.add(batch.device());
    }
    return devices;
  }
}

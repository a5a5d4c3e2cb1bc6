package uk.seenheard.api.ground.writer;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import uk.seenheard.api.ground.log.Batch;
import uk.seenheard.api.ground.log.Commit;
import uk.seenheard.api.ground.log.LogPosition;
import uk.seenheard.api.ground.log.LogSeal;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.feed.DeviceChain;

/**
 * What one process remembers of the end of the log: the last commit, the chains of devices that
 * wrote lately, and which incidents the last commits touched. Exact, because it is told of every
 * commit in order.
 */
final class TailState {
  private static final int CHAINS = 20_000;
  private static final int RECENT = 1_024;

  private final LogSeal seal;
  private long n;
  private Hash digest;
  private long at;
  private final ArrayDeque<Set<String>> recent = new ArrayDeque<>();
  private final Map<String, DeviceChain> chains =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, DeviceChain> eldest) {
          return size() > CHAINS;
        }
      };

  TailState(Optional<Commit> last, LogSeal seal) {
    this.seal = seal;
    this.n = last.map(Commit::n).orElse(0L);
    this.at = last.map(Commit::at).orElse(0L);
    this.digest = last.map(seal::digest).orElseGet(seal::origin);
    last.ifPresent(this::rememberChains);
  }

  long n() {
    return n;
  }

  LogPosition position() {
    return new LogPosition(n, digest);
  }

  Hash digest() {
    return digest;
  }

  /** A time for the next commit that is not before the last. */
  long timeAfter(long now) {
    return Math.max(at, now);
  }

  /** Takes the next commit in. */
  void follow(Commit commit) {
    follow(commit, seal.digest(commit));
  }

  /** Takes the next commit in, whose digest is known. */
  void follow(Commit commit, Hash own) {
    if (commit.n() != n + 1 || !commit.prev().equals(digest)) {
      throw new IllegalStateException(
          "the log does not continue at commit "
              + commit.n()
              + ": its predecessor is not the one it names; restore the log from a backup");
    }
    n = commit.n();
    at = commit.at();
    digest = own;
    recent.addLast(commit.incidents());
    if (recent.size() > RECENT) {
      recent.removeFirst();
    }
    rememberChains(commit);
  }

  private void rememberChains(Commit commit) {
    for (Batch batch : commit.batches()) {
      chains.put(batch.device(), after(batch));
    }
  }

  static DeviceChain after(Batch batch) {
    return new DeviceChain(batch.device(), batch.epoch(), batch.to(), batch.head());
  }

  /** Those of the devices whose chains have to be read first. */
  Set<String> unknown(Collection<String> devices) {
    Set<String> unknown = new HashSet<>(devices);
    unknown.removeAll(chains.keySet());
    return unknown;
  }

  void remember(DeviceChain chain) {
    chains.put(chain.device(), chain);
  }

  /** A view of this tail that also knows what the commit being put together will hold. */
  Draft draft() {
    return new Draft();
  }

  /** The tail, as the next batch of the commit being put together sees it. */
  final class Draft implements Tail {
    private final Map<String, DeviceChain> ahead = new HashMap<>();
    private final Set<String> touched = new HashSet<>();

    void take(Batch batch) {
      ahead.put(batch.device(), after(batch));
      batch.changes().forEach(entry -> touched.add(entry.incident()));
    }

    @Override
    public long n() {
      return n;
    }

    @Override
    public LogPosition position() {
      return TailState.this.position();
    }

    @Override
    public DeviceChain chain(String device) {
      DeviceChain soon = ahead.get(device);
      DeviceChain known = soon == null ? chains.get(device) : soon;
      return known == null ? DeviceChain.none(device, seal.digests()) : known;
    }

    @Override
    public boolean movedSince(String incident, long since) {
      if (touched.contains(incident) || since < n - recent.size()) {
        return true;
      }
      long at = n - recent.size();
      for (Set<String> incidents : recent) {
        at++;
        if (at > since && incidents.contains(incident)) {
          return true;
        }
      }
      return false;
    }
  }
}

package uk.seenheard.api.ground.writer;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import uk.seenheard.api.ground.clock.ServerClock;
import uk.seenheard.api.ground.log.Batch;
import uk.seenheard.api.ground.log.Commit;
import uk.seenheard.api.ground.log.LogPosition;
import uk.seenheard.api.ground.log.LogSeal;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.feed.DeviceChain;
import uk.seenheard.sync.incident.Weight;

/**
 * What one process remembers of the end of the log: the last commit, the chains of devices that
 * wrote lately, and which incidents the last commits touched. Exact, because it is told of every
 * commit in order.
 */
final class TailState {
  private static final int CHAINS = 20_000;
  private static final int RECENT = 1_024;

  private final LogSeal seal;
  private final IncidentWeights weights;
  private long n;
  private Hash digest;
  private long at;
  private final ArrayDeque<Set<String>> recent = new ArrayDeque<>();
  private final Map<String, Known> chains =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
          return size() > CHAINS;
        }
      };

  /**
   * A device's chain, and when it was last heard.
   *
   * @param heard empty when that was at a time that is doubted
   */
  private record Known(DeviceChain chain, Optional<ServerClock.Heard> heard) {}

  TailState(Optional<Commit> last, LogSeal seal, IncidentWeights weights) {
    this.weights = weights;
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

  /** The time of the last commit. */
  long at() {
    return at;
  }

  /** The handsets of a commit that is put together, beside when they were heard before. */
  List<ServerClock.Witness> witnesses(List<Batch> batches) {
    List<ServerClock.Witness> witnesses = new ArrayList<>();
    for (Batch batch : batches) {
      if (!batch.device().startsWith(ServerAuthor.DEVICE_PREFIX)) {
        Known known = chains.get(batch.device());
        witnesses.add(
            new ServerClock.Witness(
                batch.device(), batch.clock(), known == null ? Optional.empty() : known.heard()));
      }
    }
    return witnesses;
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
      remember(commit, batch);
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

  /** Takes in how far a batch brings its device's chain. */
  void remember(Commit commit, Batch batch) {
    Known before = chains.get(batch.device());
    Optional<ServerClock.Heard> heard =
        commit.doubtful()
            ? before == null ? Optional.empty() : before.heard()
            : Optional.of(new ServerClock.Heard(commit.at(), batch.clock()));
    chains.put(batch.device(), new Known(after(batch), heard));
  }

  /** A view of this tail that also knows what the commit being put together will hold. */
  Draft draft() {
    return new Draft();
  }

  /** The tail, as the next batch of the commit being put together sees it. */
  final class Draft implements Tail {
    private final Map<String, DeviceChain> ahead = new HashMap<>();
    private final Set<String> touched = new HashSet<>();

    private final Map<String, List<Rise>> rises = new HashMap<>();

    void take(Batch batch, Map<String, List<Rise>> added) {
      added.forEach(
          (incident, more) ->
              rises.computeIfAbsent(incident, unused -> new ArrayList<>()).addAll(more));
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
      if (soon != null) {
        return soon;
      }
      Known known = chains.get(device);
      return known == null ? DeviceChain.none(device, seal.digests()) : known.chain();
    }

    /** The commit is in the log. */
    void logged(long at) {
      rises.forEach((incident, added) -> weights.logged(incident, at, added));
    }

    @Override
    public Weight weight(String incident, List<Rise> ahead) {
      List<Rise> before = rises.getOrDefault(incident, List.of());
      if (before.isEmpty()) {
        return weights.with(incident, ahead);
      }
      List<Rise> all = new ArrayList<>(before);
      all.addAll(ahead);
      return weights.with(incident, all);
    }

    @Override
    public IncidentWeights.Share share(String incident, String author) {
      IncidentWeights.Share share = weights.share(incident, author);
      for (Rise rise : rises.getOrDefault(incident, List.of())) {
        if (rise.author().equals(author)) {
          share = share.plus(rise);
        }
      }
      return share;
    }

    @Override
    public boolean isOn(String incident, String author) {
      return weights.isOn(incident, author);
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

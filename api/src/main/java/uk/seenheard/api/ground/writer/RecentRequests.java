package uk.seenheard.api.ground.writer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.seenheard.api.ground.log.Commit;

/**
 * Which requests the last commits of this process came from, so that the log lines of what follows
 * a commit can name them too. Ids of requests only, nobody's data. Safe to ask from any thread.
 */
public final class RecentRequests {
  private static final Logger LOG = LoggerFactory.getLogger(RecentRequests.class);
  private static final int KEPT = 1_024;

  private final Map<Long, Set<String>> requests =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Set<String>> eldest) {
          return size() > KEPT;
        }
      };

  /** Notes a commit that is durable, and whose requests are in it or are answered by it. */
  void committed(Commit commit, List<String> ids) {
    Set<String> named =
        ids.stream().filter(id -> !id.isEmpty()).collect(Collectors.toCollection(TreeSet::new));
    if (!named.isEmpty()) {
      synchronized (requests) {
        requests.put(commit.n(), named);
      }
    }
    LOG.atInfo()
        .addKeyValue("commit", commit.n())
        .addKeyValue("batches", commit.batches().size())
        .addKeyValue("requests", String.join(" ", named))
        .log("committed");
  }

  /** The requests of the commits after one and up to another, as far as they are remembered. */
  public Set<String> between(long after, long through) {
    Set<String> found = new TreeSet<>();
    synchronized (requests) {
      for (long n = Math.max(after, through - KEPT) + 1; n <= through; n++) {
        found.addAll(requests.getOrDefault(n, Set.of()));
      }
    }
    return found;
  }
}

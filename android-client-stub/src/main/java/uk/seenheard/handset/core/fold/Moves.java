package uk.seenheard.handset.core.fold;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import uk.seenheard.handset.core.store.Row;
import uk.seenheard.handset.core.store.Rows;
import uk.seenheard.handset.core.store.Space;
import uk.seenheard.handset.core.store.Store;
import uk.seenheard.handset.core.store.WritableRows;

/**
 * A store beside which is known what moved of the incidents that were looked at: where nothing did,
 * what was shown is shown again without being read again, and where a little did, that is read.
 *
 * <p>Everything a handset writes goes through here. What is known in memory is looked after within
 * the store's turns and has no lock of its own. Whether a change of rows was kept is not seen from
 * within its turn: what it touched counts as moved once more when the next turn begins, so that
 * nobody goes on showing what was taken back.
 *
 * <p>On the disk the same is said by a row of {@link Space#FOLD_STANDS}, put beside an incident's
 * sealed fold and taken away by the first write that touches the incident, in the same transaction.
 * What takes away a change, the sight of an incident or its key takes the fold itself with it.
 */
public final class Moves implements Store {
  private static final String INCIDENT_KEY = "incident/";

  /** Rows of an incident that are told one by one; more are as quickly read all. */
  private static final int MOST_TOLD = 64;

  private final Store store;
  private final Map<String, Set<Moved>> since = new HashMap<>();
  private final Map<String, Set<Moved>> touched = new HashMap<>();

  /** In front of a store. */
  public Moves(Store store) {
    this.store = store;
  }

  /** A row that was put or deleted. */
  public record Moved(Space space, String key) {}

  /**
   * The rows of an incident that moved since {@link #looked}, or empty where nobody looked, or too
   * many moved to tell. Asked in a turn of the store.
   */
  public Optional<Set<Moved>> since(String incident) {
    return Optional.ofNullable(since.get(incident)).map(Set::copyOf);
  }

  /** An incident was looked at as it stands in this turn of the store. */
  public void looked(String incident) {
    since.put(incident, new HashSet<>());
  }

  /** Nobody wants to know of an incident any more. Called in a turn of the store. */
  public void unwatched(String incident) {
    since.remove(incident);
  }

  @Override
  public <T> T read(Function<Rows, T> reading) {
    return store.read(
        rows -> {
          begin();
          return reading.apply(rows);
        });
  }

  @Override
  public <T> T write(Function<WritableRows, T> writing) {
    return store.write(
        rows -> {
          begin();
          return writing.apply(new Watched(rows));
        });
  }

  private void begin() {
    touched.forEach((incident, rows) -> rows.forEach(row -> tell(incident, row)));
    touched.clear();
  }

  private void tell(String incident, Moved row) {
    Set<Moved> rows = since.get(incident);
    if (rows != null && rows.add(row) && rows.size() > MOST_TOLD) {
      since.remove(incident);
    }
  }

  @Override
  public void scrub() {
    store.scrub();
  }

  @Override
  public void close() {
    store.close();
  }

  /** The rows of one transaction. */
  private final class Watched implements WritableRows {
    private final WritableRows rows;
    private final Set<String> unmarked = new HashSet<>();
    private final Set<String> unfolded = new HashSet<>();

    Watched(WritableRows rows) {
      this.rows = rows;
    }

    @Override
    public void put(Space space, String key, byte[] value) {
      if (space == Space.FOLD_STANDS) {
        unmarked.remove(key);
      } else if (space == Space.FOLD) {
        unfolded.remove(key);
      } else {
        touch(space, key, space == Space.EVICT);
      }
      rows.put(space, key, value);
    }

    @Override
    public void delete(Space space, String key) {
      touch(space, key, space == Space.REPLICA || space == Space.KEYS);
      rows.delete(space, key);
    }

    private void touch(Space space, String key, boolean takesAway) {
      Optional<String> incident = incident(space, key);
      if (!incident.isPresent()) {
        return;
      }
      Moved row = new Moved(space, key);
      tell(incident.get(), row);
      Set<Moved> all = touched.computeIfAbsent(incident.get(), unused -> new HashSet<>());
      if (all.size() <= MOST_TOLD) {
        all.add(row);
      }
      if (unmarked.add(incident.get())) {
        rows.delete(Space.FOLD_STANDS, incident.get());
      }
      if (takesAway && unfolded.add(incident.get())) {
        rows.delete(Space.FOLD, incident.get());
      }
    }

    @Override
    public Optional<byte[]> get(Space space, String key) {
      return rows.get(space, key);
    }

    @Override
    public List<Row> scan(Space space, String prefix, String after, int limit) {
      return rows.scan(space, prefix, after, limit);
    }

    @Override
    public List<String> keys(Space space, String prefix, String after, int limit) {
      return rows.keys(space, prefix, after, limit);
    }

    @Override
    public long count(Space space, String prefix) {
      return rows.count(space, prefix);
    }
  }

  /** The incident whose look a row has a part in, or empty. */
  private static Optional<String> incident(Space space, String key) {
    switch (space) {
      case REPLICA, OUTBOX_INCIDENT:
        int slash = key.lastIndexOf('/');
        return Optional.of(slash < 0 ? key : key.substring(0, slash));
      case ARRIVING, EVICT:
        return Optional.of(key);
      case KEYS:
        return key.startsWith(INCIDENT_KEY)
            ? Optional.of(key.substring(INCIDENT_KEY.length()))
            : Optional.empty();
      default:
        return Optional.empty();
    }
  }
}

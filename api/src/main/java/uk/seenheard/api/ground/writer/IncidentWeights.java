package uk.seenheard.api.ground.writer;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.codec.Caps;
import uk.seenheard.sync.incident.Weight;
import uk.seenheard.sync.merge.IncidentRecord;

/**
 * How much incidents hold, as the writer of the log knows it without asking anybody: the
 * projections tell what an incident weighed when it was folded last, and the writer what it has
 * added since. What is not remembered (another process wrote it a moment ago, or this one has just
 * begun) weighs nothing until it is folded, with the next thing that is written about it.
 *
 * <p>Safe to use from any thread.
 */
public final class IncidentWeights {
  /** Incidents that are remembered: those written in last. */
  private static final int KNOWN = 10_000;

  /** Changes of a person until it is looked up again whether they are on an incident. */
  private static final int LOOKED_UP_FOR = 1_000;

  private final Map<String, Known> incidents =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
          return size() > KNOWN;
        }
      };

  /** What was written in one commit and is not known to be folded. */
  private record Logged(long n, Rise rise) {}

  private static final class Known {
    private long n;
    private Weight folded = Weight.NOTHING;
    private Set<FieldPath> entries = Set.of();
    private final ArrayDeque<Logged> since = new ArrayDeque<>();
    private final Map<String, Share> shares = new LinkedHashMap<>();
    private final Map<String, Integer> on = new LinkedHashMap<>();
  }

  /**
   * What one author has added since this process began.
   *
   * @param bytes UTF-8 bytes of the texts
   */
  public record Share(int changes, long bytes) {
    static final Share NONE = new Share(0, 0);

    Share plus(Rise rise) {
      return new Share(changes + 1, bytes + rise.bytes());
    }
  }

  /** These are on an incident: good for the next thousand changes of each. */
  public synchronized void on(String incident, Set<String> people) {
    Known known = known(incident);
    known.on.keySet().retainAll(people);
    for (String person : people) {
      known.on.put(person, share(incident, person).changes());
    }
  }

  synchronized boolean isOn(String incident, String person) {
    Known known = incidents.get(incident);
    Integer then = known == null ? null : known.on.get(person);
    return then != null && share(incident, person).changes() - then < LOOKED_UP_FOR;
  }

  private Known known(String incident) {
    return incidents.computeIfAbsent(incident, unused -> new Known());
  }

  /**
   * An incident was folded.
   *
   * @param n the commit up to which it was
   * @param bytes of the texts of its changes
   */
  public void folded(IncidentRecord record, long n, long bytes) {
    // Counted before the lock is taken: the writer of the log waits for nobody's big record.
    Weight weight = Weight.of(record, bytes);
    folded(record.incident(), n, weight, entries(record));
  }

  /** Paths alone, and only where they matter: the words that stand in them are not to be held. */
  private Set<FieldPath> entries(IncidentRecord record) {
    int count = record.entries().size();
    if (count < Caps.ENTRIES / 4) {
      return Set.of();
    }
    Set<FieldPath> known = knownEntries(record.incident());
    return known.size() == count ? known : Set.copyOf(record.entries().keySet());
  }

  private synchronized Set<FieldPath> knownEntries(String incident) {
    return known(incident).entries;
  }

  private synchronized void folded(String incident, long n, Weight weight, Set<FieldPath> entries) {
    Known known = known(incident);
    if (n >= known.n) {
      known.n = n;
      known.folded = weight;
      known.entries = entries;
      known.since.removeIf(logged -> logged.n() <= n);
    }
  }

  /** Changes of an incident were logged, and take part in its fold. */
  public synchronized void logged(String incident, long n, List<Rise> rises) {
    Known known = known(incident);
    for (Rise rise : rises) {
      if (n > known.n) {
        known.since.add(new Logged(n, rise));
      }
      known.shares.merge(rise.author(), Share.NONE.plus(rise), (before, one) -> before.plus(rise));
    }
  }

  /** What an incident weighs with what is about to be added to it. */
  public synchronized Weight with(String incident, List<Rise> ahead) {
    Known known = incidents.get(incident);
    List<Rise> rises = new ArrayList<>(ahead);
    Set<FieldPath> there = Set.of();
    Weight weight = Weight.NOTHING;
    if (known != null) {
      known.since.forEach(logged -> rises.add(logged.rise()));
      there = known.entries;
      weight = known.folded;
    }
    Set<FieldPath> entries = new HashSet<>();
    for (Rise rise : rises) {
      for (FieldPath entry : rise.entries()) {
        if (!there.contains(entry)) {
          entries.add(entry);
        }
      }
      weight = weight.plus(new Weight(0, 1, rise.answers(), rise.bytes()));
    }
    return weight.plus(new Weight(entries.size(), 0, 0, 0));
  }

  /** What an incident weighs, as far as this process knows. */
  public Weight of(String incident) {
    return with(incident, List.of());
  }

  /** What one author has added to an incident, as far as this process knows. */
  public synchronized Share share(String incident, String author) {
    Known known = incidents.get(incident);
    return known == null ? Share.NONE : known.shares.getOrDefault(author, Share.NONE);
  }
}

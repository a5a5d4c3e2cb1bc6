package uk.seenheard.api.field.push;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import uk.seenheard.api.ground.identity.ShiftPass;
import uk.seenheard.api.ground.sight.Access;
import uk.seenheard.api.ground.sight.AccessRules;
import uk.seenheard.api.ground.writer.IncidentWeights;
import uk.seenheard.api.ground.writer.Rise;
import uk.seenheard.api.ground.writer.Tail;
import uk.seenheard.sync.act.Act;
import uk.seenheard.sync.change.Operation;
import uk.seenheard.sync.codec.Caps;

/**
 * Which changes of a push go beyond what an incident holds, or beyond the small share of an author
 * who is not on it: those are quarantined, one after another, where the log stands. Pure.
 *
 * @param access to each incident, where that was looked up
 * @param anybody whether that could not be known in time, and everybody counts as being on it
 */
record CapRules(
    Tail tail, String ledger, Optional<Map<String, List<Access>>> access, boolean anybody) {
  static final String FULL =
      "The record of this incident is full ("
          + Caps.ENTRIES
          + " entries, "
          + Caps.ANSWERS
          + " answers, "
          + Caps.CHANGES
          + " changes or "
          + Caps.TEXT_BYTES / 1024 / 1024
          + " MB of text). This is kept, but has no effect: speak to your supervisor about a second"
          + " record.";

  static final String STRANGER =
      "Whoever is not on this incident adds at most "
          + Caps.STRANGER_CHANGES
          + " changes to it. This is kept, but has no effect: say that you attend it, or ask a"
          + " supervisor to share it with you.";

  /**
   * Why each change goes to quarantine, or empty; empty as a whole when it has to be known first
   * who is on an incident.
   *
   * @param first the first change that the log does not hold yet
   */
  Optional<List<Optional<String>>> rulings(ExaminedPush push, int first) {
    List<Optional<String>> rulings = new ArrayList<>();
    Set<String> heavy = heavy(push, first);
    Map<String, List<Rise>> ahead = new HashMap<>();
    for (int i = 0; i < push.changes().size(); i++) {
      ExaminedPush.Examined change = push.changes().get(i);
      Optional<String> ruling = change.ruling();
      if (ruling.isEmpty() && i >= first) {
        String incident = change.incident(ledger);
        List<Rise> gathered = ahead.computeIfAbsent(incident, unused -> new ArrayList<>());
        gathered.add(change.rise());
        if (isBeyondShare(incident, gathered, change.rise().author())
            && !anybody
            && !tail.isOn(incident, change.rise().author())) {
          if (access.isEmpty()) {
            return Optional.empty();
          }
          ruling = stranger(push, incident, change);
        }
        if (ruling.isEmpty()
            && heavy.contains(incident)
            && !tail.weight(incident, gathered).fits()) {
          ruling = Optional.of(FULL);
        }
        if (ruling.isPresent()) {
          gathered.remove(gathered.size() - 1);
        }
      }
      rulings.add(ruling);
    }
    return Optional.of(rulings);
  }

  /**
   * The incidents in which an author of the push may go beyond a stranger's share, and of which it
   * has to be known who is on them. Of most pushes that is none: what is sent again because its
   * answer was lost waits for nothing.
   */
  static Set<String> toLookUp(ExaminedPush push, String ledger, IncidentWeights weights) {
    Map<String, List<Rise>> all = new HashMap<>();
    for (ExaminedPush.Examined change : push.changes()) {
      if (change.ruling().isEmpty()) {
        all.computeIfAbsent(change.incident(ledger), unused -> new ArrayList<>())
            .add(change.rise());
      }
    }
    Set<String> found = new TreeSet<>();
    all.forEach(
        (incident, rises) -> {
          for (Rise rise : rises) {
            if (isBeyond(weights.share(incident, rise.author()), rises, rise.author())) {
              found.add(incident);
            }
          }
        });
    return found;
  }

  /** The incidents that do not hold all of it: only those are looked at change by change. */
  private Set<String> heavy(ExaminedPush push, int first) {
    Map<String, List<Rise>> all = new HashMap<>();
    for (ExaminedPush.Examined change : push.changes().subList(first, push.changes().size())) {
      if (change.ruling().isEmpty()) {
        all.computeIfAbsent(change.incident(ledger), unused -> new ArrayList<>())
            .add(change.rise());
      }
    }
    all.entrySet().removeIf(one -> tail.weight(one.getKey(), one.getValue()).fits());
    return all.keySet();
  }

  private boolean isBeyondShare(String incident, List<Rise> gathered, String author) {
    return isBeyond(tail.share(incident, author), gathered, author);
  }

  private static boolean isBeyond(IncidentWeights.Share share, List<Rise> gathered, String author) {
    int changes = share.changes();
    long bytes = share.bytes();
    for (Rise rise : gathered) {
      if (rise.author().equals(author)) {
        changes++;
        bytes += rise.bytes();
      }
    }
    return changes > Caps.STRANGER_CHANGES || bytes > Caps.STRANGER_BYTES;
  }

  /** Who begins here by saying that they attend is as good as on it until that is known. */
  private Optional<String> stranger(
      ExaminedPush push, String incident, ExaminedPush.Examined change) {
    String author = change.rise().author();
    boolean begins =
        tail.share(incident, author).changes() == 0
            && push.changes().stream().anyMatch(one -> attends(one, incident));
    return !begins
            && AccessRules.isStranger(
                access.orElse(Map.of()).getOrDefault(incident, List.of()),
                author,
                change.pass().map(ShiftPass::team).orElse(""))
        ? Optional.of(STRANGER)
        : Optional.empty();
  }

  private boolean attends(ExaminedPush.Examined change, String incident) {
    return change.ruling().isEmpty()
        && change.incident(ledger).equals(incident)
        && change
            .reading()
            .fold(
                read ->
                    read.ops().stream()
                        .anyMatch(
                            op -> op instanceof Operation.Act act && Act.ATTEND.is(act.act())),
                nonsense -> false);
  }
}

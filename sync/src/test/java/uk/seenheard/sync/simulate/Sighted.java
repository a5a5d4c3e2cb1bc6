package uk.seenheard.sync.simulate;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import uk.seenheard.sync.change.Change;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.change.Operation;
import uk.seenheard.sync.feed.Frame;
import uk.seenheard.sync.feed.Verdict;

/**
 * I13 and I17: no content reaches who has no sight, and none without its look. Says a second time,
 * of what leaves the server and from the log alone, who was on an incident; what the server derives
 * is not asked.
 */
final class Sighted {
  /** Those whose team the incidents are not: they may say that they are there, and only ask. */
  private static final Set<String> OF_ANOTHER_TEAM = Set.of("PC 667");

  private Sighted() {}

  static boolean isOfTheTeam(String person) {
    return !OF_ANOTHER_TEAM.contains(person);
  }

  /** Checks what is on its way to somebody, of a log up to a commit. */
  static void onlyWhoIsOnIt(
      World world, Supplier<List<Commit>> log, String person, long to, List<Frame> frames) {
    Set<String> sees = new HashSet<>();
    boolean known = false;
    for (Frame frame : frames) {
      if (frame instanceof Frame.Change change) {
        if (!known) {
          sees = seenBy(world, log.get(), person, to);
          known = true;
        }
        String incident =
            world.read(change.content()).fold(Change::incident, nonsense -> Server.LEDGER);
        if (!sees.contains(incident)) {
          throw new Violation("I13", person + " was handed content of " + incident);
        }
      }
    }
  }

  /** The incidents of which a page holds content. */
  static Set<String> incidents(World world, List<Frame> frames) {
    Set<String> incidents = new TreeSet<>();
    for (Frame frame : frames) {
      if (frame instanceof Frame.Change change) {
        incidents.add(
            world.read(change.content()).fold(Change::incident, nonsense -> Server.LEDGER));
      }
    }
    return incidents;
  }

  /** I17: of what leaves the server it is on the disk that it was looked at, and by whom. */
  static void everyReadHasItsLook(Server server, String person, Set<String> incidents, long to) {
    for (String incident : incidents) {
      if (!server.hasLook(person, incident, to)) {
        throw new Violation("I17", person + " was handed content of " + incident + " by no look");
      }
    }
  }

  private static Set<String> seenBy(World world, List<Commit> log, String person, long to) {
    Set<String> on = new HashSet<>();
    Set<String> takenBack = new HashSet<>();
    Set<String> attended = new HashSet<>();
    Set<Hash> effective = new HashSet<>();
    for (Commit commit : log) {
      for (Commit.Batch batch : commit.batches()) {
        for (Commit.Entry entry : batch.entries()) {
          if (commit.n() <= to
              && entry.verdict() == Verdict.APPLIED
              && effective.add(entry.hash())) {
            // Let out of quarantine, or moved here: neither puts anybody on it.
            boolean released = batch.device().equals(Server.DEVICE) && !entry.person().isEmpty();
            world
                .read(entry.content())
                .fold(
                    change -> {
                      said(change, entry, !released, person, new Stands(on, takenBack, attended));
                      return true;
                    },
                    nonsense -> false);
          }
        }
      }
    }
    return on;
  }

  /** Where somebody is, by whose word, and whence they were sent away. */
  private record Stands(Set<String> on, Set<String> takenBack, Set<String> attended) {}

  private static void said(
      Change change, Commit.Entry entry, boolean pushed, String person, Stands stands) {
    Set<String> on = stands.on();
    Set<String> takenBack = stands.takenBack();
    for (Operation op : change.ops()) {
      if (op instanceof Operation.Act act) {
        boolean about = act.with().text("person").filter(person::equals).isPresent();
        String incident = change.incident();
        if (act.act().equals("attend")
            && pushed
            && entry.person().equals(person)
            && isOfTheTeam(person)
            && !takenBack.contains(incident)) {
          if (on.add(incident)) {
            stands.attended().add(incident);
          }
        } else if (about && (act.act().equals("share") || act.act().equals("assign"))) {
          on.add(incident);
          takenBack.remove(incident);
          stands.attended().remove(incident);
        } else if (about
            && (act.act().equals("unshare")
                || act.act().equals("misplaced") && stands.attended().contains(incident))) {
          on.remove(incident);
          takenBack.add(incident);
          stands.attended().remove(incident);
        }
      }
    }
  }
}

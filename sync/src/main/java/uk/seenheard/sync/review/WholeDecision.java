package uk.seenheard.sync.review;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import uk.seenheard.sync.act.Act;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.change.Operation;
import uk.seenheard.sync.incident.Incident;

/**
 * What a decision may hold as a whole. Its operations are judged on the record that was looked at,
 * so no two of them may bear on one another: an authorisation stands alone, and each thing is
 * decided once. A reason that concerns a child is accepted by itself: reasons of a kind, accepted
 * in one go, were read by nobody.
 */
final class WholeDecision {
  private WholeDecision() {}

  static Ruling judge(List<Operation> ops, Incident incident) {
    Set<String> decided = new HashSet<>();
    int accepted = 0;
    boolean ofChild = false;
    for (Operation op : ops) {
      if (op instanceof Operation.Act act && Act.AUTHORISE.is(act.act()) && ops.size() > 1) {
        return refused(
            "An authorisation stands alone: decide the rest first, look at the result, then"
                + " authorise.");
      }
      if (!decided.add(subject(op))) {
        return refused(
            "One thing is decided twice here. Decide it once, look at the result, then go on.");
      }
      if (op instanceof Operation.Act act && Act.ACCEPT_REASON.is(act.act())) {
        accepted++;
        ofChild |= act.about().filter(about -> concernsAChild(about, incident)).isPresent();
      }
      if (accepted > 1 && ofChild) {
        return refused(
            "A reason that concerns a child is accepted by itself: read it, decide about it, then"
                + " go on to the next.");
      }
    }
    return new Ruling.Allowed();
  }

  /** Whether an entry is a child, or is about one: a notice, a statement, an action for it. */
  private static boolean concernsAChild(FieldPath entry, Incident incident) {
    String within = Incident.CHILD + '/';
    return entry.text().startsWith(within)
        || incident.about(entry).stream().anyMatch(at -> at.text().startsWith(within));
  }

  /** What an operation decides about. */
  private static String subject(Operation op) {
    if (op instanceof Operation.SetField set) {
      return set.at().text();
    } else if (op instanceof Operation.AddEntry add) {
      return add.at().text();
    } else if (op instanceof Operation.StrikeEntry strike) {
      return strike.at().text();
    } else if (op instanceof Operation.Act act) {
      return subject(act);
    }
    return "unknown";
  }

  private static String subject(Operation.Act act) {
    switch (Act.of(act.act()).orElse(Act.SUBMIT)) {
      case SUBMIT:
      case RETURN:
      case AUTHORISE:
        return "step";
      case ACCEPT_REASON:
      case REFUSE_REASON:
        return "reason " + act.with().text("op").orElse("");
      case RELEASE:
      case DISMISS:
        return "quarantine " + act.with().text("change").orElse("");
      case ASSIGN:
      case SHARE:
      case UNSHARE:
        return "sight "
            + act.with().text("person").orElse("")
            + '/'
            + act.with().text("team").orElse("");
      case SAME_AS:
      case SEPARATE:
        // Which entries are one is read together: a second join may mean another pair by then.
        return "joins";
      default:
        return act.act()
            + ' '
            + act.about().map(Object::toString).orElse("")
            + act.with().canonical();
    }
  }

  private static Ruling refused(String sentence) {
    return new Ruling.Refused(Ruling.Kind.MALFORMED, "ops", sentence, List.of());
  }
}

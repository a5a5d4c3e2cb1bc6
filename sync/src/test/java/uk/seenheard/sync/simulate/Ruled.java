package uk.seenheard.sync.simulate;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import uk.seenheard.sync.act.Act;
import uk.seenheard.sync.change.Change;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.change.Moved;
import uk.seenheard.sync.change.Operation;
import uk.seenheard.sync.change.OperationId;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.incident.Incident;
import uk.seenheard.sync.merge.Answer;
import uk.seenheard.sync.merge.Entry;
import uk.seenheard.sync.merge.Field;
import uk.seenheard.sync.merge.IncidentRecord;
import uk.seenheard.sync.merge.RecordedAct;

/**
 * I12: nothing takes effect that the rules refuse at that moment. Says the rules a second time, in
 * its own words, of whatever takes effect; the product's rules are not asked.
 */
final class Ruled {
  private static final Set<String> SUPERVISORS = Set.of("PS 303", "PS 666");

  private Ruled() {}

  /**
   * Checks a change that takes effect.
   *
   * @param before the record before its commit
   * @param filed where it stands in the log
   * @param wasApart the person whom its pass proved when it went to quarantine, if it did
   */
  static void asOfNow(
      IncidentRecord before, Change change, Projection.Filed filed, Optional<String> wasApart) {
    boolean here = change.device().equals(Server.DEVICE);
    if (!here && change.moved().isEmpty()) {
      // What another device brought before in this name says nothing of what its own device brings.
      boolean released = filed.device().equals(Server.DEVICE);
      String proved = released ? wasApart.orElse("") : filed.entry().person();
      hold(proved.equals(change.author()), "words stand under a name that nobody proved");
    }
    for (Operation op : change.ops()) {
      if (op instanceof Operation.Act act) {
        act(act, change, before, here);
      } else if (op instanceof Operation.AddEntry add && here) {
        hold(!add.at().text().startsWith("statement/"), "a child's words were written at a desk");
      }
    }
  }

  /**
   * Words that were moved are those that were written, by whom they were written, and by nobody.
   */
  static void moved(Change change, Projection.Filed filed, Map<Hash, Oracle.Written> written) {
    hold(filed.device().equals(Server.DEVICE), "a handset said that words were moved");
    Moved moved = change.moved().orElseThrow();
    Oracle.Written origin = written.get(moved.change());
    hold(origin != null, "words were moved here that nobody wrote");
    hold(
        origin.change().author().equals(change.author())
            && origin.change().device().equals(change.device())
            && origin.change().wall() == change.wall(),
        "words were moved under another name, device or time");
    for (int i = 0; i < change.ops().size(); i++) {
      Operation then = origin.change().ops().get(moved.ops().get(i));
      hold(change.ops().get(i).equals(then), "words were altered as they were moved");
    }
  }

  private static void misplaced(Operation.Act act, Change change, IncidentRecord before) {
    Set<String> what = new HashSet<>();
    act.with().items("what").forEach(one -> what.add(((Json.Text) one).value()));
    before
        .fields()
        .values()
        .forEach(field -> field.standing().forEach(answer -> othersOnly(answer, what, change)));
    before
        .entries()
        .values()
        .forEach(entry -> entry.added().forEach(one -> othersOnly(one.by(), what, change)));
  }

  private static void othersOnly(Answer answer, Set<String> what, Change change) {
    boolean named =
        what.contains(answer.id().toString()) || what.contains(answer.id().change().hex());
    hold(!named || !answer.author().equals(change.author()), change.author() + " moved own words");
  }

  private static void act(Operation.Act act, Change change, IncidentRecord before, boolean here) {
    if (act.act().startsWith("decide-") || Act.of(act.act()).filter(Ruled::isReview).isPresent()) {
      hold(here, "a handset decided: " + act.act());
      hold(SUPERVISORS.contains(change.author()), change.author() + " decided: " + act.act());
    }
    if (act.act().equals("misplaced")) {
      misplaced(act, change, before);
    }
    if (act.act().equals("same-as") || act.act().equals("separate")) {
      hold(!act.with().text("reason").orElse("").trim().isEmpty(), act.act() + " without a reason");
    }
    if (act.act().equals("accept-reason") && here) {
      acceptance(act, change, before);
    }
    if (act.act().equals("authorise") && change.author().equals("PS 666")) {
      authorise(act, change, before);
    }
  }

  private static boolean isReview(Act act) {
    return act.kind() == Act.Kind.REVIEW || act.kind() == Act.Kind.MOVED;
  }

  private static void authorise(Operation.Act act, Change change, IncidentRecord before) {
    String by = change.author();
    Incident incident = Incident.of(before);
    hold(change.ops().size() == 1, "an authorisation with something else");
    hold(incident.review().state().waits(), "an authorisation of what did not wait");
    for (RecordedAct step : incident.review().standing()) {
      hold(
          !(step.act().equals("submit") && step.author().equals(by)),
          "an authorisation of one's own submission");
    }
    for (Field field : before.fields().values()) {
      hold(field.values().size() == 1, "an authorisation over a contradiction");
      if (field.at().text().matches("(child|adult|statement)/.*")) {
        for (Answer answer : field.standing()) {
          boolean others =
              field.standing().stream().anyMatch(one -> sameByAnother(one, answer))
                  || field.replaced().stream().anyMatch(one -> sameByAnother(one, answer));
          hold(
              !answer.author().equals(by) || others || isStruck(field, before),
              "an authorisation of one's own observation");
        }
      }
    }
    for (RecordedAct deed : before.deeds()) {
      hold(
          !(deed.act().equals("misplaced") && deed.author().equals(by)),
          "an authorisation of what is left by who moved words away");
    }
    hiddenByNobodyElse(before, by);
    hold(Deciding.obstacles(incident).isEmpty(), "an authorisation while a child is unheard");
    Set<String> read = new HashSet<>();
    act.with().items("read").forEach(one -> read.add(((Json.Text) one).value()));
    for (RecordedAct deed : before.deeds()) {
      if (deed.act().equals("authorise")) {
        deed.with().items("read").forEach(one -> read.add(((Json.Text) one).value()));
      }
    }
    for (Entry entry : before.entries().values()) {
      for (Entry.Strike strike : entry.strikes()) {
        hold(isRead(strike.by().id(), read), "an authorisation over a strike that nobody read");
      }
    }
    for (RecordedAct deed : before.deeds()) {
      hold(
          !deed.act().equals("separate") || isRead(deed.id(), read),
          "an authorisation over a separation that nobody read");
    }
  }

  /** Whoever crossed out, joined or separated leaves it to somebody else to let that go out. */
  private static void hiddenByNobodyElse(IncidentRecord before, String by) {
    Set<String> known = new HashSet<>();
    for (RecordedAct deed : before.deeds()) {
      if (deed.act().equals("authorise") && !deed.author().equals(by)) {
        deed.with().items("read").forEach(one -> known.add(((Json.Text) one).value()));
      }
    }
    for (RecordedAct deed : before.deeds()) {
      if (deed.act().equals("separate") && isRead(deed.id(), known)) {
        deed.over().forEach(join -> known.add(join.toString()));
      }
    }
    for (RecordedAct deed : before.deeds()) {
      boolean joins = deed.act().equals("same-as") || deed.act().equals("separate");
      hold(
          !(joins && deed.author().equals(by)) || isRead(deed.id(), known),
          "an authorisation by who joined or separated");
    }
    for (Entry entry : before.entries().values()) {
      boolean person = entry.at().text().matches("(child|adult|statement)/.*");
      for (Entry.Strike strike : entry.strikes()) {
        hold(
            !(person && entry.struck() && strike.by().author().equals(by))
                || isRead(strike.by().id(), known),
            "an authorisation by who crossed out what is missing");
      }
    }
  }

  /** Whoever crossed somebody out does not accept that reason. */
  private static void acceptance(Operation.Act act, Change change, IncidentRecord before) {
    String reason = act.with().text("op").orElse("");
    for (Entry entry : before.entries().values()) {
      for (Entry.Strike strike : entry.strikes()) {
        hold(
            !strike.by().id().toString().equals(reason)
                || !strike.by().author().equals(change.author()),
            change.author() + " accepted their own reason");
      }
    }
  }

  private static boolean sameByAnother(Answer one, Answer answer) {
    return !one.author().equals(answer.author()) && one.value().equals(answer.value());
  }

  private static boolean isStruck(Field field, IncidentRecord before) {
    return field.at().entry().flatMap(before::entry).filter(Entry::struck).isPresent();
  }

  private static boolean isRead(OperationId id, Set<String> read) {
    return read.contains(id.toString());
  }

  private static void hold(boolean holds, String otherwise) {
    if (!holds) {
      throw new Violation("I12", otherwise);
    }
  }

  /** The people whom passes proved of what is in quarantine, by the change's place in a card. */
  static Optional<String> apart(List<Projection.Filed> filed, Change change) {
    return filed.stream()
        .filter(one -> one.entry().hash().equals(change.hash()))
        .filter(one -> one.entry().verdict() == uk.seenheard.sync.feed.Verdict.QUARANTINED)
        .map(one -> one.entry().person())
        .findFirst();
  }
}

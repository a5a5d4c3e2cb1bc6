package uk.seenheard.api.ground.sight;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import uk.seenheard.api.ground.follow.StoredChange;
import uk.seenheard.api.ground.identity.Grant;
import uk.seenheard.api.ground.log.LogEntry;
import uk.seenheard.sync.act.Act;
import uk.seenheard.sync.change.Change;
import uk.seenheard.sync.change.Operation;

/**
 * Who may see an incident, as its changes tell it in the order of the log. Having written gives no
 * sight.
 *
 * <ul>
 *   <li>The inspectors of the force see every incident; supervisors see those in which an officer
 *       of theirs wrote, or on which one is. Their own words open nothing that others have begun:
 *       there they ask.
 *   <li>Officers see it who are <em>on it</em>: an {@code assign} or {@code share} names them, or
 *       they {@code attend} within their shift and it is their team's.
 *   <li>It is nobody's in particular until a supervisor decides in it. As long as one team alone
 *       has begun, it is that team's. Once two have, officers see what their own team wrote, until
 *       {@code assign} says whose it is.
 *   <li>Who attends what is another team's, or too late, only asks: a supervisor shares it, or
 *       withdraws it from them.
 *   <li>Whose words a supervisor moves elsewhere was here by mistake: what attending gave ends.
 *   <li>What {@code unshare} took, only {@code assign} or {@code share} gives again.
 *   <li>Seeing is not deciding: that is for the team whose it is, for whom it was shared with by
 *       name, and for inspectors.
 * </ul>
 *
 * <p>Marks stand among the accesses, so that all of it is carried on change by change: {@code
 * begun:TEAM}, {@code led:TEAM} (begun by words of its supervisors alone), {@code on:TEAM:PERSON},
 * {@code asks:PERSON}, {@code owner:TEAM}, {@code named:TEAM} (shared with it), {@code
 * barred:SCOPE}.
 */
public final class AccessRules {
  static final String BEGUN = "begun:";
  static final String LED = "led:";
  private static final String ON = "on:";
  private static final String ASKS = "asks:";
  static final String OWNER = "owner:";
  static final String NAMED = "named:";
  private static final String BARRED = "barred:";

  private final List<Access> access;
  private final long n;

  private AccessRules(List<Access> before, long n) {
    this.access = new ArrayList<>(before);
    this.n = n;
  }

  /** The accesses after one more applied change. */
  public static List<Access> after(
      List<Access> before, StoredChange stored, Optional<Change> change) {
    AccessRules rules = new AccessRules(before, stored.n());
    boolean anothers = rules.isOnlyAskedFor(stored.entry());
    if (anothers) {
      rules.told(stored.entry().author());
    } else {
      rules.seenByTeam(stored.entry().team());
      rules.begun(stored.entry());
    }
    for (Operation op : change.map(Change::ops).orElse(List.of())) {
      if (op instanceof Operation.Act act) {
        rules.apply(act, stored, anothers);
      }
    }
    return rules.access;
  }

  /** The accesses after a change that is in quarantine: supervisors are to look at it. */
  public static List<Access> inQuarantine(List<Access> before, StoredChange stored) {
    AccessRules rules = new AccessRules(before, stored.n());
    rules.open(Grant.WHOLE_FORCE);
    if (!rules.isOnlyAskedFor(stored.entry())) {
      rules.seenByTeam(stored.entry().team());
    }
    return rules.access;
  }

  /** The team that it is, or else the first that had a part in it; an empty text when none had. */
  public static String team(List<Access> access) {
    Set<String> owners = open(access, OWNER);
    return owners.stream()
        .findFirst()
        .or(
            () ->
                access.stream()
                    .map(Access::scope)
                    .filter(Grant::isTeamScope)
                    .findFirst()
                    .map(scope -> scope.substring(Grant.teamScope("").length())))
        .orElse("");
  }

  /** Those who say that they are at it, and whom nobody has let in. */
  public static Set<String> asking(List<Access> access) {
    return open(access, ASKS);
  }

  /** Whether several teams have begun it, and nobody has said yet whose it is. */
  public static boolean isContested(List<Access> access) {
    return !isSettled(access) && open(access, BEGUN).size() > 1;
  }

  /** The teams on whose part a person is. */
  public static Set<String> teamsOf(List<Access> access, String person) {
    Set<String> teams = new TreeSet<>();
    for (String on : open(access, ON)) {
      if (personOf(on).equals(person)) {
        teams.add(teamOf(on));
      }
    }
    return teams;
  }

  /** The people who are on it, on the whole or on their team's part. */
  public static Set<String> on(List<Access> access) {
    Set<String> people = new TreeSet<>(open(access, Grant.personScope("")));
    people.addAll(open(access, Access.part("")));
    return people;
  }

  /**
   * Whether somebody who writes in it is a stranger to those who are on it. Whose shift was over
   * before they came into signal is none: nobody else, or a colleague of theirs, is on it.
   */
  public static boolean isStranger(List<Access> access, String person, String team) {
    if (open(access, BARRED).contains(Grant.personScope(person))) {
      return true;
    }
    Set<String> on = on(access);
    return !on.isEmpty()
        && !on.contains(person)
        && !open(access, OWNER).contains(team)
        && open(access, ON).stream().noneMatch(one -> teamOf(one).equals(team));
  }

  private void seenByTeam(String team) {
    open(Grant.WHOLE_FORCE);
    String scope = Grant.teamScope(team);
    if (!team.isEmpty() && !isOpen(BARRED + scope)) {
      open(scope);
    }
  }

  /**
   * Whether words are of somebody who supervises, in what other teams have begun and theirs sees
   * nothing of: what a supervisor sees, their whole rank of that team sees, so they would open it
   * to themselves.
   */
  private boolean isOnlyAskedFor(LogEntry entry) {
    String team = entry.team();
    boolean others =
        isSettled(access)
            || open(access, BEGUN).stream().anyMatch(one -> !one.equals(team))
            || open(access, Grant.teamScope("")).stream().anyMatch(one -> !one.equals(team));
    return entry.supervises()
        && others
        && !isOpen(Grant.teamScope(team))
        && !isOpen(OWNER + team)
        && (!isOpen(BEGUN + team) || isOpen(LED + team));
  }

  /** Those whose it is are told of words that a supervisor of another team wrote in it. */
  private void told(String person) {
    String scope = Grant.personScope(person);
    open(Grant.WHOLE_FORCE);
    if (!person.isEmpty() && !isOpen(scope) && !isOpen(BARRED + scope)) {
      open(ASKS + person);
    }
  }

  private void begun(LogEntry entry) {
    String team = entry.team();
    if (team.isEmpty()) {
      return;
    }
    if (!entry.supervises()) {
      close(LED + team);
    } else if (!isOpen(BEGUN + team)) {
      open(LED + team);
    }
    if (!isOpen(BEGUN + team)) {
      open(BEGUN + team);
      parted();
    }
  }

  private void apply(Operation.Act act, StoredChange stored, boolean anothers) {
    Optional<String> person = act.with().text("person");
    Optional<String> team = act.with().text("team");
    switch (Act.of(act.act()).orElse(Act.SUBMIT)) {
      case ATTEND -> attend(stored.entry(), anothers);
      case ASSIGN -> {
        team.ifPresentOrElse(this::settle, this::settle);
        give(person, team);
      }
      case SHARE -> {
        settle();
        give(person, team);
        team.ifPresent(one -> open(NAMED + one));
      }
      case UNSHARE -> take(person, team);
      case RETURN, AUTHORISE -> settle();
      case MISPLACED -> person.ifPresent(one -> mistaken(one, team));
      default -> {
        // Says nothing of who may see it.
      }
    }
  }

  private void attend(LogEntry entry, boolean anothers) {
    String person = entry.author();
    String team = entry.team();
    if (person.isEmpty() || team.isEmpty() || isOpen(Grant.personScope(person))) {
      return;
    }
    boolean theirs = !anothers && (!isSettled(access) || isOpen(OWNER + team));
    if (!entry.attends() || !theirs || isOpen(BARRED + Grant.personScope(person))) {
      open(ASKS + person);
      return;
    }
    open(ON + team + ':' + person);
    open(isContested(access) ? Access.part(person) : Grant.personScope(person));
  }

  /**
   * Once a second team has begun, those who attend see what is their own team's. A team of which
   * supervisors alone wrote does not see the other's: who guesses a reference first would.
   */
  private void parted() {
    if (isContested(access)) {
      open(access, LED).stream()
          .filter(team -> !isOpen(NAMED + team))
          .forEach(team -> close(Grant.teamScope(team)));
      for (String on : open(access, ON)) {
        close(Grant.personScope(personOf(on)));
        open(Access.part(personOf(on)));
      }
    }
  }

  /** A supervisor decided in it: then it is the team's that alone has begun. */
  private void settle() {
    Set<String> begun = open(access, BEGUN);
    if (!isSettled(access) && begun.size() == 1) {
      open(OWNER + begun.iterator().next());
    }
  }

  /**
   * It is that team's: who attends from it is on it. Who attends from another asks, and keeps what
   * their own team wrote, their own words first: being on it stands for when it is theirs again.
   */
  private void settle(String owner) {
    for (String earlier : open(access, OWNER)) {
      close(OWNER + earlier);
    }
    open(OWNER + owner);
    for (String on : open(access, ON)) {
      String person = personOf(on);
      if (teamOf(on).equals(owner)) {
        close(Access.part(person));
        close(ASKS + person);
        open(Grant.personScope(person));
      } else if (isOpen(Access.part(person)) && !teamsOf(access, person).contains(owner)) {
        open(ASKS + person);
      }
    }
  }

  private void give(Optional<String> person, Optional<String> team) {
    person.ifPresent(
        one -> {
          close(BARRED + Grant.personScope(one));
          close(ASKS + one);
          leave(one);
          open(Grant.personScope(one));
        });
    team.ifPresent(
        one -> {
          close(BARRED + Grant.teamScope(one));
          open(Grant.teamScope(one));
        });
  }

  private void take(Optional<String> person, Optional<String> team) {
    person.ifPresent(
        one -> {
          close(ASKS + one);
          leave(one);
          close(Grant.personScope(one));
          open(BARRED + Grant.personScope(one));
        });
    team.ifPresent(
        one -> {
          close(Grant.teamScope(one));
          close(OWNER + one);
          close(NAMED + one);
          open(BARRED + Grant.teamScope(one));
        });
  }

  /**
   * Somebody was here by mistake: what attending gave them ends, and attending only asks from now
   * on. What a supervisor gave them by name stays. Their team has not begun it, if nothing of
   * theirs is left; then others see the whole again.
   */
  private void mistaken(String person, Optional<String> emptied) {
    if (!teamsOf(access, person).isEmpty() || isOpen(ASKS + person)) {
      close(ASKS + person);
      leave(person);
      close(Grant.personScope(person));
      open(BARRED + Grant.personScope(person));
    }
    emptied
        .filter(team -> !isOpen(OWNER + team))
        .ifPresent(
            team -> {
              close(BEGUN + team);
              close(LED + team);
              close(Grant.teamScope(team));
              if (!isSettled(access) && !isContested(access)) {
                for (String on : open(access, ON)) {
                  close(Access.part(personOf(on)));
                  open(Grant.personScope(personOf(on)));
                }
              }
            });
  }

  /** What a person has by attending ends; what a supervisor gives or takes counts instead. */
  private void leave(String person) {
    close(Access.part(person));
    for (String team : teamsOf(access, person)) {
      close(ON + team + ':' + person);
    }
  }

  static boolean isSettled(List<Access> access) {
    return access.stream().anyMatch(one -> one.scope().startsWith(OWNER));
  }

  /** What follows a mark in those of its accesses that stand. */
  static Set<String> open(List<Access> access, String mark) {
    Set<String> found = new TreeSet<>();
    for (Access one : access) {
      if (one.isOpen() && one.scope().startsWith(mark)) {
        found.add(one.scope().substring(mark.length()));
      }
    }
    return found;
  }

  private static String teamOf(String on) {
    return on.substring(0, on.indexOf(':'));
  }

  private static String personOf(String on) {
    return on.substring(on.indexOf(':') + 1);
  }

  private boolean isOpen(String scope) {
    return access.stream().anyMatch(one -> one.isOpen() && one.scope().equals(scope));
  }

  private void open(String scope) {
    if (!isOpen(scope)) {
      access.add(new Access(scope, n, Access.OPEN));
    }
  }

  private void close(String scope) {
    access.replaceAll(
        one -> one.isOpen() && one.scope().equals(scope) ? new Access(scope, one.from(), n) : one);
  }
}

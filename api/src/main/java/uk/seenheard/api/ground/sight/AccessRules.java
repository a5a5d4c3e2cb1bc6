package uk.seenheard.api.ground.sight;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import uk.seenheard.api.ground.identity.Grant;
import uk.seenheard.sync.act.Act;
import uk.seenheard.sync.change.Change;
import uk.seenheard.sync.change.Operation;
import uk.seenheard.sync.codec.Json;

/**
 * Who may see an incident, as its changes tell it in the order of the log.
 *
 * <ul>
 *   <li>The inspectors of the force see every incident.
 *   <li>Whoever's officer wrote in it, that team's supervisors see it.
 *   <li>An officer who writes in it sees it if it is new, or if their team had a part in it
 *       already. Anybody can work out the id of a job they were not sent to; writing there must not
 *       open it.
 *   <li>{@code assign} and {@code share} give sight to a person or a team, {@code unshare} takes
 *       it.
 * </ul>
 */
public final class AccessRules {
  private AccessRules() {}

  /** The accesses after one more applied change. */
  public static List<Access> after(
      List<Access> before, Optional<Change> change, String author, String team, long n) {
    List<Access> access = new ArrayList<>(before);
    boolean ownTeam =
        before.stream().noneMatch(one -> one.isOpen() && Grant.isTeamScope(one.scope()))
            || isOpen(before, Grant.teamScope(team));
    open(access, Grant.WHOLE_FORCE, n);
    if (!team.isEmpty()) {
      open(access, Grant.teamScope(team), n);
      if (ownTeam) {
        open(access, Grant.personScope(author), n);
      }
    }
    change.ifPresent(
        read -> {
          for (Operation op : read.ops()) {
            if (op instanceof Operation.Act act) {
              apply(access, act, n);
            }
          }
        });
    return access;
  }

  /** The accesses after a change that is in quarantine: supervisors are to look at it. */
  public static List<Access> seenByTeam(List<Access> before, String team, long n) {
    List<Access> access = new ArrayList<>(before);
    open(access, Grant.WHOLE_FORCE, n);
    if (!team.isEmpty()) {
      open(access, Grant.teamScope(team), n);
    }
    return access;
  }

  private static void apply(List<Access> access, Operation.Act act, long n) {
    List<String> scopes = scopes(act.with());
    if (Act.ASSIGN.is(act.act()) || Act.SHARE.is(act.act())) {
      scopes.forEach(scope -> open(access, scope, n));
    } else if (Act.UNSHARE.is(act.act())) {
      scopes.forEach(scope -> close(access, scope, n));
    }
  }

  private static List<String> scopes(Json.Obj with) {
    List<String> scopes = new ArrayList<>();
    with.text("person").map(Grant::personScope).ifPresent(scopes::add);
    with.text("team").map(Grant::teamScope).ifPresent(scopes::add);
    return scopes;
  }

  private static boolean isOpen(List<Access> access, String scope) {
    return access.stream().anyMatch(one -> one.isOpen() && one.scope().equals(scope));
  }

  private static void open(List<Access> access, String scope, long n) {
    if (!isOpen(access, scope)) {
      access.add(new Access(scope, n, Access.OPEN));
    }
  }

  private static void close(List<Access> access, String scope, long n) {
    access.replaceAll(
        one -> one.isOpen() && one.scope().equals(scope) ? new Access(scope, one.from(), n) : one);
  }
}

package uk.seenheard.api.ground.sight;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import uk.seenheard.api.ground.identity.Grant;

/** For whom it is to decide in an incident: seeing is not deciding (decision 0002). */
public final class WhoDecides {
  private WhoDecides() {}

  /** The team that it is, or else the first that began it; an empty text when none did. */
  public static String leading(List<Access> access) {
    Optional<String> first = Optional.empty();
    for (Access one : access) {
      if (one.isOpen()
          && one.scope()
              .startsWith(AccessRules.isSettled(access) ? AccessRules.OWNER : AccessRules.BEGUN)) {
        String team = one.scope().substring(one.scope().indexOf(':') + 1);
        boolean led = AccessRules.open(access, AccessRules.LED).contains(team);
        if (first.isEmpty()
            || (AccessRules.open(access, AccessRules.LED).contains(first.get()) && !led)) {
          first = Optional.of(team);
        }
      }
    }
    return first.orElse("");
  }

  /**
   * Whether it is for one of the scopes to decide in it: for the team whose it is, or those that
   * have begun what is nobody's yet; for whom it was shared with by name; and for inspectors. Who
   * sees it only because somebody of theirs wrote in it does not decide.
   */
  public static boolean isDecidedBy(List<Access> access, Set<String> scopes) {
    Set<String> teams =
        AccessRules.isSettled(access)
            ? AccessRules.open(access, AccessRules.OWNER)
            : AccessRules.open(access, AccessRules.BEGUN);
    boolean nobodys = !AccessRules.isSettled(access) && teams.isEmpty();
    return access.stream()
        .filter(one -> one.isOpen() && one.isWhole() && scopes.contains(one.scope()))
        .anyMatch(
            one ->
                nobodys
                    || isByName(access, one.scope())
                    || teams.stream().anyMatch(team -> one.scope().equals(Grant.teamScope(team))));
  }

  /**
   * Whether it is for one of the scopes to say whose it is and who else sees it. Of what several
   * teams have begun that is for the first: who came second takes it from nobody.
   */
  public static boolean isHandedOnBy(List<Access> access, Set<String> scopes) {
    if (!AccessRules.isContested(access)) {
      return isDecidedBy(access, scopes);
    }
    String first = Grant.teamScope(leading(access));
    return access.stream()
        .filter(one -> one.isOpen() && one.isWhole() && scopes.contains(one.scope()))
        .anyMatch(one -> one.scope().equals(first) || isByName(access, one.scope()));
  }

  /** Whether a supervisor gave a scope what it sees, or its rank does: no word and no attending. */
  private static boolean isByName(List<Access> access, String scope) {
    String person = Grant.personScope("");
    return scope.equals(Grant.WHOLE_FORCE)
        || (Grant.isTeamScope(scope)
            && AccessRules.open(access, AccessRules.NAMED)
                .contains(scope.substring(Grant.teamScope("").length())))
        || (scope.startsWith(person)
            && AccessRules.teamsOf(access, scope.substring(person.length())).isEmpty());
  }
}

package uk.seenheard.api.ground.roster;

import java.util.Locale;
import java.util.Optional;

/**
 * What a person is to the force, and so what they may do.
 *
 * <p>Those of people stand in the order of their rank, which is compared ({@code compareTo}). A
 * partner system has no rank: wherever ranks are compared, or a person is looked for who may act
 * for another, {@link #isPerson} takes it out.
 */
public enum Role {
  /** Records incidents; sees those they wrote in and those shared with them. */
  OFFICER,
  /** Sees and decides the incidents of their teams. */
  SUPERVISOR,
  /** Sees and decides every incident of the force; authorises police protection. */
  INSPECTOR,
  /** The records system: receives authorised revisions and nothing else. */
  INTEGRATOR,
  /** Whoever triages notices, force-wide: sees notices and what came before them. */
  TRIAGE,
  /** The system of somebody who receives notices: sees what was sent to it and nothing else. */
  RECIPIENT;

  /** The word in a token. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The role of that word, or empty. */
  public static Optional<Role> of(String word) {
    for (Role role : values()) {
      if (role.word().equals(word)) {
        return Optional.of(role);
      }
    }
    return Optional.empty();
  }

  /** Whether whoever has it is somebody, with a rank; a partner system is not. */
  public boolean isPerson() {
    return switch (this) {
      case OFFICER, SUPERVISOR, INSPECTOR -> true;
      case INTEGRATOR, TRIAGE, RECIPIENT -> false;
    };
  }

  /** Whether this role decides about submissions. */
  public boolean reviews() {
    return this == SUPERVISOR || this == INSPECTOR;
  }
}

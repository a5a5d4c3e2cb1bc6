package uk.seenheard.api.ground.core;

import java.util.Optional;
import uk.seenheard.api.ground.identity.Keys;
import uk.seenheard.api.ground.identity.Tokens;
import uk.seenheard.api.ground.provider.Provider;
import uk.seenheard.api.ground.provider.RefusedLogins;
import uk.seenheard.api.ground.roster.Absences;
import uk.seenheard.api.ground.roster.Force;
import uk.seenheard.api.ground.roster.Moves;
import uk.seenheard.api.ground.roster.Revocations;

/**
 * The people of the force: who they are, what the ledger says of them since, and how they sign in.
 *
 * @param keys the server's secrets
 * @param provider the force's identity provider, where it is known by more than a file of its keys
 * @param refused which checks refused logins
 */
public record People(
    Tokens tokens,
    Revocations revocations,
    Absences absences,
    Moves moves,
    Keys keys,
    Optional<Provider> provider,
    RefusedLogins refused) {
  /** The roster. */
  public Force force() {
    return tokens.force();
  }
}

package uk.seenheard.api.ground.core;

import uk.seenheard.api.ground.identity.Absences;
import uk.seenheard.api.ground.identity.Force;
import uk.seenheard.api.ground.identity.Moves;
import uk.seenheard.api.ground.identity.Revocations;
import uk.seenheard.api.ground.identity.Tokens;

/** The people of the force: who they are, and what the ledger says of them since. */
public record People(Tokens tokens, Revocations revocations, Absences absences, Moves moves) {
  /** The roster. */
  public Force force() {
    return tokens.force();
  }
}

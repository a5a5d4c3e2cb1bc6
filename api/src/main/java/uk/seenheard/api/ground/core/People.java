package uk.seenheard.api.ground.core;

import uk.seenheard.api.ground.identity.Tokens;
import uk.seenheard.api.ground.roster.Absences;
import uk.seenheard.api.ground.roster.Force;
import uk.seenheard.api.ground.roster.Moves;
import uk.seenheard.api.ground.roster.Revocations;

/** The people of the force: who they are, and what the ledger says of them since. */
public record People(Tokens tokens, Revocations revocations, Absences absences, Moves moves) {
  /** The roster. */
  public Force force() {
    return tokens.force();
  }
}

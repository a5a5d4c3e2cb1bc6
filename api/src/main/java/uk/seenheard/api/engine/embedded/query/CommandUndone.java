package uk.seenheard.api.engine.embedded.query;

import de.bwaldvogel.mongo.exception.MongoServerError;

/**
 * An error that comes when part of a statement is done already: it passes the places where errors
 * become an entry of a reply, so that the whole command is taken back to its savepoint.
 */
public final class CommandUndone extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final MongoServerError error;

  public CommandUndone(MongoServerError error) {
    super(error);
    this.error = error;
  }

  public MongoServerError error() {
    return error;
  }
}

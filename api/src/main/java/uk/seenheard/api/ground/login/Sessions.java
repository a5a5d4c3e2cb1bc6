package uk.seenheard.api.ground.login;

import io.vertx.core.Future;
import java.util.Optional;
import java.util.Set;
import uk.seenheard.api.ground.roster.ClaimMapping;
import uk.seenheard.api.ground.roster.Role;

/** The port to the sessions of people who signed in at the force's identity provider. */
public interface Sessions {
  /**
   * A session, as every process of a store knows it. What opens what is sealed in it is a secret
   * that the browser alone has.
   *
   * @param id hash of the secret
   * @param person on the roster
   * @param subject the provider's name of them
   * @param limit what their login lets them be at the most
   * @param until when it ends, whatever happens
   * @param vouchedAt when the provider last vouched for them
   * @param sealed the refresh token, sealed with the secret and the server's key; empty when the
   *     provider gave none
   */
  record Session(
      String id,
      String person,
      String subject,
      Limit limit,
      long until,
      long vouchedAt,
      Optional<String> sealed) {}

  /** What a login lets somebody be, as it is written down. */
  record Limit(Optional<String> role, Optional<Set<String>> teams) {
    static Limit of(ClaimMapping.Limit limit) {
      return new Limit(limit.role().map(Role::word), limit.teams());
    }

    ClaimMapping.Limit read() {
      return new ClaimMapping.Limit(role.flatMap(Role::of), teams);
    }
  }

  /** Keeps a session, in the place of what was kept of it. */
  Future<Void> keep(Session session);

  /** The session of that id, unless it ended before a moment. */
  Future<Optional<Session>> find(String id, long now);

  /**
   * Lets one process at a time ask the provider: a refresh token may be good once.
   *
   * @param since whoever asked before that moment has died over it
   * @return whether it is this one's turn
   */
  Future<Boolean> take(String id, long now, long since);

  /** Forgets a session. */
  Future<Void> forget(String id);

  /** Forgets those that ended. */
  Future<Void> sweep(long now);
}

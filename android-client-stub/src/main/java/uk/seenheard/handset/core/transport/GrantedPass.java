package uk.seenheard.handset.core.transport;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import uk.seenheard.sync.codec.Json;

/**
 * A shift pass as the server gave it.
 *
 * @param leaseUntil by the server's clock
 * @param serverKey the key under which the server signs orders, when it said so
 * @param carries the kinds of notice that the server takes to whom they are for
 */
public record GrantedPass(
    String pass,
    String person,
    String role,
    String team,
    long leaseUntil,
    Optional<String> serverKey,
    Set<String> carries) {
  /** Copies. */
  public GrantedPass {
    carries = Set.copyOf(carries);
  }

  /** From a server by which no notice leaves. */
  public GrantedPass(
      String pass,
      String person,
      String role,
      String team,
      long leaseUntil,
      Optional<String> serverKey) {
    this(pass, person, role, team, leaseUntil, serverKey, Set.of());
  }

  /** The kinds of notice that an answer says are taken to whom they are for. */
  public static Set<String> carries(Json.Obj answer) {
    Set<String> carries = new HashSet<>();
    for (Json kind : answer.items("carries")) {
      if (kind instanceof Json.Text text) {
        carries.add(text.value());
      }
    }
    return carries;
  }

  /** From a server that gives no orders. */
  public GrantedPass(String pass, String person, String role, String team, long leaseUntil) {
    this(pass, person, role, team, leaseUntil, Optional.empty());
  }
}

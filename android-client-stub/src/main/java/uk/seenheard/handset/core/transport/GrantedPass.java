package uk.seenheard.handset.core.transport;

import java.util.Optional;

/**
 * A shift pass as the server gave it.
 *
 * @param leaseUntil by the server's clock
 * @param serverKey the key under which the server signs orders, when it said so
 */
public record GrantedPass(
    String pass,
    String person,
    String role,
    String team,
    long leaseUntil,
    Optional<String> serverKey) {

  /** From a server that gives no orders. */
  public GrantedPass(String pass, String person, String role, String team, long leaseUntil) {
    this(pass, person, role, team, leaseUntil, Optional.empty());
  }
}

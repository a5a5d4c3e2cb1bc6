package uk.seenheard.api.ground.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import uk.seenheard.api.ground.roster.Role;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.codec.Digests;

/**
 * The machines that sign in by themselves, as the ledger has them: as whom, for which feeds, and
 * the hashes of their secrets. Safe to use from any thread.
 */
public final class MachineClients {
  private final Map<String, Client> clients = new ConcurrentHashMap<>();

  /**
   * A machine.
   *
   * @param id by which it signs in
   * @param person the integrator or recipient of the roster as whom it acts
   * @param scopes the feeds that it may use
   * @param secret hash of its secret
   * @param before hash of the secret before, good until {@code beforeUntil}
   * @param made when, milliseconds since 1970
   * @param ended whether it signs in no more
   */
  public record Client(
      String id,
      String person,
      Set<String> scopes,
      Hash secret,
      Optional<Hash> before,
      long beforeUntil,
      long made,
      boolean ended) {
    /** Copies the scopes. */
    public Client {
      scopes = Set.copyOf(scopes);
    }

    /** Whether that is its secret now. */
    boolean has(Hash shown, long now) {
      boolean current = same(secret, shown);
      boolean older = before.filter(one -> same(one, shown)).isPresent() && beforeUntil > now;
      return !ended && (current || older);
    }

    /** Takes as long whatever it is. */
    private static boolean same(Hash one, Hash other) {
      return MessageDigest.isEqual(
          one.hex().getBytes(StandardCharsets.US_ASCII),
          other.hex().getBytes(StandardCharsets.US_ASCII));
    }
  }

  /** Whether a machine may act as somebody of that role: as a system, never as a person. */
  public static boolean mayBeActedAs(Role role) {
    return role == Role.INTEGRATOR || role == Role.RECIPIENT;
  }

  /** For what a machine may be that acts as somebody of that role. */
  public static Set<String> scopesOf(Role role) {
    return role == Role.RECIPIENT
        ? Set.of("notices", "webhooks")
        : Set.of("records", "footage", "webhooks");
  }

  /** What a secret is kept as: it is random and long, so that a plain hash says nothing of it. */
  public static Hash kept(String secret, Digests digests) {
    return Hash.of("seenheard/client-secret/1\n" + secret, digests);
  }

  /** Takes what the ledger says of one. */
  public void note(Client client) {
    clients.put(client.id(), client);
  }

  /** One that was made, ended or not. */
  public Optional<Client> client(String id) {
    return Optional.ofNullable(clients.get(id));
  }

  /** All that were made. */
  public Collection<Client> all() {
    return clients.values();
  }
}

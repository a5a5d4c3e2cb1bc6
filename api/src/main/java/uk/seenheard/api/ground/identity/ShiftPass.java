package uk.seenheard.api.ground.identity;

import uk.seenheard.api.ground.roster.Role;
import uk.seenheard.sync.change.Hash;

/**
 * The proof, signed by the server, that a person signed in on a device: changes name it by hash.
 *
 * @param hash SHA-256 of the token's text
 * @param team the team the person worked for on that shift
 * @param issuedAt milliseconds since 1970
 * @param leaseUntil when the handset locks, milliseconds since 1970; changes stay good after it
 */
public record ShiftPass(
    Hash hash,
    String force,
    String device,
    String person,
    Role role,
    String team,
    long issuedAt,
    long leaseUntil) {}

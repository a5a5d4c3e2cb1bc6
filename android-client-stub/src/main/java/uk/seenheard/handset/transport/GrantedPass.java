package uk.seenheard.handset.transport;

/** A shift pass as the server gave it; {@code leaseUntil} by the server's clock. */
public record GrantedPass(String pass, String person, String role, String team, long leaseUntil) {}

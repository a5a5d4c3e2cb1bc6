package uk.seenheard.api.ground.identity;

import java.security.PublicKey;

/** The server's word that a device of a force holds a key. */
public record Enrolment(String force, String device, PublicKey key) {}

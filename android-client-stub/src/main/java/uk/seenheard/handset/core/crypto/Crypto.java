package uk.seenheard.handset.core.crypto;

/** What the handset takes from its platform's cryptography. */
public record Crypto(Sealer sealer, Signer signer, Verifier verifier, Stretch stretch) {}

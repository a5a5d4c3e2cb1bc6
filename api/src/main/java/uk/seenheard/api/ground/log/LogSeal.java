package uk.seenheard.api.ground.log;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.codec.Digests;

/**
 * What vouches for a force's log: each commit's digest is sealed (HMAC-SHA256) with a key that is
 * made from the force's and lies in the key folder only. Whoever has the data folder alone can
 * neither alter a commit nor write one.
 */
public final class LogSeal {
  private static final String ALGORITHM = "HmacSHA256";

  private final String feed;
  private final SecretKey key;
  private final Digests digests;

  /** Of one force's log. */
  public LogSeal(String feed, SecretKey key, Digests digests) {
    this.feed = feed;
    this.key = key;
    this.digests = digests;
  }

  /** The force whose log it vouches for. */
  public String feed() {
    return feed;
  }

  /** What stands before commit 1. */
  public Hash origin() {
    return Commit.origin(feed, digests);
  }

  /** What the next commit names. */
  public Hash digest(Commit commit) {
    return commit.digest(digests);
  }

  /** Whether the hashes of the bodies are those of the bodies. */
  boolean holdsBody(Commit commit, String incident) {
    Hash said = commit.bodies().get(incident);
    return said != null && said.equals(Commit.bodies(commit.batches(), digests).get(incident));
  }

  /** Digests, for what makes commits. */
  public Digests digests() {
    return digests;
  }

  /** A commit's seal, given its digest. */
  public String seal(Hash digest) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(mac(digest));
  }

  /** Whether a seal is the one for that digest. */
  public boolean holds(String seal, Hash digest) {
    return MessageDigest.isEqual(
        seal.getBytes(StandardCharsets.UTF_8), seal(digest).getBytes(StandardCharsets.UTF_8));
  }

  private byte[] mac(Hash digest) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac.doFinal(
          ("seenheard/seal/1\n" + feed + "\n" + digest.hex()).getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("this Java has no " + ALGORITHM, missing);
    }
  }
}

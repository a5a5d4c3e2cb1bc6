package uk.seenheard.api.ground.identity;

import io.jsonwebtoken.JwtException;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.EcPrivateJwk;
import io.jsonwebtoken.security.EcPublicJwk;
import io.jsonwebtoken.security.Jwk;
import io.jsonwebtoken.security.Jwks;
import io.jsonwebtoken.security.SecretJwk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import uk.seenheard.api.ground.vouch.Signatures;

/**
 * The secrets of a server: the key that signs tokens (ES256), the force's key that wraps the keys
 * of incidents (AES-256), and the key that seals cursors (HMAC-SHA256).
 *
 * <p>They lie in a JWK set (RFC 7517). The first private EC key signs; further EC keys, private or
 * public, only verify, so that a new signing key may be put in front of the old one, whose
 * enrolments and shift passes stay good. The secrets are the {@code oct} keys named {@code force}
 * and {@code cursor}. Whoever loses the force's key loses every incident: keep a copy apart from
 * the store's backups.
 */
public final class Keys {
  private static final String FORCE = "force";
  private static final String CURSOR = "cursor";
  private static final int SECRET_BYTES = 32;
  private static final long MAX_FILE_BYTES = 64 * 1024;

  private final String tokenKeyId;
  private final PrivateKey tokenKey;
  private final Map<String, PublicKey> tokenKeys;
  private final SecretKey forceKey;
  private final SecretKey cursorKey;

  private Keys(
      String tokenKeyId,
      PrivateKey tokenKey,
      Map<String, PublicKey> tokenKeys,
      SecretKey forceKey,
      SecretKey cursorKey) {
    this.tokenKeyId = tokenKeyId;
    this.tokenKey = tokenKey;
    this.tokenKeys = Map.copyOf(tokenKeys);
    this.forceKey = forceKey;
    this.cursorKey = cursorKey;
  }

  /** New secrets that nobody else has. */
  public static Keys fresh() {
    return read(freshText());
  }

  /**
   * The secrets in a file.
   *
   * @throws IllegalArgumentException that says what is wrong with the file, and nothing of what is
   *     in it
   * @throws IOException when the file cannot be read
   */
  public static Keys load(Path file) throws IOException {
    if (Files.size(file) > MAX_FILE_BYTES) {
      throw new IllegalArgumentException("the key file is larger than 64 KiB");
    }
    refuseOpenFile(file);
    return read(Files.readString(file));
  }

  /**
   * The secrets in a file, which is made with new ones, readable by its owner only, when there is
   * none. Two servers that start at once get the same.
   */
  public static Keys loadOrCreate(Path file) throws IOException {
    if (!Files.exists(file)) {
      create(file);
    }
    return load(file);
  }

  /**
   * Writes new secrets to a file, readable by its owner only, unless there is such a file already.
   *
   * @throws IOException when it cannot be written
   */
  public static void create(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null) {
      throw new IllegalArgumentException("the key file has no folder");
    }
    Files.createDirectories(folder, ownersFolder(folder));
    FileAttribute<?>[] owner = ownerOnly(folder);
    // Written apart and linked to its name, so that a crash leaves no half a file under that name
    // and whoever comes second does not replace the first one's.
    Path draft = Files.createTempFile(folder, ".keys", ".new", owner);
    try {
      try (FileChannel out = FileChannel.open(draft, StandardOpenOption.WRITE)) {
        ByteBuffer bytes = ByteBuffer.wrap(freshText().getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
          out.write(bytes);
        }
        out.force(true);
      }
      link(draft, file);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  private static void link(Path draft, Path file) throws IOException {
    try {
      Files.createLink(file, draft);
    } catch (FileAlreadyExistsException anotherWasFirst) {
      // Theirs counts: the caller reads the file by its name.
    } catch (UnsupportedOperationException noLinks) {
      Files.move(draft, file);
    }
  }

  /** The key that wraps the keys of incidents, AES-256. */
  public SecretKey forceKey() {
    return forceKey;
  }

  /** The key that seals cursors, HMAC-SHA256. */
  public SecretKey cursorKey() {
    return cursorKey;
  }

  /** The key that seals commits, HMAC-SHA256: made from the force's, so that no copy is wanted. */
  public SecretKey logKey() {
    return made("seenheard/log-key/1", "HmacSHA256");
  }

  /**
   * The key that seals what is kept of a session, AES-256: of this server's key and of a secret
   * that only the browser has, so that neither a copy of the store nor one of the keys opens it.
   */
  public SecretKey sessionKey(String secret) {
    return made("seenheard/session-key/1\n" + secret, "AES");
  }

  private SecretKey made(String of, String algorithm) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(forceKey);
      return new SecretKeySpec(mac.doFinal(of.getBytes(StandardCharsets.UTF_8)), algorithm);
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("this Java has no HmacSHA256", missing);
    }
  }

  /** The key that signs tokens. */
  PrivateKey tokenKey() {
    return tokenKey;
  }

  /** The name of the key that signs tokens. */
  String tokenKeyId() {
    return tokenKeyId;
  }

  /** The keys that verify this server's tokens, by name. */
  Map<String, PublicKey> tokenKeys() {
    return tokenKeys;
  }

  /**
   * The public EC keys of a JWK set, by name: those of an identity provider.
   *
   * @throws IllegalArgumentException when it is none, or holds no P-256 key
   */
  static Map<String, PublicKey> verifying(String jwkSet) {
    Map<String, PublicKey> keys = new LinkedHashMap<>();
    for (Jwk<?> jwk : parse(jwkSet)) {
      PublicKey key = publicKey(jwk);
      if (key != null) {
        keys.put(name(jwk), key);
      }
    }
    if (keys.isEmpty()) {
      throw new IllegalArgumentException(
          "the JWK set holds no EC key on P-256 with a kid; have the provider sign with ES256");
    }
    return keys;
  }

  private static Keys read(String text) {
    String signerId = null;
    PrivateKey signer = null;
    Map<String, PublicKey> verifiers = new LinkedHashMap<>();
    Map<String, SecretKey> secrets = new LinkedHashMap<>();
    for (Jwk<?> jwk : parse(text)) {
      PublicKey key = publicKey(jwk);
      if (jwk instanceof SecretJwk secret) {
        secrets.put(name(jwk), secret.toKey());
      } else if (key != null) {
        verifiers.put(name(jwk), key);
        if (signer == null && jwk instanceof EcPrivateJwk own) {
          signer = own.toKey();
          signerId = name(jwk);
        }
      }
    }
    if (signer == null || signerId == null) {
      throw new IllegalArgumentException("the key file holds no private EC key on P-256");
    }
    return new Keys(
        signerId,
        signer,
        verifiers,
        secret(secrets, FORCE, "AES"),
        secret(secrets, CURSOR, "HmacSHA256"));
  }

  private static Set<Jwk<?>> parse(String text) {
    try {
      return Jwks.setParser().build().parse(text).getKeys();
    } catch (JwtException | IllegalArgumentException unreadable) {
      // The cause may quote the file: it is not passed on.
      throw new IllegalArgumentException("the key file is no JWK set (RFC 7517)");
    }
  }

  private static String name(Jwk<?> jwk) {
    String id = jwk.getId();
    if (id == null || id.isBlank()) {
      throw new IllegalArgumentException("a key in the JWK set has no kid");
    }
    return id;
  }

  private static @Nullable PublicKey publicKey(Jwk<?> jwk) {
    ECPublicKey key =
        jwk instanceof EcPublicJwk shown
            ? shown.toKey()
            : jwk instanceof EcPrivateJwk own ? own.toPublicJwk().toKey() : null;
    return key != null && Signatures.onP256(key) ? key : null;
  }

  private static SecretKey secret(Map<String, SecretKey> secrets, String id, String algorithm) {
    SecretKey key = secrets.get(id);
    byte[] bytes = key == null ? new byte[0] : key.getEncoded();
    if (bytes.length != SECRET_BYTES) {
      throw new IllegalArgumentException(
          "the key file holds no oct key with kid '" + id + "' of " + SECRET_BYTES + " bytes");
    }
    return new SecretKeySpec(bytes, algorithm);
  }

  private static String freshText() {
    KeyPair pair = Jwts.SIG.ES256.keyPair().build();
    Jwk<?> token = Jwks.builder().ecKeyPair(pair).publicKeyUse("sig").idFromThumbprint().build();
    SecureRandom random = new SecureRandom();
    return "{\"keys\":["
        + String.join(
            ",",
            List.of(
                Jwks.UNSAFE_JSON(token),
                Jwks.UNSAFE_JSON(freshSecret(FORCE, random)),
                Jwks.UNSAFE_JSON(freshSecret(CURSOR, random))))
        + "]}\n";
  }

  private static Jwk<?> freshSecret(String id, SecureRandom random) {
    byte[] bytes = new byte[SECRET_BYTES];
    random.nextBytes(bytes);
    return Jwks.builder().key(new SecretKeySpec(bytes, "AES")).id(id).build();
  }

  private static FileAttribute<?>[] ownersFolder(Path folder) {
    return posix(folder)
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
        }
        : new FileAttribute<?>[0];
  }

  private static FileAttribute<?>[] ownerOnly(Path folder) {
    return posix(folder)
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  private static void refuseOpenFile(Path file) throws IOException {
    if (!posix(file)) {
      return;
    }
    Set<PosixFilePermission> open = EnumSet.copyOf(Files.getPosixFilePermissions(file));
    open.retainAll(
        EnumSet.of(
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE,
            PosixFilePermission.GROUP_WRITE));
    if (!open.isEmpty()) {
      throw new IllegalArgumentException(
          "the key file may be read or changed by others; run chmod 600 on it");
    }
  }

  private static boolean posix(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  @Override
  public String toString() {
    return "Keys";
  }
}

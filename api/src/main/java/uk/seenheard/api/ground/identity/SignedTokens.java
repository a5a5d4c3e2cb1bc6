package uk.seenheard.api.ground.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.security.PublicKey;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import uk.seenheard.api.ground.vouch.TokenKey;
import uk.seenheard.api.ground.vouch.TokenReader;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.codec.Digests;

/**
 * Tokens of one kind whose signature fits, remembered by the hash of their text.
 *
 * <p>What is remembered is only that the signature fits and what it says. Whether it has expired,
 * or whom the roster still knows, is asked each time. The kind stands in the signed header (RFC
 * 8725, 3.11), so that a shift pass is never a login.
 */
final class SignedTokens {
  /** Characters of a token. */
  static final int MAX_CHARS = 4_096;

  private static final int REMEMBERED = 20_000;
  private static final int REMEMBERED_REFUSALS = 2_000;

  private final Set<String> kinds;
  private final Function<String, Optional<TokenKey>> keys;
  private final Digests digests;
  private final TokenReader reader;
  private final Cache<Hash, Known> known = Caffeine.newBuilder().maximumSize(REMEMBERED).build();

  /** Apart from the good ones, so that a flood of forged tokens drives none of those out. */
  private final Cache<Hash, TokenReader.Refused> refused =
      Caffeine.newBuilder().maximumSize(REMEMBERED_REFUSALS).build();

  /** A good one, and the key that vouched for it: when that goes, so does this. */
  private record Known(Said said, String kid, TokenKey key) {}

  /** Of this server's own kind, which the header's {@code typ} names, by its keys. */
  SignedTokens(String kind, Map<String, PublicKey> keys, Digests digests) {
    this(Set.of(kind), ofP256(keys), digests);
  }

  /** Of kinds that the header's {@code typ} names in small letters, by keys that may change. */
  SignedTokens(Set<String> kinds, Function<String, Optional<TokenKey>> keys, Digests digests) {
    this.kinds = Set.copyOf(kinds.stream().map(SignedTokens::small).toList());
    this.keys = keys;
    this.digests = digests;
    this.reader = new TokenReader(keys, MAX_CHARS);
  }

  private static Function<String, Optional<TokenKey>> ofP256(Map<String, PublicKey> keys) {
    Map<String, TokenKey> pinned = new LinkedHashMap<>();
    keys.forEach((name, key) -> pinned.put(name, TokenKey.onP256(key)));
    return name -> Optional.ofNullable(pinned.get(name));
  }

  /** What a token says, when it is what it should be. */
  record Read(Hash hash, Said said) {}

  /**
   * Reads a token.
   *
   * @throws TokenReader.Refused when it is not one of this kind that one of the keys signed
   */
  Read read(String token) {
    if (token.length() > MAX_CHARS) {
      throw new TokenReader.Refused(
          "malformed", "length", "is longer than " + MAX_CHARS + " characters");
    }
    Hash hash = Hash.of(token, digests);
    Known remembered = standing(hash);
    if (remembered != null) {
      return new Read(hash, remembered.said());
    }
    TokenReader.Refused before = refused.getIfPresent(hash);
    if (before != null) {
      throw before;
    }
    try {
      Said said = verify(token);
      String kid = TokenReader.keyNamed(token).orElse("");
      keys.apply(kid).ifPresent(key -> known.put(hash, new Known(said, kid, key)));
      return new Read(hash, said);
    } catch (TokenReader.Refused now) {
      // A key that is not known yet may be tomorrow: that is asked again.
      if (!now.check().equals("key")) {
        refused.put(hash, now);
      }
      throw now;
    }
  }

  /** A remembered one, while the key that vouched for it is still believed. */
  private @Nullable Known standing(Hash hash) {
    Known remembered = known.getIfPresent(hash);
    if (remembered == null
        || keys.apply(remembered.kid()).filter(remembered.key()::equals).isPresent()) {
      return remembered;
    }
    known.invalidate(hash);
    return null;
  }

  /** Whether a token was read before, or need not be: what reading it now costs is a hash. */
  boolean knows(String token) {
    if (token.length() > MAX_CHARS) {
      return true;
    }
    Hash hash = Hash.of(token, digests);
    return standing(hash) != null || refused.getIfPresent(hash) != null;
  }

  /** Whether a key of that name is known. */
  boolean hasKey(String kid) {
    return keys.apply(kid).isPresent();
  }

  private Said verify(String token) {
    TokenReader.Read read = reader.read(token);
    if (!kinds.contains(small(read.type()))) {
      throw new TokenReader.Refused("forged", "kind", "is a token of another kind");
    }
    return Said.of(read.claims());
  }

  private static String small(String kind) {
    return kind.toLowerCase(Locale.ROOT);
  }
}

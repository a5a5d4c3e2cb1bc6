package uk.seenheard.api.ground.provider;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.seenheard.api.ground.vouch.TokenKey;
import uk.seenheard.sync.codec.Json;

/**
 * The provider's document and keys as this process knows them: read when they are first needed,
 * read anew while the old ones serve. A key that is not known is looked for at once, but not more
 * often than each half minute, so that nobody makes this server call by inventing names. Safe to
 * use from any thread.
 */
final class ProviderWord {
  private static final Logger LOG = LoggerFactory.getLogger(ProviderWord.class);

  /** After which a key that the provider took back is believed no more. */
  private static final long OLD_MILLIS = Duration.ofMinutes(10).toMillis();

  private static final long BETWEEN_MILLIS = Duration.ofSeconds(30).toMillis();
  private static final long AFTER_FAULT_MILLIS = Duration.ofSeconds(5).toMillis();

  private final Vertx vertx;
  private final String issuer;
  private final ProviderCalls calls;
  private final LongSupplier now;
  private volatile @Nullable Standing standing;
  private volatile Optional<String> fault = Optional.empty();
  private @Nullable Future<Standing> reading;
  private long asked = Long.MIN_VALUE / 2;

  /** What was read, and when. */
  record Standing(Discovered document, Map<String, TokenKey> keys, long at) {}

  ProviderWord(Vertx vertx, String issuer, ProviderCalls calls, LongSupplier now) {
    this.vertx = vertx;
    this.issuer = issuer;
    this.calls = calls;
    this.now = now;
  }

  /** The key of that name; what is known grows old by the way. */
  Optional<TokenKey> key(String kid) {
    Standing known = standing;
    if (known == null || isOver(known.at(), OLD_MILLIS)) {
      // Whatever becomes of it is kept and told there.
      read(OLD_MILLIS);
    }
    return known == null ? Optional.empty() : Optional.ofNullable(known.keys().get(kid));
  }

  /** Looks for a key that is not known, unless that was done just now. */
  Future<Void> look() {
    return read(BETWEEN_MILLIS).<Void>mapEmpty().recover(away -> Future.succeededFuture());
  }

  /** What the provider says of itself. */
  Future<Standing> known() {
    Standing known = standing;
    return known == null ? read(0) : Future.succeededFuture(known);
  }

  /** The names of the keys, each with its algorithm. */
  Map<String, String> keys() {
    Map<String, String> named = new TreeMap<>();
    Standing known = standing;
    if (known != null) {
      known.keys().forEach((name, key) -> named.put(name, key.algorithm()));
    }
    return named;
  }

  /** When it was read, if ever. */
  Optional<Long> readAt() {
    return Optional.ofNullable(standing).map(Standing::at);
  }

  /** What was wrong with the last reading. */
  Optional<String> fault() {
    return fault;
  }

  /** Reads both, once for everybody who waits; not again within a time. */
  private synchronized Future<Standing> read(long between) {
    Future<Standing> going = reading;
    if (going != null) {
      return going;
    }
    Standing known = standing;
    long wait = fault.isPresent() ? AFTER_FAULT_MILLIS : between;
    if (!isOver(asked, wait) && (known != null || fault.isPresent())) {
      return known != null
          ? Future.succeededFuture(known)
          : Future.failedFuture(ProviderFault.away("no-answer", fault.orElse("it is away")));
    }
    asked = now.getAsLong();
    Future<Standing> begun =
        calls
            .get(Discovered.at(issuer))
            .map(said -> Discovered.read(said, issuer))
            .compose(this::keys);
    reading = begun;
    begun.onComplete(this::readNow, this::failed);
    return begun;
  }

  private Future<Standing> keys(Discovered document) {
    URI at = document.keys();
    return calls
        .get(at)
        .compose(said -> vertx.executeBlocking(() -> TokenKey.set(said.canonical()), false))
        .map(keys -> new Standing(document, keys, now.getAsLong()));
  }

  private synchronized void readNow(Standing read) {
    if (fault.isPresent() || standing == null) {
      LOG.info("the identity provider {} is known, {} keys", issuer, read.keys().size());
    }
    standing = read;
    fault = Optional.empty();
    reading = null;
  }

  private synchronized void failed(Throwable why) {
    String said =
        why instanceof ProviderFault || why instanceof IllegalArgumentException
            ? String.valueOf(why.getMessage())
            : why.getClass().getName();
    LOG.warn("the identity provider {} could not be read: {}", issuer, said);
    fault = Optional.of(said);
    reading = null;
  }

  private boolean isOver(long since, long millis) {
    long passed = now.getAsLong() - since;
    return passed >= millis || passed < 0;
  }

  /** An answer's text member that has to be there. */
  static String needed(Json.Obj answer, String member) {
    return answer
        .text(member)
        .orElseThrow(() -> ProviderFault.away("token-answer", "its answer has no " + member));
  }
}

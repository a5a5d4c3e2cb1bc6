package uk.seenheard.api.field.push;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.codec.Digests;
import uk.seenheard.sync.feed.PushRequest;

/**
 * The enrolments and passes that this process has seen in pushes that held, by their hashes: a
 * handset names them from then on. What was forgotten, or never seen, is asked for; a name proves
 * no more and no less than the text, which is verified each time.
 */
final class NamedTokens {
  /** Characters of tokens that are kept: some ten thousand handsets. */
  private static final long MOST_CHARS = 16L * 1024 * 1024;

  private static final Duration KEPT = Duration.ofHours(24);

  private final Digests digests;
  private final Cache<Hash, String> known =
      Caffeine.newBuilder()
          .maximumWeight(MOST_CHARS)
          .weigher((Hash hash, String token) -> token.length())
          .expireAfterAccess(KEPT)
          .build();

  NamedTokens(Digests digests) {
    this.digests = digests;
  }

  /** The push with its tokens as they are, or empty when one is named that is not known here. */
  Optional<PushRequest> whole(PushRequest request) {
    Optional<String> enrolment = token(request.enrolment());
    List<String> passes = new ArrayList<>();
    for (String shown : request.passes()) {
      token(shown).ifPresent(passes::add);
    }
    return passes.size() < request.passes().size()
        ? Optional.empty()
        : enrolment.map(text -> request.showing(text, passes));
  }

  private Optional<String> token(String shown) {
    return PushRequest.named(shown)
        .map(hash -> Optional.ofNullable(known.getIfPresent(hash)))
        .orElseGet(() -> Optional.of(shown));
  }

  /** Remembers one that was verified. */
  void remember(String token) {
    known.put(Hash.of(token, digests), token);
  }
}

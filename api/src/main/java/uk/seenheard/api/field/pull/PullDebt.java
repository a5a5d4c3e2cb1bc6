package uk.seenheard.api.field.pull;

import java.util.List;
import java.util.Set;
import uk.seenheard.api.ground.sight.Access;

/** What a pull owes a puller of one incident. */
enum PullDebt {
  /** It was seen before and is now: what came since. */
  SINCE,
  /** It is seen now and was not: all of it. */
  WHOLE,
  /** It was seen before and is not now: told to forget it. */
  EVICT,
  /** Neither. */
  NOTHING;

  /** Whether content is owed. */
  boolean holdsContent() {
    return this == SINCE || this == WHOLE;
  }

  /**
   * What is owed.
   *
   * @param before scopes under which everything up to commit {@code n} was handed over
   * @param now scopes of this pull, which goes up to commit {@code to}
   */
  static PullDebt of(List<Access> access, Set<String> before, long n, Set<String> now, long to) {
    boolean saw = n > 0 && sees(access, before, n);
    // Access that was taken after `to` counts as taken: nobody is handed what they just lost.
    boolean sees = access.stream().anyMatch(a -> a.isOpen() && a.from() <= to && within(a, now));
    if (sees) {
      // Access that was taken and given again since is a new access: what it covers may have been
      // evicted in between.
      boolean unbroken =
          n > 0
              && access.stream()
                  .anyMatch(
                      a -> a.isOpen() && a.from() <= n && within(a, before) && within(a, now));
      return unbroken ? SINCE : WHOLE;
    }
    return saw ? EVICT : NOTHING;
  }

  private static boolean sees(List<Access> access, Set<String> scopes, long at) {
    return access.stream().anyMatch(a -> a.from() <= at && at < a.until() && within(a, scopes));
  }

  private static boolean within(Access access, Set<String> scopes) {
    return access.isSight() && scopes.contains(access.seenBy());
  }
}

package uk.seenheard.sync.merge;

import java.util.Set;

/**
 * The acts that decide about a record without being part of what was captured. An authorisation
 * vouches for everything but these, so that accepting a reason afterwards is no correction.
 *
 * <p>Later kinds of decision are called {@code decide-…}: an end that has never heard of one still
 * knows that it decides, and computes the same {@code captured} as the end that made it.
 */
public final class ReviewActs {
  private static final String DECIDES = "decide-";

  private static final Set<String> REVIEW =
      Set.of(
          "return",
          "authorise",
          "accept-reason",
          "refuse-reason",
          "assign",
          "share",
          "unshare",
          "release",
          "dismiss",
          "acknowledge");

  private ReviewActs() {}

  /** Whether an act of that name decides rather than records. */
  public static boolean isReview(String act) {
    return REVIEW.contains(act) || act.startsWith(DECIDES);
  }
}

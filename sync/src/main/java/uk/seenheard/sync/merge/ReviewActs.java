package uk.seenheard.sync.merge;

import java.util.Set;

/**
 * The acts that decide about a record without being part of what was captured. An authorisation
 * vouches for everything but these, so that accepting a reason afterwards is no correction.
 */
public final class ReviewActs {
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
    return REVIEW.contains(act);
  }
}

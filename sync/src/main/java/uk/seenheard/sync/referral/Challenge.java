package uk.seenheard.sync.referral;

/**
 * That the force does not agree with an answer, or that there is none: a step of the ladder.
 *
 * @param level the step, from 1 on
 * @param why in words
 * @param at when it was opened; the clock of its step counts from here
 * @param answered whether something was decided since
 */
public record Challenge(int level, String why, String by, long at, boolean answered) {
  Challenge answer() {
    return new Challenge(level, why, by, at, true);
  }
}

package uk.seenheard.sync.referral;

import java.util.Optional;

/**
 * Where a notice goes and how urgent it is, as somebody decided who read it beside the earlier
 * ones.
 *
 * @param route a code of the force's data
 * @param grade how urgent
 * @param why needed where the grade is another than the officer's
 * @param by who decided
 */
public record Triage(String route, String grade, Optional<String> why, String by, long at) {}

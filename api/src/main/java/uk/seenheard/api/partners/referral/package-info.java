/**
 * Notices on their way to whoever has to act: to whom, when, what each may see of them, what left,
 * and what came back.
 */
@NullMarked
package uk.seenheard.api.partners.referral;

import org.jspecify.annotations.NullMarked;

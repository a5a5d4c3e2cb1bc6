/**
 * How far a notice has come on its way to whoever has to act: a pure function of what is written,
 * what left, and what came back.
 */
@NullMarked
package uk.seenheard.sync.referral;

import org.jspecify.annotations.NullMarked;

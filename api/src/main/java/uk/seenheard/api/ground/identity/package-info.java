/**
 * Who somebody is and what they may see: tokens, enrolments, shift passes, grants, the force's
 * roster.
 */
@NullMarked
package uk.seenheard.api.ground.identity;

import org.jspecify.annotations.NullMarked;

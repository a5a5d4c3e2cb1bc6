/** The doors of identity: sign-in and sign-out, enrolment, the beginning of a shift. */
@NullMarked
package uk.seenheard.api.ground.login;

import org.jspecify.annotations.NullMarked;

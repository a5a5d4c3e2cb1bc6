/** What prompts and duties look at beside the incident: school days, the force's times, the day. */
@NullMarked
package uk.seenheard.api.ground.duty;

import org.jspecify.annotations.NullMarked;

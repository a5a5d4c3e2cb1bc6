/**
 * Which body-worn video shows which officer at which incident, and where in it what was said lies.
 */
@NullMarked
package uk.seenheard.sync.footage;

import org.jspecify.annotations.NullMarked;

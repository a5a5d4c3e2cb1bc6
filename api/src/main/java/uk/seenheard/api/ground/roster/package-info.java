/**
 * The people of a force: roster, teams and roles; who was moved, is away, or has no account any
 * more.
 */
@NullMarked
package uk.seenheard.api.ground.roster;

import org.jspecify.annotations.NullMarked;

/**
 * The acts of the force's ledger that stand until the next one: written in one way, and the last of
 * each kind about each subject kept in one table.
 */
@NullMarked
package uk.seenheard.api.ground.acts;

import org.jspecify.annotations.NullMarked;

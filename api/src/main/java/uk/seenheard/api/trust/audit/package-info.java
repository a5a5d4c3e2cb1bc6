/**
 * Who looked at what and who was handed what, written into the force's ledger before it happens.
 */
@NullMarked
package uk.seenheard.api.trust.audit;

import org.jspecify.annotations.NullMarked;

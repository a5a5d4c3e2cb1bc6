/** The outbox: every change made on this handset, its place in the chain, and what became of it. */
@NullMarked
package uk.seenheard.handset.core.outbox;

import org.jspecify.annotations.NullMarked;

/** The sync loop: push, ask, pull, compare, repair, wait; by itself or when told. */
@NullMarked
package uk.seenheard.handset.core.loop;

import org.jspecify.annotations.NullMarked;

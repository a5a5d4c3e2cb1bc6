/** A store in an append log of two files, for platforms that have files and nothing else. */
@NullMarked
package uk.seenheard.handset.core.store.log;

import org.jspecify.annotations.NullMarked;

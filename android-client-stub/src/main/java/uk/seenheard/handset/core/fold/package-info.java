/** What a look need not read again: of which incidents nothing moved, and their folds, sealed. */
@NullMarked
package uk.seenheard.handset.core.fold;

import org.jspecify.annotations.NullMarked;

/** Whoever answers for it all: accounts, the ledger of looks, erasure, running it. */
@NullMarked
package uk.seenheard.api.trust;

import org.jspecify.annotations.NullMarked;

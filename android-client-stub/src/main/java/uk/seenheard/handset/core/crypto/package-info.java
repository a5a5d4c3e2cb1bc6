/**
 * The ports to cryptography: what is computed stands in the contracts, who computes it does not.
 */
@NullMarked
package uk.seenheard.handset.core.crypto;

import org.jspecify.annotations.NullMarked;

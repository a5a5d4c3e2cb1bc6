/** Keys of the handset: what wraps them, the device's signature, and sealed bodies. */
@NullMarked
package uk.seenheard.handset.core.keys;

import org.jspecify.annotations.NullMarked;

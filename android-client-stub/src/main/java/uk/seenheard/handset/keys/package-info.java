/** Keys of the handset: what wraps them, the device's signature, and sealed bodies. */
@NullMarked
package uk.seenheard.handset.keys;

import org.jspecify.annotations.NullMarked;

/**
 * JSON values, their canonical text, and the two small ports (JSON reading, digests) that every end
 * supplies.
 */
@NullMarked
package uk.seenheard.sync.codec;

import org.jspecify.annotations.NullMarked;

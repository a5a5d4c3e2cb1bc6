/** The replica: what the server sent, disposable, with the cursor and the digest of it. */
@NullMarked
package uk.seenheard.handset.core.replica;

import org.jspecify.annotations.NullMarked;

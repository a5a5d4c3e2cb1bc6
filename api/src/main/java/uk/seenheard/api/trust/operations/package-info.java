/** What somebody who looks after the server sees and does: metrics, logs, rebuilding. */
@NullMarked
package uk.seenheard.api.trust.operations;

import org.jspecify.annotations.NullMarked;

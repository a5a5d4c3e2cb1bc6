/** The port to the one place where the handset keeps anything: rows in transactions. */
@NullMarked
package uk.seenheard.handset.core.store;

import org.jspecify.annotations.NullMarked;

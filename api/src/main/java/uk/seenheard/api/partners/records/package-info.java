/** The records system receives each authorised revision once and acknowledges it. */
@NullMarked
package uk.seenheard.api.partners.records;

import org.jspecify.annotations.NullMarked;

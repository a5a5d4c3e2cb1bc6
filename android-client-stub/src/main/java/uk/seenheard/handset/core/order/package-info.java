/** What the server has ordered of this handset: kept, carried out step by step, and receipted. */
@NullMarked
package uk.seenheard.handset.core.order;

import org.jspecify.annotations.NullMarked;

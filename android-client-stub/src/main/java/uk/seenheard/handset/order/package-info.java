/** What the server has ordered of this handset: kept, carried out step by step, and receipted. */
@NullMarked
package uk.seenheard.handset.order;

import org.jspecify.annotations.NullMarked;

/**
 * The one way in and the one way out of every partner: a verdict for each item, feeds with cursors,
 * what was said of each thing that went out.
 */
@NullMarked
package uk.seenheard.api.partners.exchange;

import org.jspecify.annotations.NullMarked;

/** How the catalogue of recordings is closed: keys by year, and names that say nothing. */
@NullMarked
package uk.seenheard.api.partners.footage.seal;

import org.jspecify.annotations.NullMarked;

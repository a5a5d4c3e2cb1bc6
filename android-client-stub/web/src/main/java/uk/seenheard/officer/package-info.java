/** The officer's page: the handset's core in a browser, and what a browser lends it. */
@NullMarked
package uk.seenheard.officer;

import org.jspecify.annotations.NullMarked;

/** What the page's screens are drawn from: the record, its form and its prompts, in words. */
@NullMarked
package uk.seenheard.officer.shown;

import org.jspecify.annotations.NullMarked;

/**
 * How answers are read, above the fold: what counts as one, which mean the same, names, days,
 * moments; numbered by form version, so that a record keeps the reading it was made under.
 */
@NullMarked
package uk.seenheard.sync.reading;

import org.jspecify.annotations.NullMarked;

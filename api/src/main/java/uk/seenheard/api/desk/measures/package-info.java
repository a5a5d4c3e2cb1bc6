/** What the records say about how children are seen and heard, in numbers. */
@NullMarked
package uk.seenheard.api.desk.measures;

import org.jspecify.annotations.NullMarked;

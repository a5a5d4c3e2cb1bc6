/** The supervisor's desk: the pages, and the files they are made of. */
@NullMarked
package uk.seenheard.api.desk.console;

import org.jspecify.annotations.NullMarked;

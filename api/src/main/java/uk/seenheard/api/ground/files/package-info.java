/** How a file that a force or the program brings is read. */
@NullMarked
package uk.seenheard.api.ground.files;

import org.jspecify.annotations.NullMarked;

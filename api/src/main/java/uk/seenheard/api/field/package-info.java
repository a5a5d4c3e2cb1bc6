/** Officers' handhelds: what they push, pull, ask for and are told, and the forms they fill in. */
@NullMarked
package uk.seenheard.api.field;

import org.jspecify.annotations.NullMarked;

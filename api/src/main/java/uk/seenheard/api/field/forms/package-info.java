/** The forms this server knows, served to handsets and used for prompts. */
@NullMarked
package uk.seenheard.api.field.forms;

import org.jspecify.annotations.NullMarked;

/**
 * The force's handsets: who had them last, what is unsent on them, and what they are told to do.
 */
@NullMarked
package uk.seenheard.api.field.handset;

import org.jspecify.annotations.NullMarked;

/**
 * The force's handsets: who had them last, what is unsent on them, and what they are told to do.
 */
@NullMarked
package uk.seenheard.api.handset;

import org.jspecify.annotations.NullMarked;

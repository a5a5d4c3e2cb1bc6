/** The one vocabulary of acts: what people do about an incident beside answering questions. */
@NullMarked
package uk.seenheard.sync.act;

import org.jspecify.annotations.NullMarked;

/**
 * What is still to be asked: prompts and duties computed from an incident, a form and a context.
 */
@NullMarked
package uk.seenheard.sync.prompt;

import org.jspecify.annotations.NullMarked;

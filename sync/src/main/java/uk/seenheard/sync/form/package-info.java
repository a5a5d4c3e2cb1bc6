/** Forms as data: fields, codes and prompts of one form version. */
@NullMarked
package uk.seenheard.sync.form;

import org.jspecify.annotations.NullMarked;

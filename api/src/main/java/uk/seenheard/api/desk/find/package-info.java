/** Whom and what somebody looks for among the incidents they may see, and who there is to ask. */
@NullMarked
package uk.seenheard.api.desk.find;

import org.jspecify.annotations.NullMarked;

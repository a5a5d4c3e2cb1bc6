/** Words that were written under the wrong reference are moved to where they belong. */
@NullMarked
package uk.seenheard.api.desk.misplaced;

import org.jspecify.annotations.NullMarked;

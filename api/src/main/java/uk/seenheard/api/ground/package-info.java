/** What every wing stands on: HTTP, who somebody is, the log, what follows it. */
@NullMarked
package uk.seenheard.api.ground;

import org.jspecify.annotations.NullMarked;

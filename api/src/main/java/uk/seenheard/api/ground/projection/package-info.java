/** What is derived from the log: changes by incident, incidents by scope, rebuildable from zero. */
@NullMarked
package uk.seenheard.api.ground.projection;

import org.jspecify.annotations.NullMarked;

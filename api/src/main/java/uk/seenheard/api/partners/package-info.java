/** Integrators: what leaves the force, what comes in, and what came back. */
@NullMarked
package uk.seenheard.api.partners;

import org.jspecify.annotations.NullMarked;

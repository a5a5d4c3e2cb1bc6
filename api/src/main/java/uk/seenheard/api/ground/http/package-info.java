/** What every door stands on: bodies, answers, problems, limits. */
@NullMarked
package uk.seenheard.api.ground.http;

import org.jspecify.annotations.NullMarked;

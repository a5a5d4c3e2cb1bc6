/** What every door stands on: the HTTP server, problems, limits, health and the contract. */
@NullMarked
package uk.seenheard.api.ground.http;

import org.jspecify.annotations.NullMarked;

/**
 * Partners are told that something waits for them in a feed: by identifiers only, signed, again and
 * again until they have it.
 */
@NullMarked
package uk.seenheard.api.partners.webhooks;

import org.jspecify.annotations.NullMarked;

/** The protocol over HTTP, by OkHttp. */
@NullMarked
package uk.seenheard.handset.jvm.transport;

import org.jspecify.annotations.NullMarked;

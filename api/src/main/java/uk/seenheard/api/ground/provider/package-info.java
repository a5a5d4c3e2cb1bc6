/** The force's identity provider: how it is found, what it is asked, and what is believed of it. */
@NullMarked
package uk.seenheard.api.ground.provider;

import org.jspecify.annotations.NullMarked;

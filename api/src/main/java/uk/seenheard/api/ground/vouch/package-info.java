/** Keys, and what is signed by them: of devices, of this server, of the identity provider. */
@NullMarked
package uk.seenheard.api.ground.vouch;

import org.jspecify.annotations.NullMarked;

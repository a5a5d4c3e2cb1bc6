/** The handset's core on what Android lends it: an example of the ports, run on its framework. */
@NullMarked
package uk.seenheard.handset.android;

import org.jspecify.annotations.NullMarked;

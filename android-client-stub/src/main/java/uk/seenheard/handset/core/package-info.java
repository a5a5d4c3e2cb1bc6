/** The handset without its screen: what an officer records, kept safe and brought to the force. */
@NullMarked
package uk.seenheard.handset.core;

import org.jspecify.annotations.NullMarked;

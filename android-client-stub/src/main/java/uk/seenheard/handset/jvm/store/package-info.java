/** The SQLite file that a desktop or Android keeps a handset in. */
@NullMarked
package uk.seenheard.handset.jvm.store;

import org.jspecify.annotations.NullMarked;

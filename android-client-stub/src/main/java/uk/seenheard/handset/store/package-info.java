/** The one place where the handset keeps anything: rows in transactions, and their SQLite file. */
@NullMarked
package uk.seenheard.handset.store;

import org.jspecify.annotations.NullMarked;

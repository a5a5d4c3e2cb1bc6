/** The handset on a command line, for demos, load and tests. */
@NullMarked
package uk.seenheard.handset.jvm.cli;

import org.jspecify.annotations.NullMarked;

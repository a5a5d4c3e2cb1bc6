/**
 * The handset on a Java virtual machine: adapters for each port of the core, and a command line.
 */
@NullMarked
package uk.seenheard.handset.jvm;

import org.jspecify.annotations.NullMarked;

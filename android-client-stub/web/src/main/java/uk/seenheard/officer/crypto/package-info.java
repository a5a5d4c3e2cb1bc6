/** The ports of cryptography filled by what a browser has: noble's functions of bytes. */
@NullMarked
package uk.seenheard.officer.crypto;

import org.jspecify.annotations.NullMarked;

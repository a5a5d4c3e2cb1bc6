/** Cryptography by the providers of Java and Android (JCA). */
@NullMarked
package uk.seenheard.handset.jvm.crypto;

import org.jspecify.annotations.NullMarked;

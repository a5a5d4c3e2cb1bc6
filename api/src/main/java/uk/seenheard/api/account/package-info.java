/** Whether a person's account stands: withdrawn and given back by acts in the force's ledger. */
@NullMarked
package uk.seenheard.api.account;

import org.jspecify.annotations.NullMarked;

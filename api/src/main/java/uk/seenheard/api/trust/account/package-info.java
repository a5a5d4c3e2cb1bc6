/** Whether a person's account stands: withdrawn and given back by acts in the force's ledger. */
@NullMarked
package uk.seenheard.api.trust.account;

import org.jspecify.annotations.NullMarked;

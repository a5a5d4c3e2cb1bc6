/** The measurements P1 to P10: what the product does beside its peers, in one run. */
package uk.seenheard.api.bench;

/** The published contract: shown, and held against every request before its door sees it. */
@NullMarked
package uk.seenheard.api.ground.contract;

import org.jspecify.annotations.NullMarked;

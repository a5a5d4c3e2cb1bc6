/** Conditions as data: JsonLogic rules, compiled once and applied to facts. */
@NullMarked
package uk.seenheard.sync.logic;

import org.jspecify.annotations.NullMarked;

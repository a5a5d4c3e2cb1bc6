/**
 * Tests of the supervisor's pages, in a real browser, against a real server fed by real handsets.
 */
@NullMarked
package uk.seenheard.api.desk.console;

import org.jspecify.annotations.NullMarked;

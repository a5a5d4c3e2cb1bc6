/** The officer's page: its files, as the handset's browser module made them. */
@NullMarked
package uk.seenheard.api.field.officer;

import org.jspecify.annotations.NullMarked;

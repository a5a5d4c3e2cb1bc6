/** Nothing forgotten: what is overdue is raised to the officer, the supervisor, the inspector. */
@NullMarked
package uk.seenheard.api.desk.chase;

import org.jspecify.annotations.NullMarked;

/**
 * Body-worn video by its records: what evidence systems say of their recordings, who carried which
 * camera, who attended, and which recording shows which incident. Never a recording itself.
 */
@NullMarked
package uk.seenheard.api.partners.footage;

import org.jspecify.annotations.NullMarked;

package uk.seenheard.api.ground.follow;

import io.vertx.core.Context;
import java.util.function.Supplier;

/**
 * A generation of the read models, as those who keep it know it.
 *
 * @param feed under which name it is kept; what serves is another one after a rebuild
 * @param context on which it is kept
 * @param serves whether it is the one that everybody reads
 */
public record Generation(Supplier<String> feed, Context context, boolean serves) {}

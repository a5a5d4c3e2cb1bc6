package uk.seenheard.api.ground.login;

import java.util.function.LongSupplier;
import uk.seenheard.api.ground.provider.Provider;
import uk.seenheard.api.ground.provider.RefusedLogins;
import uk.seenheard.api.ground.roster.Force;

/**
 * What signing in at the provider is made of.
 *
 * @param refused where it is noted, for whoever runs the server, which check refused somebody
 */
record SignInParts(
    Provider provider,
    SessionLife life,
    OnTheWay onTheWay,
    Force force,
    RefusedLogins refused,
    Crumbs crumbs,
    LongSupplier now) {}

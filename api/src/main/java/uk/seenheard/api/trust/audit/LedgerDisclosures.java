package uk.seenheard.api.trust.audit;

import io.vertx.core.Future;
import java.util.TreeSet;
import uk.seenheard.api.field.pull.Disclosures;
import uk.seenheard.api.field.pull.Handed;
import uk.seenheard.api.ground.identity.Grant;
import uk.seenheard.api.ground.writer.Ledger;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.feed.Frame;

/** Writes down in the ledger of which incidents a handset was handed content. */
public final class LedgerDisclosures implements Disclosures {
  private final Ledger ledger;

  /** Into a ledger. */
  public LedgerDisclosures(Ledger ledger) {
    this.ledger = ledger;
  }

  @Override
  public Future<Void> pulled(Grant grant, Handed page) {
    long through = 0;
    int changes = 0;
    for (Frame frame : page.frames()) {
      if (frame instanceof Frame.Change change) {
        through = Math.max(through, change.n());
        changes++;
      }
    }
    return ledger
        .note(
            grant.person(),
            grant.token(),
            "disclosed",
            Json.object()
                .put("scopes", Json.texts(grant.scopes()))
                .put("incidents", Json.texts(new TreeSet<>(page.incidents())))
                .put("through", through)
                .put("changes", changes)
                .build())
        .mapEmpty();
  }
}

package uk.seenheard.api.trust.audit;

import io.vertx.core.Future;
import java.util.List;
import uk.seenheard.api.field.pull.Disclosures;
import uk.seenheard.api.ground.identity.Grant;
import uk.seenheard.api.ground.writer.Ledger;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.feed.Frame;

/** Writes down in the ledger which stretch of the log a handset was handed. */
public final class LedgerDisclosures implements Disclosures {
  private final Ledger ledger;

  /** Into a ledger. */
  public LedgerDisclosures(Ledger ledger) {
    this.ledger = ledger;
  }

  @Override
  public Future<Void> pulled(Grant grant, List<Frame> frames) {
    long least = Long.MAX_VALUE;
    long most = 0;
    int changes = 0;
    for (Frame frame : frames) {
      if (frame instanceof Frame.Change change) {
        least = Math.min(least, change.n());
        most = Math.max(most, change.n());
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
                .put("from", least)
                .put("through", most)
                .put("changes", changes)
                .build())
        .mapEmpty();
  }
}

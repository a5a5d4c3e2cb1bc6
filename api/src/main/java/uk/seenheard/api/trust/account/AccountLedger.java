package uk.seenheard.api.trust.account;

import io.vertx.core.Future;
import java.util.List;
import java.util.OptionalLong;
import uk.seenheard.api.ground.follow.LedgerAct;
import uk.seenheard.api.ground.follow.LedgerFollower;
import uk.seenheard.api.ground.follow.Projector;
import uk.seenheard.api.ground.identity.Grant;
import uk.seenheard.api.ground.roster.Revocations;
import uk.seenheard.api.ground.writer.Ledger;
import uk.seenheard.sync.codec.Json;

/**
 * Withdraws accounts and gives them back: writes the act, and follows the ledger for the acts of
 * every process. A withdrawal holds in the process that wrote it before it is answered, in others
 * once they have read the log, a quarter of a second later.
 */
public final class AccountLedger implements LedgerFollower {
  /** The act by which an account is withdrawn; {@code since} is the moment it counts from. */
  static final String REVOKED = "account-revoked";

  /** The act by which it is given back. */
  static final String REINSTATED = "account-reinstated";

  private static final long PROJECTION_WAIT_MILLIS = 5_000;

  private final RevocationRegister register;
  private final Revocations revocations;

  /** Keeps the register, and what this process goes by. */
  public AccountLedger(RevocationRegister register, Revocations revocations) {
    this.register = register;
    this.revocations = revocations;
  }

  /** Reads what was kept before this process began. */
  public Future<Void> start() {
    return register
        .all()
        .onSuccess(all -> all.forEach(entry -> revocations.note(entry.person(), entry.since())))
        .mapEmpty();
  }

  @Override
  public Future<Void> follow(List<LedgerAct> acts) {
    Future<Void> done = Future.succeededFuture();
    for (LedgerAct act : acts) {
      if (act.act().equals(REVOKED) || act.act().equals(REINSTATED)) {
        String person = act.with().text("person").orElse("");
        OptionalLong since =
            act.act().equals(REVOKED)
                ? OptionalLong.of(act.with().whole("since").orElse(act.at()))
                : OptionalLong.empty();
        done =
            done.compose(
                    before -> register.put(new RevocationRegister.Entry(person, act.n(), since)))
                .onSuccess(kept -> revocations.note(person, since));
      }
    }
    return done;
  }

  /** Writes an act down; the answer comes when this process goes by it. */
  Future<Void> write(
      Ledger ledger,
      Projector projector,
      Grant by,
      String act,
      String person,
      String reason,
      long now) {
    Json.Obj with =
        Json.object().put("person", person).put("reason", reason).put("since", now).build();
    return ledger
        .note(by.person(), by.token(), act, with)
        .compose(n -> projector.reached(n, PROJECTION_WAIT_MILLIS));
  }
}

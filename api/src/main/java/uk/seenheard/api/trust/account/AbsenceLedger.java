package uk.seenheard.api.trust.account;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import uk.seenheard.api.ground.follow.LedgerAct;
import uk.seenheard.api.ground.follow.LedgerFollower;
import uk.seenheard.api.ground.follow.Projector;
import uk.seenheard.api.ground.identity.Grant;
import uk.seenheard.api.ground.roster.Absences;
import uk.seenheard.api.ground.writer.Ledger;
import uk.seenheard.sync.codec.Json;

/**
 * Writes down who is away and who acts for them, and follows the ledger for the acts of every
 * process.
 */
public final class AbsenceLedger implements LedgerFollower {
  private static final String ABSENT = "absent";
  private static final long PROJECTION_WAIT_MILLIS = 5_000;

  private final AbsenceRegister register;
  private final Absences absences;

  /** Keeps the register, and what this process goes by. */
  public AbsenceLedger(AbsenceRegister register, Absences absences) {
    this.register = register;
    this.absences = absences;
  }

  /** Reads what was kept before this process began. */
  public Future<Void> start() {
    return register
        .all()
        .onSuccess(all -> all.forEach(entry -> absences.note(entry.absence())))
        .mapEmpty();
  }

  @Override
  public Future<Void> follow(List<LedgerAct> acts) {
    Future<Void> done = Future.succeededFuture();
    for (LedgerAct act : acts) {
      if (act.act().equals(ABSENT)) {
        Absences.Absence absence =
            new Absences.Absence(
                act.with().text("person").orElse(""),
                act.with().whole("from").orElse(0L),
                act.with().whole("until").orElse(0L),
                act.with().text("deputy"));
        done =
            done.compose(before -> register.put(new AbsenceRegister.Entry(act.n(), absence)))
                .onSuccess(kept -> absences.note(absence));
      }
    }
    return done;
  }

  /** Writes an absence down; the answer comes when this process goes by it. */
  Future<Void> write(
      Ledger ledger, Projector projector, Grant by, Absences.Absence absence, String reason) {
    Optional<String> deputy = absence.deputy();
    Json.Obj with =
        Json.object()
            .put("person", absence.person())
            .put("from", absence.from())
            .put("until", absence.until())
            .put("deputy", deputy)
            .put("reason", reason)
            .build();
    return ledger
        .note(by.person(), by.token(), ABSENT, with)
        .compose(n -> projector.reached(n, PROJECTION_WAIT_MILLIS));
  }
}

package uk.seenheard.api.trust.account;

import io.vertx.core.Future;
import java.util.List;
import java.util.function.LongSupplier;
import uk.seenheard.api.engine.documents.DocumentStore;
import uk.seenheard.api.ground.core.Core;
import uk.seenheard.api.ground.core.Feature;
import uk.seenheard.api.ground.core.People;
import uk.seenheard.api.ground.follow.LedgerFollower;
import uk.seenheard.api.ground.follow.Projector;
import uk.seenheard.api.ground.http.Door;
import uk.seenheard.api.ground.writer.Ledger;

/** Puts the parts together by which accounts are withdrawn, people moved and absences noted. */
public final class AccountFeature implements Feature {
  private final AccountLedger accounts;
  private final MoveLedger moves;
  private final AbsenceLedger absences;
  private final List<Door> doors;

  private AccountFeature(Core core) {
    People people = core.people();
    DocumentStore documents = core.basis().documents();
    LongSupplier now = core.basis().now();
    Ledger ledger = core.writing().ledger();
    Projector projector = core.reading().projector();
    String force = people.force().id();
    this.accounts =
        new AccountLedger(new MongoRevocationRegister(documents, force), people.revocations());
    this.moves = new MoveLedger(new MongoMoveRegister(documents, force), people.moves());
    this.absences =
        new AbsenceLedger(new MongoAbsenceRegister(documents, force), people.absences());
    this.doors =
        List.of(
            new AccountDoor(people.tokens(), people.force(), accounts, ledger, projector, now),
            new MoveDoor(people.tokens(), people.force(), moves, ledger, projector, now),
            new AbsenceDoor(
                people.tokens(),
                people.force(),
                absences,
                people.absences(),
                ledger,
                projector,
                now));
  }

  /** On the ground. */
  public static AccountFeature of(Core core) {
    return new AccountFeature(core);
  }

  @Override
  public List<Door> doors() {
    return doors;
  }

  @Override
  public List<LedgerFollower> followers() {
    return List.of(accounts, absences, moves);
  }

  @Override
  public Future<Void> prepare() {
    return moves.start().compose(known -> accounts.start()).compose(known -> absences.start());
  }
}

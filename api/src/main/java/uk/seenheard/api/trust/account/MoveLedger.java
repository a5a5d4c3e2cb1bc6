package uk.seenheard.api.trust.account;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import uk.seenheard.api.ground.follow.LedgerAct;
import uk.seenheard.api.ground.follow.LedgerFollower;
import uk.seenheard.api.ground.follow.Projector;
import uk.seenheard.api.ground.identity.Grant;
import uk.seenheard.api.ground.roster.Moves;
import uk.seenheard.api.ground.writer.Ledger;
import uk.seenheard.sync.codec.Json;

/**
 * Moves people to other teams: writes the act, and follows the ledger for the acts of every
 * process. What somebody may see follows their teams with the next answer they get: what they lost
 * is evicted, what they gained is handed over whole.
 */
public final class MoveLedger implements LedgerFollower {
  /** The act by which a person is moved. */
  static final String MOVED = "person-moved";

  private static final long PROJECTION_WAIT_MILLIS = 5_000;

  private final MoveRegister register;
  private final Moves moves;

  /** Keeps the register, and what this process goes by. */
  public MoveLedger(MoveRegister register, Moves moves) {
    this.register = register;
    this.moves = moves;
  }

  /** Reads what was kept before this process began. */
  public Future<Void> start() {
    return read("");
  }

  private Future<Void> read(String after) {
    return register
        .after(after)
        .compose(
            page -> {
              page.forEach(entry -> moves.note(entry.person(), entry.n(), entry.teams()));
              return page.size() < MoveRegister.PAGE
                  ? Future.succeededFuture()
                  : read(page.get(page.size() - 1).person());
            });
  }

  @Override
  public Future<Void> follow(List<LedgerAct> acts) {
    Future<Void> done = Future.succeededFuture();
    for (LedgerAct act : acts) {
      if (act.act().equals(MOVED)) {
        String person = act.with().text("person").orElse("");
        List<String> teams = new ArrayList<>();
        for (Json team : act.with().items("teams")) {
          if (team instanceof Json.Text text) {
            teams.add(text.value());
          }
        }
        done =
            done.compose(before -> register.put(new MoveRegister.Entry(person, act.n(), teams)))
                .onSuccess(kept -> moves.note(person, act.n(), teams));
      }
    }
    return done;
  }

  /** Writes a move down; the answer comes when this process goes by it. */
  Future<Void> write(
      Ledger ledger,
      Projector projector,
      Grant by,
      String person,
      List<String> teams,
      String reason) {
    Json.Obj with =
        Json.object()
            .put("person", person)
            .put("teams", Json.texts(teams))
            .put("reason", reason)
            .build();
    return ledger
        .note(by.person(), by.token(), MOVED, with)
        .compose(n -> projector.reached(n, PROJECTION_WAIT_MILLIS));
  }
}

package uk.seenheard.api.partners.referral;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import uk.seenheard.api.ground.follow.Generation;
import uk.seenheard.api.ground.follow.LedgerAct;
import uk.seenheard.api.ground.follow.OpenedChange;
import uk.seenheard.api.ground.follow.Place;
import uk.seenheard.api.ground.follow.ReadModel;
import uk.seenheard.api.ground.follow.Round;
import uk.seenheard.api.ground.follow.StoredChange;
import uk.seenheard.sync.act.Act;
import uk.seenheard.sync.change.Change;
import uk.seenheard.sync.change.Operation;
import uk.seenheard.sync.referral.Referrals;

/** Follows from the log which notices there are, and what left of them. */
final class NotesModel implements ReadModel {
  private final Function<Supplier<String>, Notes> kept;
  private final Consumer<Set<String>> touched;
  private final Predicate<String> withdraws;

  /**
   * With what opens the notes that are kept under a name.
   *
   * @param withdraws whether what left by that text says that a notice is withdrawn
   * @param touched told of the incidents in which something was written
   */
  NotesModel(
      Function<Supplier<String>, Notes> kept,
      Predicate<String> withdraws,
      Consumer<Set<String>> touched) {
    this.kept = kept;
    this.withdraws = withdraws;
    this.touched = touched;
  }

  @Override
  public String name() {
    return "notices";
  }

  @Override
  public List<String> collections() {
    return List.of("notices", "sendings");
  }

  @Override
  public Future<Void> prepare() {
    return kept.apply(this::name).prepare();
  }

  @Override
  public Keeper keeper(Generation generation) {
    return new Noting(
        kept.apply(generation.feed()), withdraws, generation.serves() ? touched : incidents -> {});
  }

  private record Noting(Notes notes, Predicate<String> withdraws, Consumer<Set<String>> touched)
      implements Keeper {
    @Override
    public Future<Void> follow(Round round) {
      List<Notes.At> entered = new ArrayList<>();
      List<Notes.Sent> sent = new ArrayList<>();
      Set<String> incidents = new HashSet<>();
      List<Supplier<Future<Void>>> after = new ArrayList<>();
      for (OpenedChange change : round.changes()) {
        String incident = change.stored().entry().incident();
        if (!incident.equals(round.ledger())) {
          incidents.add(incident);
          for (Operation op : change.applied().map(Change::ops).orElse(List.of())) {
            note(op, incident, change.stored(), entered, sent, after);
          }
        }
      }
      Future<Void> done = notes.entered(entered).compose(kept -> notes.sent(sent));
      for (Supplier<Future<Void>> one : after) {
        done = done.compose(kept -> one.get());
      }
      return done.onSuccess(kept -> touched.accept(incidents));
    }

    private void note(
        Operation op,
        String incident,
        StoredChange from,
        List<Notes.At> entered,
        List<Notes.Sent> sent,
        List<Supplier<Future<Void>>> after) {
      if (op instanceof Operation.AddEntry add
          && add.at().text().startsWith(Referrals.REFERRAL + '/')) {
        entered.add(new Notes.At(incident, add.at().text()));
      }
      if (op instanceof Operation.Act act && Act.AUTHORISE.is(act.act())) {
        after.add(() -> notes.authorised(incident));
      }
      if (op instanceof Operation.Act act && act.about().isPresent()) {
        Notes.At at = new Notes.At(incident, act.about().get().text());
        if (Act.REFERRAL_SENT.is(act.act()) && act.with().text("key").isPresent()) {
          sent.add(
              new Notes.Sent(
                  from.n(),
                  from.i(),
                  from.at(),
                  at,
                  act.with().text("key").orElse(""),
                  act.with().text("recipient").orElse(""),
                  false,
                  0,
                  withdraws.test(act.with().text("text").orElse(""))));
          if (act.with().text("supersedes").isPresent()) {
            // A correction is looked after like what it corrects.
            after.add(() -> notes.open(at, true));
          }
        }
        if (Act.REFERRAL_CLOSED.is(act.act())) {
          after.add(() -> notes.open(at, false));
        }
        if (Act.REFERRAL_CHALLENGED.is(act.act())) {
          int step = act.with().whole("level").orElse(1L).intValue();
          after.add(() -> notes.open(at, true));
          after.add(
              () ->
                  notes.challenged(
                      at, new Place(from.n(), from.i()), from.at(), Math.max(1, step)));
        }
      }
    }

    @Override
    public Future<Void> erase(String incident, LedgerAct act) {
      return notes.erase(incident, act.n(), act.at());
    }
  }
}

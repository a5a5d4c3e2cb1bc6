package uk.seenheard.api.partners.evidence;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import uk.seenheard.api.ground.acts.ActWriter;
import uk.seenheard.api.ground.identity.Grant;
import uk.seenheard.api.ground.refusal.Refusal;
import uk.seenheard.api.partners.exchange.Feed;
import uk.seenheard.api.partners.exchange.FeedItem;
import uk.seenheard.api.partners.exchange.Outcomes;
import uk.seenheard.api.partners.exchange.Sent;
import uk.seenheard.api.partners.exchange.Told;
import uk.seenheard.api.partners.exchange.Verdict;
import uk.seenheard.sync.codec.Json;

/**
 * Takes what an evidence system says became of wishes, one item after the other. What it could not
 * do is shown until it says that it did, or a person ends it; it holds up nothing behind it. It is
 * said by codes only: a sentence of another system's may hold a name.
 */
final class RefusalService {
  private static final Pattern WISH =
      Pattern.compile("[0-9]{15}[.][0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
  private static final Pattern WORD = Pattern.compile("[a-z][a-z0-9-]{0,63}");
  private static final String DONE = "done";
  private static final String FAILED = "failed";

  private final Feed wishes;
  private final Outcomes outcomes;
  private final WishService read;
  private final ActWriter acts;

  RefusalService(Feed wishes, Outcomes outcomes, WishService read, ActWriter acts) {
    this.wishes = wishes;
    this.outcomes = outcomes;
    this.read = read;
    this.acts = acts;
  }

  /** What becomes of each item of a batch, in its order: a later one may be about the same. */
  Future<List<Verdict>> take(Grant grant, List<Json> batch) {
    return take(grant, batch, new ArrayList<>(batch.size()));
  }

  private Future<List<Verdict>> take(Grant grant, List<Json> batch, List<Verdict> verdicts) {
    if (verdicts.size() == batch.size()) {
      return Future.succeededFuture(verdicts);
    }
    return take(grant, batch.get(verdicts.size()))
        .compose(
            one -> {
              verdicts.add(one);
              return take(grant, batch, verdicts);
            });
  }

  private Future<Verdict> take(Grant grant, Json given) {
    Json.Obj item = given instanceof Json.Obj one ? one : Json.EMPTY;
    Optional<Verdict.Rejected> fault = fault(item);
    return fault.isPresent()
        ? Future.succeededFuture(fault.get())
        : known(grant, item, Sent.of(item.text("wish").orElseThrow()));
  }

  private static Optional<Verdict.Rejected> fault(Json.Obj item) {
    if (item.text("wish").filter(one -> WISH.matcher(one).matches()).isEmpty()) {
      return fault("wish", "Name the wish by its id, as the feed gave it.");
    }
    String outcome = item.text("outcome").orElse("");
    if (!outcome.equals(DONE) && !outcome.equals(FAILED)) {
      return fault("outcome", "Say what became of it: done or failed.");
    }
    if (outcome.equals(FAILED)
        && item.text("code").filter(one -> WORD.matcher(one).matches()).isEmpty()) {
      return fault("code", "Say why by a code: small letters, digits and hyphens, 64 at most.");
    }
    return item.get("path").isPresent()
            && item.text("path").filter(one -> WORD.matcher(one).matches()).isEmpty()
        ? fault("path", "Name the member of the wish that failed: link, hold, category …")
        : Optional.empty();
  }

  private static Optional<Verdict.Rejected> fault(String path, String words) {
    return Optional.of(new Verdict.Rejected(path, path, words));
  }

  private Future<Verdict> known(Grant grant, Json.Obj item, Sent of) {
    return wishes
        .of(of.incident())
        .compose(
            found ->
                found.stream().anyMatch(one -> one.sent().equals(of))
                    ? outcomes.of(of).compose(held -> judge(grant, item, found, held))
                    : Future.succeededFuture(unknown(found)));
  }

  private static Verdict unknown(List<FeedItem> found) {
    return found.stream().anyMatch(one -> one.type().equals(Wish.ERASED))
        ? new Verdict.Rejected(
            "wish", "erased", "The incident was erased. Erase what you hold of it.")
        : new Verdict.Rejected("wish", "unknown-wish", "The feed has no such wish.");
  }

  private Future<Verdict> judge(
      Grant grant, Json.Obj item, List<FeedItem> found, Optional<Told> held) {
    Sent of = Sent.of(item.text("wish").orElseThrow());
    boolean done = item.text("outcome").equals(Optional.of(DONE));
    boolean accepted = held.filter(one -> one.standing() == Told.Standing.ACCEPTED).isPresent();
    if (accepted) {
      return Future.succeededFuture(done ? new Verdict.Unchanged() : new Verdict.Stale());
    }
    boolean same =
        !done
            && held.flatMap(Told::fault)
                .filter(one -> one.code().equals(item.text("code").orElse("")))
                .filter(one -> one.path().equals(item.text("path").orElse("")))
                .isPresent();
    if (same) {
      return Future.succeededFuture(new Verdict.Unchanged());
    }
    return done
        ? write(grant, item, of).compose(stored -> corrected(grant, found, of).map(stored))
        : write(grant, item, of);
  }

  /** What was refused of the same recording before is done by this: a wish is the whole of it. */
  private Future<Void> corrected(Grant grant, List<FeedItem> found, Sent of) {
    FeedItem mine = found.stream().filter(one -> one.sent().equals(of)).findFirst().orElseThrow();
    Future<Void> all = Future.succeededFuture();
    for (FeedItem earlier : found) {
      if (earlier.place().n() < of.n()) {
        all = all.compose(done -> corrected(grant, earlier, mine));
      }
    }
    return all;
  }

  private Future<Void> corrected(Grant grant, FeedItem earlier, FeedItem mine) {
    return outcomes
        .of(earlier.sent())
        .compose(
            held ->
                held.filter(one -> one.standing() == Told.Standing.STUCK).isPresent()
                    ? sameRecording(earlier, mine)
                    : Future.succeededFuture(false))
        .compose(
            same ->
                same
                    ? ended(grant, earlier.sent(), "A later wish about the recording was done.")
                        .mapEmpty()
                    : Future.succeededFuture());
  }

  private Future<Boolean> sameRecording(FeedItem one, FeedItem other) {
    return read.wish(one)
        .compose(first -> read.wish(other).map(second -> first.isAboutTheSameAs(second)));
  }

  private Future<Long> ended(Grant grant, Sent of, String reason) {
    return acts.write(
        grant,
        WishesModel.ENDED,
        Json.object()
            .put("n", of.n())
            .put("incident", of.incident())
            .put("reason", reason)
            .build());
  }

  private Future<Verdict> write(Grant grant, Json.Obj item, Sent of) {
    Json.Builder with =
        Json.object()
            .put("n", of.n())
            .put("incident", of.incident())
            .put("outcome", item.text("outcome"));
    if (item.text("outcome").equals(Optional.of(FAILED))) {
      with.put("path", item.text("path").orElse("")).put("code", item.text("code"));
    }
    return acts.write(grant, WishesModel.OUTCOME, with.build()).map(new Verdict.Stored());
  }

  /** A person sees to it otherwise. */
  Future<Long> end(Grant grant, String wish, String reason) {
    Sent of = Sent.of(wish);
    return outcomes
        .of(of)
        .compose(
            held ->
                held.filter(one -> one.standing() == Told.Standing.STUCK).isPresent()
                    ? ended(grant, of, reason)
                    : Future.failedFuture(new Refusal.NotFound("The refusal").raised()));
  }
}

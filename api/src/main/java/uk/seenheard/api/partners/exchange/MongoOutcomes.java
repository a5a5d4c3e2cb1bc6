package uk.seenheard.api.partners.exchange;

import static uk.seenheard.api.engine.documents.Order.ascending;
import static uk.seenheard.api.engine.documents.Where.and;
import static uk.seenheard.api.engine.documents.Where.eq;
import static uk.seenheard.api.engine.documents.Where.gt;
import static uk.seenheard.api.engine.documents.Where.lt;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.bson.Document;
import uk.seenheard.api.engine.documents.DocumentStore;
import uk.seenheard.api.engine.documents.Documents;
import uk.seenheard.api.engine.documents.Where;

/** What a partner said of what it was sent, as documents of one collection. */
public final class MongoOutcomes implements Outcomes {
  private final Supplier<String> feed;
  private final Documents outcomes;
  private final boolean corrects;

  /**
   * Of one force's log, where what is accepted of an incident corrects what was rejected before.
   *
   * @param collection where they are kept: no other partner's are
   * @param feed under which name they are kept: another one after a rebuild
   */
  public MongoOutcomes(DocumentStore store, String collection, Supplier<String> feed) {
    this(store, collection, feed, true);
  }

  private MongoOutcomes(
      DocumentStore store, String collection, Supplier<String> feed, boolean corrects) {
    this.feed = feed;
    this.outcomes = store.collection(collection);
    this.corrects = corrects;
  }

  /** The same, where things of one incident have nothing to do with one another. */
  public static MongoOutcomes eachByItself(
      DocumentStore store, String collection, Supplier<String> feed) {
    return new MongoOutcomes(store, collection, feed, false);
  }

  @Override
  public Future<Void> prepare() {
    return outcomes
        .index(ascending("feed", "standing", "place"))
        .compose(done -> outcomes.index(ascending("feed", "incident", "standing", "place")));
  }

  @Override
  public Future<Void> note(Told told) {
    Document document = OutcomeDocument.write(feed.get(), told);
    return outcomes
        .insertMissing(List.of(document))
        .compose(left -> outcomes.replace(and(key(told.of()), lt("said", told.said())), document))
        .compose(
            done ->
                corrects && told.standing() == Told.Standing.ACCEPTED
                    ? correct(told)
                    : Future.succeededFuture());
  }

  /** What was rejected of the incident before, by what was said until then. */
  private Future<Void> correct(Told told) {
    return outcomes.updateAll(
        and(
            eq("feed", feed.get()),
            eq("incident", told.of().incident()),
            eq("standing", Told.Standing.STUCK.word()),
            lt("place", told.place()),
            lt("said", told.said())),
        OutcomeDocument.standing(Told.Standing.CORRECTED, told.said()));
  }

  @Override
  public Future<Void> end(Sent of, long said) {
    return outcomes
        .update(
            and(key(of), eq("standing", Told.Standing.STUCK.word()), lt("said", said)),
            OutcomeDocument.standing(Told.Standing.ENDED, said))
        .mapEmpty();
  }

  @Override
  public Future<Optional<Told>> of(Sent of) {
    return outcomes.find(key(of)).first().map(found -> found.map(OutcomeDocument::read));
  }

  @Override
  public Future<List<Told>> stuck(String after, int most) {
    return outcomes
        .find(
            and(
                eq("feed", feed.get()),
                eq("standing", Told.Standing.STUCK.word()),
                gt("place", after)))
        .sort(ascending("place"))
        .limit(most)
        .list()
        .map(found -> found.stream().map(OutcomeDocument::read).toList());
  }

  @Override
  public Future<Void> erase(String incident) {
    return outcomes.deleteAll(and(eq("feed", feed.get()), eq("incident", incident)));
  }

  private Where key(Sent of) {
    return eq("_id", OutcomeDocument.key(feed.get(), of));
  }
}

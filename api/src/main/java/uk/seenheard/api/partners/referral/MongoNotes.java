package uk.seenheard.api.partners.referral;

import static uk.seenheard.api.engine.documents.Order.ascending;
import static uk.seenheard.api.engine.documents.Where.and;
import static uk.seenheard.api.engine.documents.Where.eq;
import static uk.seenheard.api.engine.documents.Where.gt;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.bson.Document;
import uk.seenheard.api.engine.documents.Change;
import uk.seenheard.api.engine.documents.DocumentStore;
import uk.seenheard.api.engine.documents.Documents;
import uk.seenheard.api.ground.follow.Place;

/** Notices and what left of them as documents: one a notice, and one each time that it left. */
final class MongoNotes implements Notes {
  private final Supplier<String> feed;
  private final Documents notices;
  private final Documents sendings;

  /**
   * Of one force's log.
   *
   * @param feed under which name they are kept: another one after a rebuild
   */
  MongoNotes(DocumentStore store, Supplier<String> feed) {
    this.feed = feed;
    this.notices = store.collection("notices");
    this.sendings = store.collection("sendings");
  }

  @Override
  public Future<Void> prepare() {
    return notices
        .index(ascending("feed", "open", "name"))
        .compose(done -> notices.index(ascending("feed", "incident")))
        .compose(done -> sendings.index(ascending("feed", "recipient", "n")))
        .compose(done -> sendings.index(ascending("feed", "incident", "n")));
  }

  private static String name(At at) {
    return at.incident() + '/' + at.entry();
  }

  private String id(At at) {
    return feed.get() + '/' + name(at);
  }

  @Override
  public Future<Void> entered(List<At> entered) {
    List<Document> documents = new ArrayList<>();
    for (At at : entered) {
      documents.add(
          new Document("_id", id(at))
              .append("feed", feed.get())
              .append("name", name(at))
              .append("incident", at.incident())
              .append("entry", at.entry())
              .append("open", true));
    }
    return documents.isEmpty()
        ? Future.succeededFuture()
        : notices.insertMissing(documents).mapEmpty();
  }

  @Override
  public Future<Void> open(At notice, boolean open) {
    return notices.update(eq("_id", id(notice)), Change.set("open", open)).mapEmpty();
  }

  @Override
  public Future<Void> authorised(String incident) {
    return notices
        .updateAll(
            and(eq("feed", feed.get()), eq("incident", incident), eq("open", false)),
            Change.set("open", true))
        .mapEmpty();
  }

  @Override
  public Future<Void> sent(List<Sent> sent) {
    List<Document> documents = new ArrayList<>();
    sent.forEach(one -> documents.add(document(feed.get() + '/' + one.key(), one)));
    return documents.isEmpty()
        ? Future.succeededFuture()
        : sendings.insertMissing(documents).mapEmpty();
  }

  private Document document(String id, Sent one) {
    return new Document("_id", id)
        .append("feed", feed.get())
        .append("key", one.key())
        .append("recipient", one.recipient())
        .append("incident", one.at().incident())
        .append("entry", one.at().entry())
        .append("n", one.n())
        .append("i", one.i())
        .append("at", one.when())
        .append("erased", false)
        .append("challenged", one.challenged())
        .append("withdrawn", one.withdrawn());
  }

  @Override
  public Future<Void> challenged(At notice, Place at, long when, int step) {
    return of(notice)
        .compose(
            found -> {
              Map<String, Sent> last = new LinkedHashMap<>();
              found.stream()
                  .filter(one -> one.n() < at.n() || (one.n() == at.n() && one.i() < at.i()))
                  .forEach(one -> last.put(one.recipient(), one));
              List<Document> documents = new ArrayList<>();
              last.values().removeIf(Sent::withdrawn);
              for (Sent one : last.values()) {
                documents.add(
                    document(
                        feed.get() + '/' + one.key() + '!' + at.text(),
                        new Sent(
                            at.n(),
                            at.i(),
                            when,
                            notice,
                            one.key(),
                            one.recipient(),
                            false,
                            step,
                            false)));
              }
              return documents.isEmpty()
                  ? Future.succeededFuture()
                  : sendings.insertMissing(documents).mapEmpty();
            });
  }

  /** What left of a notice, in its order. */
  private Future<List<Sent>> of(At notice) {
    return sendings
        .find(and(eq("feed", feed.get()), eq("incident", notice.incident())))
        .sort(ascending("n"))
        .limit(PAGE * 5)
        .list()
        .map(
            found ->
                found.stream()
                    .map(MongoNotes::sent)
                    .filter(one -> one.at().equals(notice) && one.challenged() == 0)
                    .toList());
  }

  @Override
  public Future<List<At>> open(Optional<At> after) {
    return notices
        .find(
            and(
                eq("feed", feed.get()),
                eq("open", true),
                gt("name", after.map(MongoNotes::name).orElse(""))))
        .sort(ascending("name"))
        .limit(PAGE)
        .list()
        .map(
            found ->
                found.stream()
                    .map(one -> new At(one.getString("incident"), one.getString("entry")))
                    .toList());
  }

  @Override
  public Future<List<Sent>> feed(String recipient, long after, int most) {
    return sendings
        .find(and(eq("feed", feed.get()), eq("recipient", recipient), gt("n", after)))
        .sort(ascending("n"))
        .limit(most)
        .list()
        .map(found -> found.stream().map(MongoNotes::sent).toList());
  }

  @Override
  public Future<Optional<Sent>> last(At notice, String recipient) {
    return of(notice)
        .map(
            found ->
                found.stream()
                    .filter(one -> one.recipient().equals(recipient))
                    .reduce((one, next) -> next));
  }

  private static Sent sent(Document one) {
    return new Sent(
        one.getLong("n"),
        one.get("i", 0),
        one.get("at", 0L),
        new At(one.getString("incident"), one.getString("entry")),
        one.getString("key"),
        one.getString("recipient"),
        one.getBoolean("erased"),
        one.get("challenged", 0),
        one.get("withdrawn", false));
  }

  @Override
  public Future<Void> erase(String incident, long n, long when) {
    return notices
        .deleteAll(and(eq("feed", feed.get()), eq("incident", incident)))
        .compose(
            gone ->
                sendings.deleteAll(
                    and(eq("feed", feed.get()), eq("incident", incident), gt("challenged", 0))))
        .compose(
            gone ->
                sendings.updateAll(
                    and(eq("feed", feed.get()), eq("incident", incident)),
                    Change.set("erased", true)
                        .and(Change.set("n", n))
                        .and(Change.set("i", 0))
                        .and(Change.set("at", when))));
  }
}

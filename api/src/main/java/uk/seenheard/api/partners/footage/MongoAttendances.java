package uk.seenheard.api.partners.footage;

import static uk.seenheard.api.engine.documents.Order.ascending;
import static uk.seenheard.api.engine.documents.Where.and;
import static uk.seenheard.api.engine.documents.Where.eq;
import static uk.seenheard.api.engine.documents.Where.gte;
import static uk.seenheard.api.engine.documents.Where.in;
import static uk.seenheard.api.engine.documents.Where.lte;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.bson.Document;
import uk.seenheard.api.engine.documents.Change;
import uk.seenheard.api.engine.documents.DocumentStore;
import uk.seenheard.api.engine.documents.Documents;
import uk.seenheard.api.engine.documents.KeyTaken;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.footage.Marked;
import uk.seenheard.sync.footage.Window;

/**
 * Attendances as documents: one for each person, incident and half hour, in which a time only grows
 * (the earliest as its negative), so that it does not matter how often and in which order it is
 * said.
 */
final class MongoAttendances implements Attendances {
  private final Supplier<String> feed;
  private final Documents stretches;
  private final Documents statements;

  /** No part of what is rebuilt: an incident is looked at once too often rather than never. */
  private final Documents looks;

  private final String force;

  /**
   * Of one force's log.
   *
   * @param feed under which name they are kept: another one after a rebuild
   */
  MongoAttendances(DocumentStore store, String force, Supplier<String> feed) {
    this.feed = feed;
    this.force = force;
    this.looks = store.collection("footagelooks");
    this.stretches = store.collection("attendances");
    this.statements = store.collection("spoken");
  }

  @Override
  public Future<Void> prepare() {
    return stretches
        .index(ascending("feed", "incident"))
        .compose(done -> stretches.index(ascending("feed", "person", "stretch")))
        .compose(done -> statements.index(ascending("feed", "incident")))
        .compose(done -> looks.index(ascending("force", "due")));
  }

  @Override
  public Future<Void> wrote(List<Wrote> wrote) {
    List<Future<Void>> written = new ArrayList<>();
    wrote.forEach(one -> written.add(wrote(one)));
    return Future.all(written).mapEmpty();
  }

  private Future<Void> wrote(Wrote one) {
    Change change =
        Change.set("feed", feed.get())
            .and(Change.set("incident", one.incident()))
            .and(Change.set("person", one.person()))
            .and(Change.set("stretch", one.stretch()))
            .and(Change.max("first", -one.first()))
            .and(Change.max("last", one.last()))
            .and(Change.max("uncertainty", one.uncertainty()));
    Change whole = one.arrived().map(at -> change.and(Change.max("arrived", -at))).orElse(change);
    String id = feed.get() + '/' + one.incident() + '/' + one.person() + '/' + one.stretch();
    return stretches
        .upsert(eq("_id", id), whole)
        .recover(error -> KeyTaken.is(error) ? wrote(one) : Future.failedFuture(error));
  }

  @Override
  public Future<Void> spoken(List<Spoken> spoken) {
    if (spoken.isEmpty()) {
      return Future.succeededFuture();
    }
    List<Document> documents = new ArrayList<>();
    for (Spoken one : spoken) {
      String about = one.marked().about().text();
      documents.add(
          new Document("_id", feed.get() + '/' + one.incident() + '/' + about)
              .append("feed", feed.get())
              .append("incident", one.incident())
              .append("about", about)
              .append("at", one.marked().at())
              .append("uncertainty", one.marked().uncertainty()));
    }
    return statements.insertMissing(documents).mapEmpty();
  }

  @Override
  public Future<List<Wrote>> at(Collection<String> incidents) {
    if (incidents.isEmpty()) {
      return Future.succeededFuture(List.of());
    }
    return stretches
        .find(and(eq("feed", feed.get()), in("incident", incidents)))
        .limit(MOST_FOUND)
        .list()
        .map(MongoAttendances::read);
  }

  @Override
  public Future<List<Wrote>> of(Collection<String> people, Window within) {
    if (people.isEmpty()) {
      return Future.succeededFuture(List.of());
    }
    return stretches
        .find(
            and(
                eq("feed", feed.get()),
                in("person", people),
                gte("stretch", Math.floorDiv(within.from(), STRETCH_MILLIS)),
                lte("stretch", Math.floorDiv(within.to(), STRETCH_MILLIS))))
        .limit(MOST_FOUND)
        .list()
        .map(MongoAttendances::read);
  }

  private static List<Wrote> read(List<Document> found) {
    List<Wrote> read = new ArrayList<>();
    for (Document one : found) {
      read.add(
          new Wrote(
              one.getString("incident"),
              one.getString("person"),
              -one.getLong("first"),
              one.getLong("last"),
              one.getLong("uncertainty"),
              Optional.ofNullable(one.getLong("arrived")).map(at -> -at)));
    }
    return read;
  }

  @Override
  public Future<List<Marked>> spokenAt(String incident) {
    return statements
        .find(and(eq("feed", feed.get()), eq("incident", incident)))
        .limit(MOST_FOUND)
        .list()
        .map(
            found ->
                found.stream()
                    .map(
                        one ->
                            new Marked(
                                new FieldPath(one.getString("about")),
                                one.getLong("at"),
                                one.getLong("uncertainty")))
                    .toList());
  }

  @Override
  public Future<Void> lookNoLater(String incident, long at) {
    // The earliest counts: kept as its negative, which only grows until somebody looked.
    return looks
        .upsert(eq("_id", incident), Change.max("due", -at).and(Change.set("force", force)))
        .recover(
            error -> KeyTaken.is(error) ? lookNoLater(incident, at) : Future.failedFuture(error));
  }

  @Override
  public Future<Void> lookThen(String incident, long at) {
    return looks.upsert(
        eq("_id", incident), Change.set("due", -at).and(Change.set("force", force)));
  }

  @Override
  public Future<List<String>> toLookAt(long now, int most) {
    return looks
        .find(and(eq("force", force), gte("due", -now)))
        .limit(most)
        .list()
        .map(found -> found.stream().map(one -> one.getString("_id")).toList());
  }

  @Override
  public Future<Void> erase(String incident) {
    return stretches
        .deleteAll(and(eq("feed", feed.get()), eq("incident", incident)))
        .compose(
            gone -> statements.deleteAll(and(eq("feed", feed.get()), eq("incident", incident))))
        .compose(gone -> looks.delete(eq("_id", incident)));
  }
}

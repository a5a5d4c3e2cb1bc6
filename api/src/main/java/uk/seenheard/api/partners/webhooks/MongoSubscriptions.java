package uk.seenheard.api.partners.webhooks;

import static uk.seenheard.api.engine.documents.Order.ascending;
import static uk.seenheard.api.engine.documents.Where.and;
import static uk.seenheard.api.engine.documents.Where.eq;
import static uk.seenheard.api.engine.documents.Where.in;
import static uk.seenheard.api.engine.documents.Where.lte;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import uk.seenheard.api.engine.documents.Change;
import uk.seenheard.api.engine.documents.DocumentStore;
import uk.seenheard.api.engine.documents.Documents;
import uk.seenheard.api.engine.documents.Where;
import uk.seenheard.api.ground.follow.Place;

/** The subscriptions as documents. */
final class MongoSubscriptions implements Subscriptions {
  /** The service lets nobody make more. */
  private static final int MOST = 1_000;

  private final String force;
  private final Documents subscriptions;

  /** Of a force. */
  MongoSubscriptions(DocumentStore store, String force) {
    this.force = force;
    this.subscriptions = store.collection("webhooks");
  }

  @Override
  public Future<Void> prepare() {
    return subscriptions.index(ascending("force", "state", "id"));
  }

  @Override
  public Future<Void> add(Subscription made) {
    return subscriptions.insert(SubscriptionDocument.write(force, made));
  }

  @Override
  public Future<List<Subscription>> standing() {
    return subscriptions
        .find(
            and(
                eq("force", force),
                in(
                    "state",
                    List.of(
                        Subscription.State.ACTIVE.word(),
                        Subscription.State.DEAD.word(),
                        Subscription.State.GONE.word()))))
        .limit(MOST)
        .list()
        .map(found -> found.stream().map(SubscriptionDocument::read).toList());
  }

  @Override
  public Future<Optional<Subscription>> one(String id) {
    return subscriptions
        .find(key(id))
        .first()
        .map(
            found ->
                found
                    .map(SubscriptionDocument::read)
                    .filter(one -> one.state() != Subscription.State.ENDED));
  }

  @Override
  public Future<Boolean> claim(String id, String holder, long now, long until) {
    return subscriptions.update(
        and(key(id), eq("state", Subscription.State.ACTIVE.word()), lte("lease", now)),
        Change.set("holder", holder).and(Change.set("lease", until)));
  }

  @Override
  public Future<Boolean> hold(String id, String holder, long until) {
    return subscriptions.update(and(key(id), eq("holder", holder)), Change.set("lease", until));
  }

  @Override
  public Future<Boolean> note(String id, String holder, Subscription told) {
    return subscriptions.update(
        and(key(id), eq("holder", holder)),
        SubscriptionDocument.progress(told.progress())
            .and(Change.set("state", told.state().word())));
  }

  @Override
  public Future<Void> release(String id, String holder) {
    return subscriptions.update(and(key(id), eq("holder", holder)), free()).mapEmpty();
  }

  @Override
  public Future<Void> restart(String id, Place from) {
    return subscriptions
        .update(
            key(id),
            SubscriptionDocument.progress(Subscription.Progress.from(from))
                .and(Change.set("state", Subscription.State.ACTIVE.word()))
                .and(free()))
        .mapEmpty();
  }

  @Override
  public Future<Void> end(String id) {
    return subscriptions
        .update(key(id), Change.set("state", Subscription.State.ENDED.word()).and(free()))
        .mapEmpty();
  }

  @Override
  public Future<Void> secrets(String id, Subscription.Secrets secrets) {
    return subscriptions.update(key(id), SubscriptionDocument.secrets(secrets)).mapEmpty();
  }

  private static Change free() {
    return Change.set("holder", "").and(Change.set("lease", 0L));
  }

  private Where key(String id) {
    return eq("_id", SubscriptionDocument.key(force, id));
  }
}
